import type { LineString } from 'geojson';
import { type RoadEngine, RoadError } from '../roads/engine.ts';
import { inParallel } from '../roads/in-parallel.ts';
import { classOfLeg, profileOf } from './matrix.ts';
import type { DayProblem } from './problem.ts';
import type { Timetable } from './timetable.ts';

/** Ways asked for at the same time. */
const PARALLEL = 4;

/** The way of one leg: its line, and what to do on it. */
export interface Way {
  readonly geometry: LineString;
  readonly steps: object;
}

/** The way of each leg of the day's routes along the streets. */
export interface Ways {
  /** The way from one place to another; `null` where the truck does not move or the engine has no way to draw. */
  between(from: number, to: number): Way | null;
  /** Legs the matrix knows a way for and the engine could not draw. */
  readonly missing: number;
}

/**
 * Asks for the way of every leg, each in the size class its matrix cell was measured in, so that what is drawn is what
 * was planned.
 * @throws RoadError when the engine is not there
 */
export async function drawWays(
  { places, matrix }: DayProblem,
  timetables: readonly Timetable[],
  engine: RoadEngine,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (share: number) => void;
    /** Ways that were drawn before, by `from>to`: only the others are asked for. */
    readonly known?: ReadonlyMap<string, Way>;
  },
): Promise<Ways> {
  const position = (place: number) => places.places[place].position;
  const isMove = (from: number, to: number) =>
    position(from)[0] !== position(to)[0] || position(from)[1] !== position(to)[1];
  const legs = new Map<string, { from: number; to: number }>();
  for (const { stops } of timetables) {
    stops.slice(1).forEach((stop, index) => {
      const from = stops[index].place;
      if (isMove(from, stop.place)) legs.set(`${from}>${stop.place}`, { from, to: stop.place });
    });
  }
  const ways = new Map<string, Way>();
  for (const key of legs.keys()) {
    const way = options.known?.get(key);
    if (way) ways.set(key, way);
  }
  const asked = [...legs].filter(([key]) => !ways.has(key));
  let done = 0;
  let missing = 0;
  await inParallel(asked, PARALLEL, options.signal, async ([key, { from, to }]) => {
    const profile = profileOf(places.classes[classOfLeg(matrix.classOfPlace, from, to)], matrix.closed);
    try {
      const route = await engine.route([position(from), position(to)], profile, { signal: options.signal });
      ways.set(key, route.legs[0]);
    } catch (error) {
      if (!(error instanceof RoadError && error.code === 'no-route')) throw error;
      missing += 1;
    }
    done += 1;
    options.onProgress(done / asked.length);
  });
  return { between: (from, to) => ways.get(`${from}>${to}`) ?? null, missing };
}
