import { readPbf } from '../roads/osm/read-pbf.ts';
import type { Position, RoadEngine } from '../roads/engine.ts';
import type { DayTown } from '../planning/gather.ts';

const STREETS: ReadonlySet<string> = new Set(['tertiary', 'unclassified', 'residential', 'living_street', 'service']);
const TRUCK = { capacityKg: 5000, capacityLitres: 20_000, heightMetres: 3.2, widthMetres: 2.3, weightTonnes: 8 };

/** A made-up day on the streets of an extract: so many points by the roadside, trucks of 8 t, one depot, one site. */
export async function extractTown(
  engine: RoadEngine,
  pbfPath: string,
  { points: count, seed, trucks }: { points: number; seed: number; trucks: number },
): Promise<DayTown> {
  const random = randomFrom(seed);
  const nodes = await roadNodes(pbfPath);
  const [lon, lat] = [median(nodes.map((node) => node[0])), median(nodes.map((node) => node[1]))];
  // A town, not a country: what lies within 5 km of its middle.
  const near = nodes.filter((node) => Math.hypot((node[0] - lon) * 0.68, node[1] - lat) < 0.045);
  const places: Position[] = [];
  while (places.length < count + 2) {
    const asked = Array.from({ length: count }, (): Position => {
      const [east, north] = near[Math.floor(random() * near.length)];
      return [east + (random() - 0.5) * 0.001, north + (random() - 0.5) * 0.001];
    });
    const snapped = await engine.snap(asked, { kind: 'truck', ...TRUCK });
    for (const found of snapped) if (found) places.push(found.position);
  }
  const [depot, site, ...others] = places.slice(0, count + 2);
  const points = others.map((roadPosition, k) => ({
    ...{ id: `p${k}`, code: `p${k}`, name: `p${k}`, unitId: null, roadPosition, serviceSeconds: 120, windows: [] },
    ...{ maxHeightMetres: null, maxWidthMetres: null, maxWeightTonnes: null },
  }));
  return {
    area: { id: 'extract', timeZone: 'Europe/Vaduz' },
    day: '2026-11-23',
    ...{ units: new Map(), targets: [], familiar: new Map(), out: [], closedStreets: [], closedStreams: [] },
    ...{ streamsOfTrucksOut: [], basis: null },
    points: new Map(points.map((point) => [point.id, point])),
    due: points.map(({ id }) => {
      const massKg = 60 + Math.floor(random() * 240);
      return { pointId: id, stream: 'household-other', massKg, litres: massKg * 3, windows: null } as never;
    }),
    sites: [
      {
        ...{ id: 's', code: 's', name: 's', roadPosition: site, windows: [], acceptedStreams: ['household-other'] },
        ...{ dailyIntakeKg: null, unloadSeconds: 900 },
      },
    ],
    shifts: Array.from({ length: trucks }, (_, k) => ({
      ...{ id: `t${k}`, startSeconds: 6 * 3600, endSeconds: 14 * 3600, maxOvertimeSeconds: 0, breaks: [] },
      truck: {
        ...{ id: `t${k}`, code: `t${k}`, number: k + 1, ...TRUCK, streams: ['household-other'] },
        depot: { id: 'd', name: 'd', roadPosition: depot },
        ...{ costPerDay: 300_000, costPerHour: 120_000, costPerKm: 8000 },
      },
    })),
  };
}

async function roadNodes(pbfPath: string): Promise<Position[]> {
  const wanted = new Set<number>();
  const nodes: Position[] = [];
  await readPbf(pbfPath, {
    way: ({ tags, refs }) => STREETS.has(tags?.highway ?? '') && refs.forEach((ref) => wanted.add(ref)),
  });
  await readPbf(pbfPath, { node: ({ id, lon, lat }) => wanted.has(id) && nodes.push([lon, lat]) });
  return nodes;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** Numbers from 0 to 1, the same for the same seed (Park and Miller's generator). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}
