/** How long a matrix takes: cold, warm in memory, warm from disk, one point added. Makes its own town. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Position, Profile, RoadEngine } from '../roads/engine.ts';
import { UNREACHABLE } from '../roads/engine.ts';
import { cachedEngine } from '../roads/matrix-cache.ts';
import { fileMatrixStore } from '../roads/matrix-store.ts';
import { readPbf } from '../roads/osm/read-pbf.ts';
import type { OsmData } from '../roads/osm/types.ts';
import { writePbf } from '../roads/osm/write-pbf.ts';
import { buildGraph } from '../roads/valhalla/build.ts';
import { openValhalla } from '../roads/valhalla/native.ts';

const TRUCK: Profile = { kind: 'truck', heightMetres: 3, widthMetres: 2.3, lengthMetres: 7, weightTonnes: 8 };

/** A town of this many streets each way has about 5,000 junctions, with Bỉm Sơn's extent. */
const STREETS = 70;
const WEST = 105.833;
const SOUTH = 20.04;
const STEP_LON = 0.139 / STREETS;
const STEP_LAT = 0.093 / STREETS;

/**
 * Prints a table; `args`: `--sizes 300,1000` chooses the matrices, `--pbf FILE` measures on a real extract instead of
 * the grid town (places then lie on its roads at random).
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { sizes: { type: 'string', default: '300,1000' }, pbf: { type: 'string' } },
  });
  const sizes = values.sizes.split(',').map(Number);
  const directory = await mkdtemp(join(tmpdir(), 'bench-matrix-'));
  try {
    const pbfPath = values.pbf ?? join(directory, 'town.osm.pbf');
    const town = gridTown();
    if (!values.pbf) await writePbf(pbfPath, town);
    const graphDirectory = join(directory, 'graph');
    const graph = await buildGraph({ pbfPath, directory: graphDirectory });
    const engine = await openValhalla(graphDirectory);
    const places = await placesOnRoads(engine, pbfPath, values.pbf ? null : town, Math.max(...sizes) + 1);
    console.log(`${graph.nodes} junctions, Valhalla ${graph.valhallaVersion}, truck of 8 t; times in milliseconds`);
    const rows = [];
    for (const size of sizes)
      rows.push(await measure(engine, places.slice(0, size + 1), join(directory, `store-${size}`)));
    console.table(Object.fromEntries(rows.map(({ size, ...row }) => [`${size} × ${size}`, row])));
    await engine.close();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function measure(engine: RoadEngine, places: Position[], storeDirectory: string) {
  const size = places.length - 1;
  const known = places.slice(0, size);
  const openCache = () =>
    cachedEngine(engine, fileMatrixStore(storeDirectory), {
      onStoreError: (error) => {
        throw error;
      },
    });
  const before = process.memoryUsage.rss();
  const cached = openCache();
  const cold = await timed(() => cached.matrix(known, TRUCK));
  const warm = await timed(() => cached.matrix(known, TRUCK));
  await cached.saved();
  const fromDisk = await timed(() => openCache().matrix(known, TRUCK));
  const added = await timed(() => cached.matrix(places, TRUCK));
  await cached.saved();
  const unreachable = cold.value.seconds.reduce((count, seconds) => count + (seconds === UNREACHABLE ? 1 : 0), 0);
  return {
    size,
    cold: cold.milliseconds,
    'cold, processor time': cold.processorMilliseconds,
    warm: warm.milliseconds,
    'warm from disk': fromDisk.milliseconds,
    'one point added': added.milliseconds,
    'unreachable pairs': unreachable,
    'memory before (MB)': Math.round(before / 1e6),
    'memory after (MB)': Math.round(process.memoryUsage.rss() / 1e6),
    'peak memory (MB)': Math.round(process.resourceUsage().maxRSS / 1e3),
  };
}

/** Processor time, over all threads, tells more than the clock on a machine that is busy with other things. */
async function timed<T>(work: () => Promise<T>) {
  const start = performance.now();
  const usage = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(usage);
  return {
    value,
    milliseconds: Math.round(performance.now() - start),
    processorMilliseconds: Math.round((user + system) / 1000),
  };
}

/** A grid with a main street every tenth, some one-way streets, and junctions a little out of line. */
function gridTown(): OsmData {
  const random = randomFrom(1);
  const line = Array.from({ length: STREETS }, (_, index) => index);
  const idOf = (column: number, row: number): number => 1 + row * STREETS + column;
  const tagsOf = (index: number): Record<string, string> => {
    if (index % 10 === 5) return { highway: 'secondary', name: `Đường ${index}` };
    return {
      highway: 'residential',
      name: `Phố ${index}`,
      ...(index % 4 === 1 && { oneway: index % 8 === 1 ? 'yes' : '-1' }),
    };
  };
  return {
    nodes: line.flatMap((row) =>
      line.map((column) => ({
        id: idOf(column, row),
        lon: WEST + (column + random() * 0.3) * STEP_LON,
        lat: SOUTH + (row + random() * 0.3) * STEP_LAT,
      })),
    ),
    ways: line.flatMap((index) => [
      { id: 1 + index, refs: line.map((column) => idOf(column, index)), tags: tagsOf(index) },
      { id: 1 + STREETS + index, refs: line.map((row) => idOf(index, row)), tags: tagsOf(index) },
    ]),
  };
}

/** Random places, snapped to roads. */
async function placesOnRoads(
  engine: RoadEngine,
  pbfPath: string,
  town: OsmData | null,
  count: number,
): Promise<Position[]> {
  const nodes = town?.nodes ?? (await roadNodes(pbfPath));
  const random = randomFrom(2);
  const places: Position[] = [];
  while (places.length < count) {
    const asked = Array.from({ length: count }, (): Position => {
      const { lon, lat } = nodes[Math.floor(random() * nodes.length)];
      return [lon + (random() - 0.5) * 0.001, lat + (random() - 0.5) * 0.001];
    });
    for (const snapped of await engine.snap(asked, TRUCK)) if (snapped) places.push(snapped.position);
  }
  return places.slice(0, count);
}

async function roadNodes(pbfPath: string): Promise<{ lon: number; lat: number }[]> {
  const wanted = new Set<number>();
  const nodes: { lon: number; lat: number }[] = [];
  const streets = new Set(['primary', 'secondary', 'tertiary', 'unclassified', 'residential']);
  await readPbf(pbfPath, {
    way: ({ tags, refs }) => streets.has(tags?.highway ?? '') && refs.forEach((ref) => wanted.add(ref)),
  });
  await readPbf(pbfPath, { node: ({ id, lon, lat }) => wanted.has(id) && nodes.push({ lon, lat }) });
  return nodes;
}

/** Numbers from 0 to 1, the same for the same seed (Park and Miller's generator). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}
