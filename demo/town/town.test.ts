import { area, booleanPointInPolygon, featureCollection, intersect, polygon } from '@turf/turf';
import { beforeAll, describe, expect, it } from 'vitest';
import { generationOn } from '../../domain/ledger/generation.ts';
import { DEMO_FACTORS, demoGeneratorAt } from '../../domain/register/demo-figures.ts';
import { distance, toLonLat, TOWN_BBOX } from './plane.ts';
import { unitsGeoJson } from './files.ts';
import type { StreetNode } from './street-graph.ts';
import { isOpenToTrucks } from './street-plan.ts';
import { otherEnd } from './streets.ts';
import { generateTown, type Town } from './town.ts';

let town: Town;
beforeAll(() => {
  town = generateTown(1);
}, 120_000);

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const peopleOf = (setting: string): number[] =>
  town.units
    .filter((unit) => unit.setting === setting)
    .flatMap((unit) => unit.residentialGroups.map((group) => group.people));

describe('the units', () => {
  it('have the codes of 2020–2025 and the population of 2022', () => {
    expect(town.units.map(({ code }) => code).sort()).toEqual([
      '14809',
      '14812',
      '14815',
      '14818',
      '14821',
      '14823',
      '14824',
    ]);
    expect(sum(peopleOf('urban'))).toBe(64_024);
    expect(sum(peopleOf('rural'))).toBe(5_802);
  });

  it('are as large as stated, 63.86 km² in all, and lie in the town’s bounding box', () => {
    for (const unit of town.units) expect(area(unit.polygon) / 1e6 / unit.areaSquareKm).toBeCloseTo(1, 2);
    expect(sum(town.units.map((unit) => area(unit.polygon))) / 1e6).toBeCloseTo(63.86, 0);
    for (const [lon, lat] of town.units.flatMap((unit) => unit.polygon.coordinates[0])) {
      expect(lon > TOWN_BBOX[0] && lon < TOWN_BBOX[2] && lat > TOWN_BBOX[1] && lat < TOWN_BBOX[3]).toBe(true);
    }
  });

  it('tile: no two overlap', () => {
    town.units.forEach((unit, i) => {
      for (const other of town.units.slice(i + 1)) {
        const shared = intersect(
          featureCollection([polygon(unit.polygon.coordinates), polygon(other.polygon.coordinates)]),
        );
        expect(shared ? area(shared) : 0).toBeLessThan(1);
      }
    });
  });

  it('tile: every edge of a boundary is walked once, or once each way', () => {
    const edges = new Map<string, number>();
    for (const {
      polygon: {
        coordinates: [ring],
      },
    } of town.units) {
      for (let i = 1; i < ring.length; i++) {
        const key = `${ring[i - 1]} ${ring[i]}`;
        edges.set(key, (edges.get(key) ?? 0) + 1);
      }
    }
    const outer = [...edges.keys()].filter((key) => {
      const [from, to] = key.split(' ');
      return !edges.has(`${to} ${from}`);
    });
    expect([...edges.values()].every((times) => times === 1)).toBe(true);
    // What is left over is one closed line: the town's own boundary. Holes or gaps would make more of them.
    const next = new Map(outer.map((key) => key.split(' ') as [string, string]));
    const [start] = next.keys();
    let steps = 1;
    for (let at = next.get(start); at !== start; at = next.get(at ?? '')) steps += 1;
    expect(steps).toBe(outer.length);
  });

  it('are divided into residential groups without remainder', () => {
    for (const unit of town.units) {
      const groups = sum(unit.residentialGroups.map((group) => area(group.geometry)));
      expect(groups / area(unit.polygon)).toBeCloseTo(1, 4);
    }
    const codes = town.units.flatMap((unit) => unit.residentialGroups.map((group) => group.code));
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('the streets', () => {
  it('let a truck come from every street it may use to every other and back, one-way streets obeyed', () => {
    const { graph, oneWay } = town.streets;
    const edges = [...graph.edges.values()].filter(isOpenToTrucks);
    const reach = (isForward: boolean): Set<StreetNode> => {
      const reached = new Set([edges[0].a]);
      for (const node of reached) {
        for (const edge of node.edges.filter(isOpenToTrucks)) {
          const source = oneWay.get(edge.id);
          const isOpen = source === undefined || (source === node) === isForward;
          if (isOpen) reached.add(otherEnd(edge, node));
        }
      }
      return reached;
    };
    const all = new Set(edges.flatMap((edge) => [edge.a, edge.b]));
    expect(reach(true).size).toBe(all.size);
    expect(reach(false).size).toBe(all.size);
    expect(oneWay.size).toBeGreaterThan(10);
  });

  it('hold what drivers meet: narrow streets, alleys, level crossings, bridges', () => {
    const classes = new Set([...town.streets.graph.edges.values()].map((edge) => edge.streetClass));
    expect([...classes]).toEqual(expect.arrayContaining(['trunk', 'primary', 'residential', 'narrow', 'alley']));
    expect(town.streets.levelCrossings.size).toBeGreaterThan(2);
    expect(town.streets.bridges.size).toBeGreaterThan(3);
  });

  it('are OpenStreetMap data whose ways only use nodes that are there', () => {
    const nodes = new Set(town.osm.nodes.map(({ id }) => id));
    expect(nodes.size).toBe(town.osm.nodes.length);
    expect(new Set(town.osm.ways.map(({ id }) => id)).size).toBe(town.osm.ways.length);
    for (const way of town.osm.ways) {
      expect(way.refs.length).toBeGreaterThan(1);
      expect(way.refs.every((ref) => nodes.has(ref))).toBe(true);
    }
  });
});

describe('the collection points', () => {
  it('are about 300 of all kinds, each with a code of its own', () => {
    expect(town.points.length).toBeGreaterThan(280);
    expect(town.points.length).toBeLessThan(340);
    expect(new Set(town.points.map(({ code }) => code)).size).toBe(town.points.length);
    expect(new Set(town.points.map(({ kind }) => kind)).size).toBe(6);
  });

  it('lie in the unit they belong to', () => {
    for (const point of town.points) {
      const unit = town.units.find(({ code }) => code === point.unitCode);
      expect(unit && booleanPointInPolygon(toLonLat(point.at), unit.polygon), point.code).toBe(true);
    }
  });

  it('lie beside a street some truck fits', () => {
    for (const point of town.points) {
      const near = town.streets.graph.nearestEdge(point.at, 20, (edge) => edge.streetClass !== 'alley');
      expect(near, point.code).not.toBeNull();
    }
  });

  it('yield 42 to 70 tonnes a day', () => {
    const kg = sum(town.points.flatMap(({ streams }) => streams.map(({ kgPerDay }) => kgPerDay)));
    expect(kg).toBeGreaterThan(42_000);
    expect(kg).toBeLessThan(70_000);
  });
});

describe('the fleet', () => {
  it('is of three sizes, can carry every stream that arises, and unload it somewhere', () => {
    expect(new Set(town.trucks.map(({ capacityKg }) => capacityKg)).size).toBe(3);
    expect(new Set(town.trucks.map(({ deviceId }) => deviceId)).size).toBe(town.trucks.length);
    const arising = new Set(town.points.flatMap(({ streams }) => streams.map(({ stream }) => stream)));
    for (const stream of arising) {
      const carriers = town.trucks.filter(({ streams }) => streams.includes(stream));
      expect(carriers.length, stream).toBeGreaterThan(0);
      expect(
        town.facilities.some(({ streams }) => streams.includes(stream)),
        stream,
      ).toBe(true);
    }
  });

  it('has its depot and disposal sites at a street all trucks may use', () => {
    for (const facility of town.facilities) {
      const near = town.streets.graph.nearestEdge(facility.at, 100, isOpenToTrucks);
      expect(near && distance(near.at, facility.at), facility.code).toBeLessThan(100);
    }
  });
});

describe('the country around', () => {
  it('has no surface that runs straight where the map ends, and roads that run on', () => {
    const grounds = new Set(
      (town.osm.relations ?? []).flatMap(({ tags, members }) => (tags?.landuse ? members.map(({ ref }) => ref) : [])),
    );
    const placeOf = (ref: number) => town.osm.nodes[ref - 1];
    const lines = town.osm.ways
      .filter((way) => way.tags?.landuse || grounds.has(way.id))
      .map(({ refs }) => refs.map((ref) => placeOf(ref)));
    // The longest run along a meridian or a parallel, in pieces of about 90 m each.
    const straightest = (axis: 'lon' | 'lat'): number =>
      Math.max(
        ...lines.map((line) => {
          let [run, longest] = [0, 0];
          line.forEach((place, i) => {
            run = i > 0 && Math.abs(place[axis] - line[i - 1][axis]) < 1e-7 ? run + 1 : 0;
            longest = Math.max(longest, run);
          });
          return longest;
        }),
      );
    expect(straightest('lon')).toBeLessThan(5);
    expect(straightest('lat')).toBeLessThan(5);
    const south = Math.min(...town.osm.nodes.map(({ lat }) => lat));
    const highway = town.osm.ways.filter((way) => way.tags?.ref === 'QL1').flatMap(({ refs }) => refs);
    const southEnd = Math.min(...highway.map((ref) => placeOf(ref).lat));
    expect(southEnd - south).toBeLessThan(0.03);
  });
});

describe('the generator', () => {
  it('makes the same town for the same seed', () => {
    const again = generateTown(1);
    expect(JSON.stringify(again.osm)).toBe(JSON.stringify(town.osm));
    expect(again.points).toEqual(town.points);
    expect(unitsGeoJson(again.units)).toBe(unitsGeoJson(town.units));
  }, 120_000);
});

describe('what is put out', () => {
  it('is by its factors and generators a little more than is expected at the points, of every stream with a target in every unit', () => {
    const points = town.points.map(({ streams, ...point }) => ({
      ...point,
      streams: streams.map(({ stream, kgPerDay }) => ({ stream, expectedKgPerDay: kgPerDay })),
    }));
    const dated = { validFrom: '2020-01-01', source: null };
    const generators = points.flatMap((point) => {
      const generator = demoGeneratorAt(point);
      if (!generator) return [];
      const { code, name, unitCode } = point;
      return [{ ...dated, ...generator, id: code, code, name, unitId: unitCode, validTo: null }];
    });
    const factors = DEMO_FACTORS.flatMap(({ kind, ...factor }) =>
      kind === 'generation' || kind === 'composition' ? [{ ...dated, ...factor, kind, id: kind }] : [],
    );
    const units = town.units.map(({ code, setting, population }) => {
      const own = points.filter(({ unitCode }) => unitCode === code).flatMap(({ streams }) => streams);
      const expectedOf = (stream: string) =>
        sum(own.filter((one) => one.stream === stream).map(({ expectedKgPerDay }) => expectedKgPerDay));
      const unit = { id: code, setting, population };
      return generationOn(unit, '2026-12-03', { factors, generators, people: [] }).map(({ stream, kgPerDay }) => ({
        ...{ of: `${code} ${stream}`, expected: expectedOf(stream), kgPerDay },
      }));
    });
    // Bins are filled by a fifth more or less.
    const shares = units.flat().map(({ of, expected, kgPerDay }) => ({ of, share: expected / kgPerDay }));
    expect(shares.length).toBeGreaterThan(7 * 4);
    expect(shares.filter(({ share }) => share < 0.8 || share > 1.2)).toEqual([]);
    for (const streams of units) {
      const share = sum(streams.map(({ expected }) => expected)) / sum(streams.map(({ kgPerDay }) => kgPerDay));
      expect(share).toBeGreaterThan(0.95);
      expect(share).toBeLessThan(1.01);
    }
  });
});
