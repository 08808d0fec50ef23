import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFacilitiesFile } from '../../domain/area-files/facilities-file.ts';
import { readPointsFile } from '../../domain/area-files/points-file.ts';
import type { SourceFile } from '../../domain/area-files/source-file.ts';
import { readTrucksFile } from '../../domain/area-files/trucks-file.ts';
import { readUnitsFile, type UnitRow } from '../../domain/area-files/units-file.ts';
import { writeFacilitiesCsv, writePointsCsv, writeTrucksCsv } from '../../domain/area-files/write-csv.ts';
import { townData } from '../../roads/town.testing.ts';
import { writePbf } from '../../roads/osm/write-pbf.ts';
import { generateTown } from './generate-town.ts';
import { readPlaces } from './generate-places.ts';

let directory: string;
let places: Awaited<ReturnType<typeof readPlaces>>;
let units: UnitRow[];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tuyen-xanh-generate-'));
  const pbf = path.join(directory, 'grid.osm.pbf');
  await writePbf(pbf, townData());
  places = await readPlaces(pbf);
  const ring = [
    [105.85, 20.07],
    [105.9, 20.07],
    [105.9, 20.1],
    [105.85, 20.1],
    [105.85, 20.07],
  ];
  const properties = { code: 'A', name: 'A', kind: 'ward', setting: 'urban', population: 4000 };
  const collection = { features: [{ properties, geometry: { type: 'Polygon', coordinates: [ring] } }] };
  await writeFile(path.join(directory, 'units.geojson'), JSON.stringify(collection));
  units = readUnitsFile(fileOf('units', JSON.stringify(collection))).units;
});
afterAll(() => rm(directory, { recursive: true, force: true }));

function fileOf(kind: SourceFile['kind'], text: string): SourceFile {
  return { kind, name: kind, bytes: new TextEncoder().encode(text) };
}

describe('a generated town', () => {
  it('is the same for the same seed and another for another', () => {
    const make = (seed: number) => JSON.stringify(generateTown(units, places, { points: 20, seed }));
    expect(make(1)).toBe(make(1));
    expect(make(1)).not.toBe(make(2));
  });

  it('has as many points as asked for, and files that the import takes', () => {
    const town = generateTown(units, places, { points: 30, seed: 3 });
    expect(town.points).toHaveLength(30);
    const read = [
      readPointsFile(fileOf('points', writePointsCsv(town.points))),
      readTrucksFile(fileOf('trucks', writeTrucksCsv(town.trucks))),
      readFacilitiesFile(fileOf('facilities', writeFacilitiesCsv(town.facilities))),
    ];
    expect(read.flatMap((file) => file.faults)).toEqual([]);
    expect(read.map((file) => file.rows.length)).toEqual([30, town.trucks.length, 3]);
    const daily = town.points.flatMap((point) => point.streams).reduce((sum, held) => sum + held.expectedKgPerDay, 0);
    expect(daily).toBeGreaterThan(4000 * 0.6);
    expect(daily).toBeLessThan(4000 * 1.1);
  });

  it('stands where trucks get to: not on the island, not behind private gates', () => {
    expect(places.corners.some(({ position }) => position[0] > 105.88)).toBe(false);
  });

  it('cannot be made where there is no street', () => {
    expect(() => generateTown(units, { corners: [], amenities: [] }, { points: 1, seed: 1 })).toThrow(RangeError);
  });
});
