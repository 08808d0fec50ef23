import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OsmData, OsmNode, OsmRelation, OsmWay } from '../../roads/osm/types.ts';
import { writePbf } from '../../roads/osm/write-pbf.ts';

/** Streets a side of the town. */
export const STREETS = 12;
const WEST = 105.8;
const SOUTH = 19.8;
/** About 157 m from west to east, 167 m from south to north. */
const STEP = 0.0015;
const BORDER_COLUMN = 5.5;
const EDGE = { west: -1, south: -6, east: STREETS, north: STREETS };

/** Where a crossing lies; streets bend a little, so that it looks like a town. Fractions lie on the street between two. */
export function placeAt(column: number, row: number): [number, number] {
  const bent = (along: number, across: number) => along + 0.22 * Math.sin(1.3 * across + 0.4 * along);
  const lon = WEST + bent(column, row) * STEP;
  const lat = SOUTH + bent(row, column) * STEP;
  return [Number(lon.toFixed(6)), Number(lat.toFixed(6))];
}

/** A point of a straight piece of street, `share` of the way from one crossing to the next. */
export function between(from: [number, number], to: [number, number], share: number): [number, number] {
  const [a, b] = [placeAt(...from), placeAt(...to)];
  return [Number((a[0] + (b[0] - a[0]) * share).toFixed(6)), Number((a[1] + (b[1] - a[1]) * share).toFixed(6))];
}

/**
 * A town that is nowhere: a bent grid of streets, a river in its west, houses along the streets, a road out to the south
 * with the landfill at its end, and two units, a ward of known population and a commune that nobody has counted.
 */
function newTownData(): OsmData {
  const nodes: OsmNode[] = [];
  const ways: OsmWay[] = [];
  const ids = new Map<string, number>();
  const nodeAt = (column: number, row: number): number => {
    const key = `${column};${row}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const [lon, lat] = placeAt(column, row);
    nodes.push({ id: nodes.length + 1, lon, lat });
    ids.set(key, nodes.length);
    return nodes.length;
  };
  const way = (places: readonly (readonly [number, number])[], tags: Record<string, string>): number => {
    ways.push({ id: ways.length + 1, refs: places.map(([column, row]) => nodeAt(column, row)), tags });
    return ways.length;
  };
  const line = Array.from({ length: STREETS }, (_, at) => at);
  for (const row of line) {
    const isMain = row === 4;
    way(
      line.map((column) => [column, row]),
      { highway: isMain ? 'primary' : 'residential', name: isMain ? 'Quốc lộ' : `Phố ${row + 1}` },
    );
  }
  for (const column of line) {
    const isMain = column === 6;
    way(
      line.map((row) => [column, row]),
      { highway: isMain ? 'secondary' : 'residential', name: isMain ? 'Đường Tỉnh' : `Đường ${column + 1}` },
    );
  }
  way(
    [0, -1, -2, -3, -4, -5].map((row) => [6, row]),
    { highway: 'tertiary', name: 'Đường Bãi Rác' },
  );
  way(
    Array.from({ length: 19 }, (_, at) => [-0.6, at - 6] as const),
    { waterway: 'river', name: 'Sông' },
  );
  for (const column of line.slice(0, -1)) {
    for (const row of line.slice(0, -1)) {
      const corners = [
        [column + 0.2, row + 0.15],
        [column + 0.6, row + 0.15],
        [column + 0.6, row + 0.4],
        [column + 0.2, row + 0.4],
        [column + 0.2, row + 0.15],
      ] as const;
      way(corners, { building: 'house' });
    }
  }
  const border = way(
    [
      [BORDER_COLUMN, EDGE.south],
      [BORDER_COLUMN, EDGE.north],
    ],
    {},
  );
  const west = way(
    [
      [BORDER_COLUMN, EDGE.north],
      [EDGE.west, EDGE.north],
      [EDGE.west, EDGE.south],
      [BORDER_COLUMN, EDGE.south],
    ],
    {},
  );
  const east = way(
    [
      [BORDER_COLUMN, EDGE.north],
      [EDGE.east, EDGE.north],
      [EDGE.east, EDGE.south],
      [BORDER_COLUMN, EDGE.south],
    ],
    {},
  );
  const unit = (id: number, name: string, outer: number, more: Record<string, string>): OsmRelation => ({
    id,
    members: [border, outer].map((ref) => ({ type: 'way', ref, role: 'outer' })),
    tags: { type: 'boundary', boundary: 'administrative', admin_level: '6', name, ...more },
  });
  return {
    nodes,
    ways,
    relations: [
      unit(1, 'Phường Bờ Sông', west, { ref: 'P01', population: '12400' }),
      unit(2, 'Xã Đồng Cao', east, { ref: 'X02' }),
    ],
  };
}

/** The town's extract, as the bytes of an `.osm.pbf`. */
export async function newTownPbf(): Promise<Uint8Array> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tuyen-xanh-new-town-'));
  try {
    const file = path.join(directory, 'town.osm.pbf');
    await writePbf(file, newTownData());
    return await readFile(file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
