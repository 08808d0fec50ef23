import { describe, expect, it } from 'vitest';
import { unitFinder } from './assign-units.ts';
import { faultPlace } from './fault-messages.ts';
import { readUnitsFile } from './units-file.ts';

type Ring = number[][];

function square(west: number, south: number, size: number): Ring {
  const [east, north] = [west + size, south + size];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function unit(code: string, ring: Ring, properties: Record<string, unknown> = {}) {
  const base = { code, name: `Phường ${code}`, kind: 'ward', setting: 'urban', population: 3600 };
  return {
    type: 'Feature',
    properties: { ...base, ...properties },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
}

/** One feature a line, the first on line 2. */
function collection(...features: unknown[]): string {
  return `{"type":"FeatureCollection","note":"a \\" [ { ","features":[\n${features.map((f) => JSON.stringify(f)).join(',\n')}\n]}`;
}

function read(text: string) {
  return readUnitsFile({ kind: 'units', name: 'donvi.geojson', bytes: new TextEncoder().encode(text) });
}

function faultsOf(text: string): string[] {
  return read(text).faults.map((fault) => `${faultPlace(fault)} ${fault.code}`);
}

describe('a file of units', () => {
  it('gives units as MultiPolygons and one group of the whole unit where none is given', () => {
    const { units, groups, faults } = read(collection(unit('A', square(105, 20, 0.1))));
    expect(faults).toEqual([]);
    expect(units[0]).toMatchObject({ line: 2, code: 'A', validFrom: '1900-01-01', validTo: null });
    expect(units[0].geometry).toEqual({ type: 'MultiPolygon', coordinates: [[square(105, 20, 0.1)]] });
    expect(groups).toMatchObject([{ unitIndex: 0, code: 'A', people: 3600, households: 1000 }]);
  });

  it('lays residential groups into their unit', () => {
    const group = (code: string, west: number, unitCode = 'A') =>
      unit(code, square(west, 20, 0.05), { level: 'residential-group', unitCode, households: 10, people: 40 });
    const file = collection(unit('A', square(105, 20, 0.1)), group('g1', 105), group('g2', 106), group('g3', 105, 'Z'));
    expect(read(file).groups.map((g) => g.code)).toEqual(['g1']);
    expect(faultsOf(file)).toEqual([
      'donvi.geojson:4:unitCode group-outside-unit',
      'donvi.geojson:5:unitCode unknown-unit',
    ]);
  });

  it('names units that overlap, with how much', () => {
    const { faults } = read(collection(unit('A', square(105, 20, 0.1)), unit('B', square(105.05, 20, 0.1))));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ line: 3, column: 'geometry', code: 'units-overlap', value: 'B' });
    expect(faults[0].params).toMatchObject({ other: 'A', otherLine: 2, percent: 50 });
  });

  it('lets neighbours share a border and slivers pass', () => {
    expect(faultsOf(collection(unit('A', square(105, 20, 0.1)), unit('B', square(105.0999, 20, 0.1))))).toEqual([]);
  });

  it('lets one code name two units at two times, but not at one', () => {
    const old = unit('A', square(105, 20, 0.1), { validTo: '2025-07-01' });
    const merged = unit('A', square(105, 20, 0.2), { validFrom: '2025-07-01' });
    expect(faultsOf(collection(old, merged))).toEqual([]);
    const early = unit('A', square(105, 20, 0.2), { validFrom: '2025-06-30' });
    expect(faultsOf(collection(old, early))).toEqual(['donvi.geojson:3:code duplicate']);
  });

  it('names a ring that does not close, that crosses itself, and a geometry that is no surface', () => {
    const open = square(105, 20, 0.1).slice(0, 4);
    const bowTie = [
      [106, 20],
      [106.1, 20.1],
      [106.1, 20],
      [106, 20.1],
      [106, 20],
    ];
    const line = { ...unit('C', []), geometry: { type: 'LineString', coordinates: open } };
    expect(faultsOf(collection(unit('A', open), unit('B', bowTie), line))).toEqual([
      'donvi.geojson:2:geometry unclosed-ring',
      'donvi.geojson:3:geometry self-intersection',
      'donvi.geojson:4:geometry not-a-surface',
    ]);
  });

  it('is refused with the name of its coordinate system unless that is WGS 84', () => {
    const file = collection(unit('A', square(105, 20, 0.1)));
    const inSystem = (name: string) =>
      file.replace('"features"', `"crs":{"type":"name","properties":{"name":"${name}"}},"features"`);
    expect(faultsOf(inSystem('urn:ogc:def:crs:OGC:1.3:CRS84'))).toEqual([]);
    const [refused] = read(inSystem('urn:ogc:def:crs:EPSG::4756')).faults;
    expect(refused).toMatchObject({ code: 'foreign-crs', params: { system: 'urn:ogc:def:crs:EPSG::4756' } });
  });

  it('with longitude and latitude swapped names the units, once', () => {
    const swapped = (code: string, west: number) =>
      unit(
        code,
        square(west, 20, 0.1).map(([x, y]) => [y, x]),
      );
    const { faults } = read(collection(swapped('A', 105), swapped('B', 106)));
    expect(faults.map((fault) => [fault.code, fault.params])).toEqual([['units-swapped', { units: 'A, B' }]]);
  });

  it('names coordinates in another system than degrees', () => {
    expect(faultsOf(collection(unit('A', square(585_000, 2_221_000, 100))))).toEqual([
      'donvi.geojson:2:geometry bad-coordinates',
    ]);
  });

  it('names a unit without a shape, and one that lies on both sides of the meridian of 180°', () => {
    const shapeless = (geometry: unknown) => ({ ...unit('A', square(105, 20, 0.1)), geometry });
    for (const geometry of [null, { type: 'Polygon', coordinates: [] }, { type: 'MultiPolygon', coordinates: [] }]) {
      expect(faultsOf(collection(shapeless(geometry)))).toEqual(['donvi.geojson:2:geometry no-geometry']);
    }
    const fiji = square(179.9, -17, 0.2).map(([lon = 0, lat = 0]) => [lon > 180 ? lon - 360 : lon, lat]);
    expect(faultsOf(collection(unit('A', fiji)))).toEqual(['donvi.geojson:2:geometry crosses-antimeridian']);
  });

  it('names missing and wrong properties', () => {
    const faulty = unit('A', square(105, 20, 0.1), {
      name: '',
      kind: 'village',
      population: -1,
      validFrom: '1.13.2020',
    });
    expect(faultsOf(collection(faulty))).toEqual([
      'donvi.geojson:2:name missing-value',
      'donvi.geojson:2:kind not-a-choice',
      'donvi.geojson:2:population not-a-count',
      'donvi.geojson:2:validFrom not-a-day',
    ]);
  });

  it('takes no list, object or truth value as a name', () => {
    for (const name of [{ vi: 'A' }, ['A'], true]) {
      expect(faultsOf(collection(unit('A', square(105, 20, 0.1), { name })))).toEqual([
        'donvi.geojson:2:name not-plain',
      ]);
    }
  });

  it('takes blanks alone as missing, and no number that is written in another way than people do', () => {
    const blank = unit(' ', square(105, 20, 0.1), { name: '\u00A0', population: ' ' });
    expect(faultsOf(collection(blank))).toEqual([
      'donvi.geojson:2:code missing-value',
      'donvi.geojson:2:name missing-value',
      'donvi.geojson:2:population missing-value',
    ]);
    for (const population of ['0x10', '1e3', '12.5', true, [5], 3_000_000_000]) {
      expect(faultsOf(collection(unit('A', square(105, 20, 0.1), { population })))).toEqual([
        'donvi.geojson:2:population not-a-count',
      ]);
    }
    expect(read(collection(unit('A', square(105, 20, 0.1), { population: '12.634' }))).units[0].population).toBe(
      12_634,
    );
  });

  it('names lost letters, text encoded twice, and fonts from before Unicode, each with its line', () => {
    const names = ['Ph\uFFFDng A', Buffer.from('Phường B', 'utf8').toString('latin1'), 'Ph\u00ADêng C', 'Phöôøng D'];
    const units = names.map((name, i) => unit(`U${i}`, square(105 + i, 20, 0.1), { name }));
    expect(faultsOf(collection(...units))).toEqual([
      'donvi.geojson:2:name text-lost',
      'donvi.geojson:3:name text-double-utf8',
      'donvi.geojson:4:name text-tcvn3',
      'donvi.geojson:5:name text-vni',
    ]);
  });

  it('takes a day as Vietnam writes it, day first', () => {
    const old = unit('A', square(105, 20, 0.1), { validTo: '1/7/2025' });
    expect(read(collection(old)).units[0].validTo).toBe('2025-07-01');
    expect(faultsOf(collection(unit('A', square(105, 20, 0.1), { validTo: '31/2/2025' })))).toHaveLength(1);
  });

  it('that is no JSON says on which line, and no FeatureCollection is refused', () => {
    expect(faultsOf('{"type":"FeatureCollection",\n"features":[\n}')).toEqual(['donvi.geojson:3 not-json']);
    expect(faultsOf('[]')).toEqual(['donvi.geojson not-a-feature-collection']);
    expect(faultsOf('{"features":[]}')).toEqual(['donvi.geojson no-units']);
  });
});

describe('finding the unit of a place', () => {
  const { units } = read(
    collection(
      unit('old', square(105, 20, 0.1), { validTo: '2025-07-01' }),
      unit('new', square(105, 20, 0.2), { validFrom: '2025-07-01' }),
    ),
  );

  it('takes the one that holds on the day', () => {
    expect(unitFinder(units, '2024-01-01')([105.05, 20.05])).toBe(0);
    expect(unitFinder(units, '2026-01-01')([105.05, 20.05])).toBe(1);
  });

  it('takes another where the one of the day does not reach, and none outside', () => {
    expect(unitFinder(units, '2024-01-01')([105.15, 20.05])).toBe(1);
    expect(unitFinder(units, '2026-01-01')([105.25, 20.05])).toBeNull();
  });
});
