import { randomUUID } from 'node:crypto';
import type { LineString } from 'geojson';
import { itemAt } from '../domain/item-at.ts';
import type { Database } from '../platform/database.ts';
import { keptLegs } from '../records/plans/road-legs.ts';
import { type RoadEngine, RoadError } from '../roads/engine.ts';
import { inParallel } from '../roads/in-parallel.ts';
import { legIdOf } from './legs.ts';
import { classOfLeg, profileOf } from './matrix.ts';
import type { DayProblem } from './problem.ts';
import type { Timetable } from './timetable.ts';
import { poseAt } from './turning.ts';

/** Ways asked for at the same time. */
const PARALLEL = 4;

/** The way of one leg along the streets. */
export interface Way {
  /** What it is kept under. */
  readonly id: string;
  /** Its line and what to do on it; `null`: kept already. */
  readonly drawn: { readonly geometry: LineString; readonly steps: object } | null;
}

/** The way of each leg of the day's routes. */
export interface Ways {
  /** The way from one place to another; `null` where the truck does not move or the engine has no way to draw. */
  between(from: number, to: number): Way | null;
  /** Legs the matrix knows a way for and the engine could not draw. */
  readonly missing: number;
}

/**
 * The way of every leg, each in the size class and between the headings its matrix cell was measured in, so that what is drawn is what was planned. Only those
 * that no plan before has driven are asked for.
 * @throws RoadError when the engine is not there
 */
export async function drawWays(
  { prisma }: Pick<Database, 'prisma'>,
  { town, places, matrix }: DayProblem,
  timetables: readonly Timetable[],
  engine: RoadEngine,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (share: number) => void;
    /** Ids of ways of a plan before, by `from>to`: they are driven again. */
    readonly known?: ReadonlyMap<string, string>;
  },
): Promise<Ways> {
  const position = (place: number) => itemAt(places.places, place).position;
  const isMove = (from: number, to: number) =>
    position(from)[0] !== position(to)[0] || position(from)[1] !== position(to)[1];
  const legs = new Map<string, { from: number; to: number }>();
  for (const { stops } of timetables) {
    stops.slice(1).forEach((stop, index) => {
      const from = itemAt(stops, index).place;
      if (isMove(from, stop.place)) legs.set(`${from}>${stop.place}`, { from, to: stop.place });
    });
  }
  // Whose data may change without a word is trusted for one plan.
  const graphId = engine.isGraphKnown ? engine.graphId : randomUUID();
  const asked = [...legs].map(([pair, { from, to }]) => {
    const sizeClass = itemAt(places.classes, classOfLeg(matrix.classOfPlace, from, to));
    const profile = profileOf(sizeClass, matrix.closed);
    const [leaves, arrives] = [matrix.passing?.[from]?.leaves, matrix.passing?.[to]?.arrives];
    const key = { from: position(from), to: position(to), leaves, arrives };
    const id = options.known?.get(pair) ?? legIdOf({ townId: town.area.id, graphId, ...key, profile });
    return { pair, profile, id, from: poseAt(key.from, leaves), to: poseAt(key.to, arrives) };
  });
  const kept = await keptLegs(
    prisma,
    asked.map(({ id }) => id),
  );
  const ways = new Map<string, Way>();
  for (const { pair, id } of asked) if (kept.has(id)) ways.set(pair, { id, drawn: null });
  const missed = asked.filter(({ pair }) => !ways.has(pair));
  let done = 0;
  let missing = 0;
  await inParallel(missed, PARALLEL, options.signal, async ({ pair, id, from, to, profile }) => {
    try {
      const route = await engine.route([from, to], profile, { signal: options.signal });
      ways.set(pair, { id, drawn: itemAt(route.legs, 0) });
    } catch (error) {
      if (!(error instanceof RoadError && error.code === 'no-route')) throw error;
      missing += 1;
    }
    done += 1;
    options.onProgress(done / missed.length);
  });
  return { between: (from, to) => ways.get(`${from}>${to}`) ?? null, missing };
}
