/** A small town for the tests of this folder, with one of each thing that decides where a truck may go. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Position, RoadEngine, TruckProfile } from './engine.ts';
import type { OsmData, OsmNode, OsmWay } from './osm/types.ts';
import { writePbf } from './osm/write-pbf.ts';
import { buildGraph } from './valhalla/build.ts';
import { openValhalla } from './valhalla/native.ts';

const SIZE = 8;
const WEST = 105.86;
const SOUTH = 20.08;
/** About 105 m from west to east, 111 m from south to north. */
const STEP = 0.001;

export const TALL_TRUCK: TruckProfile & { kind: 'truck' } = {
  kind: 'truck',
  heightMetres: 3.2,
  widthMetres: 2.45,
  lengthMetres: 7,
  weightTonnes: 8,
};

export const SMALL_TRUCK: TruckProfile & { kind: 'truck' } = {
  kind: 'truck',
  heightMetres: 2.2,
  widthMetres: 1.8,
  lengthMetres: 5,
  weightTonnes: 3,
};

/** The crossing `column` streets from the west and `row` from the south; fractions lie between. */
export function crossing(column: number, row: number): Position {
  return [WEST + column * STEP, SOUTH + row * STEP];
}

/**
 * An 8 × 8 grid. Row 0 is "Trần Phú", a main street; column 2 is "Nguyễn Huệ", one-way to the north. Outside the grid:
 * east of (7, 2) beyond a bridge of 2.8 m "Bên Kia Cầu"; north of (1, 7) an alley of 2.2 m; north of (3, 7) a street
 * without lorries; north of (6, 7) a bridge for 5 tonnes; north of (5, 7) a private yard, two streets deep; far east, at
 * (30, 0), an island of two streets.
 */
export function townData(): OsmData {
  const nodes: OsmNode[] = [];
  const ways: OsmWay[] = [];
  const nodeAt = (column: number, row: number): number => {
    const id = 1 + Math.round(row * 100 + column);
    if (!nodes.some((node) => node.id === id)) {
      const [lon, lat] = crossing(column, row);
      nodes.push({ id, lon, lat });
    }
    return id;
  };
  const street = (path: [number, number][], tags: Record<string, string>): void => {
    ways.push({ id: ways.length + 1, refs: path.map(([column, row]) => nodeAt(column, row)), tags });
  };
  const line = [...Array(SIZE).keys()];
  line.forEach((row) => {
    const tags =
      row === 0 ? { highway: 'secondary', name: 'Trần Phú' } : { highway: 'residential', name: `Phố ${row}` };
    street(
      line.map((column) => [column, row]),
      tags,
    );
  });
  line.forEach((column) => {
    const oneway = column === 2;
    street(
      line.map((row) => [column, row]),
      {
        highway: 'residential',
        name: oneway ? 'Nguyễn Huệ' : `Đường ${column}`,
        ...(oneway && { oneway: 'yes' }),
      },
    );
  });
  street(
    [
      [7, 2],
      [8, 2],
    ],
    { highway: 'residential', name: 'Gầm Cầu', maxheight: '2.8' },
  );
  street(
    [
      [8, 2],
      [9, 2],
      [9, 3],
      [8, 3],
      [8, 2],
    ],
    { highway: 'residential', name: 'Bên Kia Cầu' },
  );
  street(
    [
      [1, 7],
      [1, 8],
      [1, 9],
    ],
    { highway: 'service', service: 'alley', name: 'Ngõ Hẹp', maxwidth: '2.2' },
  );
  street(
    [
      [3, 7],
      [3, 8],
      [3, 9],
    ],
    { highway: 'residential', name: 'Cấm Xe Tải', hgv: 'no' },
  );
  street(
    [
      [6, 7],
      [6, 8],
      [7, 8],
    ],
    { highway: 'residential', name: 'Cầu Yếu', maxweight: '5' },
  );
  street(
    [
      [5, 7],
      [5, 8],
    ],
    { highway: 'service', name: 'Cổng Bãi Xe', access: 'private' },
  );
  street(
    [
      [5, 8],
      [5, 9],
      [6, 9],
    ],
    { highway: 'service', name: 'Bãi Xe', access: 'private' },
  );
  street(
    [
      [30, 0],
      [31, 0],
      [31, 1],
    ],
    { highway: 'residential', name: 'Đảo' },
  );
  return { nodes, ways };
}

export interface TestTown {
  directory: string;
  pbfPath: string;
  graphDirectory: string;
  engine: RoadEngine;
  remove: () => Promise<void>;
}

/** Writes the town, builds its graph and opens it. The path has a space and Vietnamese letters on purpose. */
export async function openTestTown(): Promise<TestTown> {
  const directory = await mkdtemp(join(tmpdir(), 'thị xã '));
  const pbfPath = join(directory, 'thị xã.osm.pbf');
  const graphDirectory = join(directory, 'đồ thị');
  await writePbf(pbfPath, townData());
  await buildGraph({ pbfPath, directory: graphDirectory });
  const engine = await openValhalla(graphDirectory);
  return {
    directory,
    pbfPath,
    graphDirectory,
    engine,
    remove: async () => {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
