import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUnitsFile } from '../../domain/area-files/units-file.ts';
import type { OsmData } from '../../roads/osm/types.ts';
import { writePbf } from '../../roads/osm/write-pbf.ts';
import { extractUnits, unitsGeoJson } from './extract-units.ts';
import { FaultyFiles } from './faulty-files.ts';
import { takeUnits } from './take-units.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tuyen-xanh-units-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Corner `x`, `y` of a grid of 0.01°. */
const corner = (x: number, y: number) => 1 + x + 100 * y;

const nodes = Array.from({ length: 36 }, (_, i) => {
  const [x, y] = [i % 6, Math.floor(i / 6)];
  return { id: corner(x, y), lon: 105 + x / 100, lat: 20 + y / 100 };
}).sort((a, b) => a.id - b.id);

const line = (id: number, ...corners: [number, number][]) => ({ id, refs: corners.map(([x, y]) => corner(x, y)) });

/** West and East share the border way 2; West has a hole, way 4, which is an exclave of East. South is cut off: way 9 is missing. */
const data: OsmData = {
  nodes,
  ways: [
    line(1, [3, 0], [0, 0], [0, 4], [3, 4]),
    line(2, [3, 4], [3, 0]),
    line(3, [3, 0], [5, 0], [5, 4], [3, 4]),
    line(4, [1, 1], [2, 1], [2, 2], [1, 2], [1, 1]),
    line(5, [0, 0], [0, 5]),
    { id: 6, refs: [corner(4, 1), corner(4, 2)], tags: { building: 'yes' } },
    { id: 7, refs: [corner(4, 2), corner(4, 3)], tags: { building: 'house' } },
    { id: 8, refs: [corner(1, 3), corner(2, 3)], tags: { building: 'no' } },
    { id: 10, refs: [corner(0, 0), corner(1, 0), 9999, corner(1, 1), corner(0, 0)] },
  ],
  relations: [
    unit(1, 'Phường Tây', { population: '1234', ref: 'W' }, [1, ''], [2, 'outer'], [4, 'inner']),
    unit(2, 'Đông', {}, [3, 'outer'], [2, 'outer'], [4, 'outer']),
    unit(3, 'Nam', {}, [5, 'outer'], [9, 'outer']),
    // An open border and an islet that closes; a border whose corner is not in the extract.
    unit(5, 'Đảo', {}, [5, 'outer'], [4, 'outer']),
    unit(6, 'Khuyết', {}, [10, 'outer']),
    { ...unit(4, 'Tỉnh', {}, [1, 'outer'], [2, 'outer']), tags: { boundary: 'administrative', admin_level: '4' } },
  ],
};

function unit(id: number, name: string, tags: Record<string, string>, ...members: [number, string][]) {
  return {
    id,
    members: members.map(([ref, role]) => ({ type: 'way' as const, ref, role })),
    tags: { boundary: 'administrative', admin_level: '8', name, ...tags },
  };
}

it('takes whole units out of an extract, with holes and exclaves, and leaves out those that its edge cuts', async () => {
  const file = path.join(directory, 'units.osm.pbf');
  await writePbf(file, data);
  const { units, leftOut } = await extractUnits(file, 8, 4);
  expect(leftOut).toEqual(['Nam', 'Đảo', 'Khuyết']);
  expect(units.map((found) => [found.properties, found.geometry.coordinates.map((polygon) => polygon.length)])).toEqual(
    [
      [
        {
          code: 'r2',
          name: 'Đông',
          kind: 'municipality',
          setting: 'rural',
          population: 8,
          populationEstimatedFrom: '4 người/nhà',
        },
        [1, 1],
      ],
      [{ code: 'W', name: 'Phường Tây', kind: 'ward', setting: 'urban', population: 1234 }, [2]],
    ],
  );
  const text = unitsGeoJson(units);
  const read = readUnitsFile({ kind: 'units', name: 'units.geojson', bytes: new TextEncoder().encode(text) });
  expect(read.faults).toEqual([]);
  expect(read.units.map((found) => found.line)).toEqual([2, 3]);
});

describe('units for an import', () => {
  let file: { name: string; pbfPath: string };
  beforeAll(async () => {
    file = { name: 'tinh.osm.pbf', pbfPath: path.join(directory, 'take.osm.pbf') };
    await writePbf(file.pbfPath, data);
  });
  const take = async (unitsNamed?: string, unitsLevel = 8) => {
    const { geoJson, leftOut } = await takeUnits(file, { unitsLevel, unitsNamed });
    const { units, faults } = readUnitsFile({ kind: 'units', name: 'units.geojson', bytes: Buffer.from(geoJson) });
    expect(faults).toEqual([]);
    return { units, leftOut };
  };
  const faultsOf = async (unitsNamed?: string, unitsLevel?: number) => {
    const error: unknown = await take(unitsNamed, unitsLevel).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof FaultyFiles)) throw new Error('taken without a fault', { cause: error });
    return error.faults.map(({ code, value, params }) => [code, value, params]);
  };

  it('are all whole ones unless some are named; those that the edge cuts are told', async () => {
    const { units, leftOut } = await take();
    expect(units.map(({ name, populationEstimatedFrom }) => [name, populationEstimatedFrom])).toEqual([
      ['Đông', '4 người/nhà'],
      ['Phường Tây', null],
    ]);
    expect(leftOut.map(({ code, value }) => [code, value])).toEqual([
      ['unit-cut', 'Nam'],
      ['unit-cut', 'Đảo'],
      ['unit-cut', 'Khuyết'],
    ]);
  });

  it('are taken by name without accents, with or without the word for their kind', async () => {
    const { units, leftOut } = await take('phuong tay');
    expect(units.map(({ code }) => code)).toEqual(['W']);
    expect((await take('TÂY; dong')).units.map(({ name }) => name)).toEqual(['Đông', 'Phường Tây']);
    expect(leftOut).toEqual([]);
  });

  it('that are not there, or cut, are named with what there is', async () => {
    expect(await faultsOf('Tây, Bắc, Nam')).toEqual([
      ['unit-not-in-extract', 'Bắc', { level: 8, names: 'Đông, Phường Tây' }],
      ['unit-cut', 'Nam', {}],
    ]);
    expect(await faultsOf(undefined, 6)).toEqual([['no-units-of-level', null, { level: 6 }]]);
  });
});
