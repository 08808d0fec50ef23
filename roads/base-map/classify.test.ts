import { describe, expect, test } from 'vitest';
import { classifyArea, classifyLine, classifyName, isArea } from './classify.ts';

const only = (tags: Record<string, string>) => classifyLine(tags)[0];

describe('lines', () => {
  test('a link road has its road’s class', () => {
    expect(only({ highway: 'trunk_link' })).toMatchObject({ minZoom: 6, attributes: { class: 'trunk' } });
  });

  test('the way of a one-way street is told where it is said or goes without saying', () => {
    const onewayOf = (tags: Record<string, string>) => only({ highway: 'residential', ...tags })?.attributes.oneway;
    expect(onewayOf({ oneway: 'yes' })).toBe(1);
    expect(onewayOf({ oneway: '-1' })).toBe(-1);
    expect(onewayOf({ junction: 'roundabout' })).toBe(1);
    expect(onewayOf({ oneway: 'no', junction: 'roundabout' })).toBeUndefined();
    expect(onewayOf({})).toBeUndefined();
  });

  test('a railway’s sidings are left to near views', () => {
    expect(only({ railway: 'rail' })?.minZoom).toBe(8);
    expect(only({ railway: 'rail', service: 'yard' })?.minZoom).toBe(13);
  });

  test('a stream in a pipe, a road that is planned and a square are no lines', () => {
    expect(classifyLine({ waterway: 'stream', tunnel: 'culvert' })).toEqual([]);
    expect(classifyLine({ highway: 'proposed' })).toEqual([]);
    expect(classifyLine({ highway: 'pedestrian', area: 'yes' })).toEqual([]);
  });

  test('a street along a boundary is both', () => {
    const found = classifyLine({ highway: 'tertiary', boundary: 'administrative', admin_level: '6' });
    expect(found.map((each) => each.layer)).toEqual(['roads', 'boundaries']);
  });

  test('a level that is no number bounds nothing', () => {
    expect(classifyLine({ boundary: 'administrative', admin_level: '0x6' })).toEqual([]);
  });

  test('a value that only looks like one of ours is none of ours', () => {
    expect(classifyLine({ highway: 'constructor' })).toEqual([]);
    expect(classifyArea({ landuse: 'toString' })).toBeNull();
    expect(classifyName({ name: 'X', place: 'constructor' })).toBeNull();
  });
});

describe('areas', () => {
  test('water is still or running', () => {
    expect(classifyArea({ natural: 'water', water: 'river' })?.attributes).toEqual({ class: 'river' });
    expect(classifyArea({ natural: 'water' })?.attributes).toEqual({ class: 'lake' });
  });

  test('a school’s building is a building, its ground a school', () => {
    expect(classifyArea({ building: 'school', amenity: 'school' })?.layer).toBe('buildings');
    expect(classifyArea({ amenity: 'school' })).toMatchObject({ layer: 'landuse', attributes: { class: 'education' } });
  });

  test('a street that ends where it began is no area, a park is', () => {
    expect(isArea({ highway: 'residential' })).toBe(false);
    expect(isArea({ highway: 'pedestrian', area: 'yes' })).toBe(true);
    expect(isArea({ leisure: 'park' })).toBe(true);
  });
});

describe('names', () => {
  test('a place comes with its rank, other things with their class, nameless ones not at all', () => {
    expect(classifyName({ place: 'town', name: 'Bỉm Sơn' })?.attributes).toEqual({
      name: 'Bỉm Sơn',
      class: 'town',
      rank: 2,
    });
    expect(classifyName({ amenity: 'marketplace', name: 'Chợ Bỉm Sơn' })?.attributes.class).toBe('market');
    expect(classifyName({ amenity: 'marketplace' })).toBeNull();
  });
});
