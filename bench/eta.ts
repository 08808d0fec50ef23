import { PlannedMovement } from '../demo/simulate/movement.ts';
import { Tracker } from '../demo/simulate/tracker.ts';
import { Random } from '../demo/random.ts';
import { expectedRoutes, type PlannedStop, type UnderWay } from '../domain/etas/expect.ts';
import { type Learnt, learn, NOTHING_LEARNT } from '../domain/etas/learn.ts';
import type { RouteView } from '../domain/plans.ts';
import { drive, gapsOf, hourOf, MIDNIGHT } from './eta-days.ts';
import { inventRoutes } from './eta-town.ts';

const MINUTE = 60_000;
const FIX_SECONDS = 30;
const BY = {
  plan: 'the plan',
  moved: 'the plan, moved by the lateness now',
  'first-day': 'expected, nothing learnt',
  eta: 'expected',
} as const;
/** A stop counts as so far ahead when it is within this of it. */
const WITHIN_MINUTES = 5;

/**
 * `npm run bench -- eta [DAYS] [TRUCKS]`: how far expected arrivals are off what then happened, against the plan's own times, on
 * simulated days with traffic, crews slower and faster than planned, hold-ups and trackers with gaps; by default 10 days of 12
 * trucks, learnt from the 20 days before them.
 */
export async function run(args: string[]): Promise<void> {
  const days = Number(args[0] ?? 10);
  const trucks = Number(args[1] ?? 12);
  const planned = inventRoutes(trucks, 14, MIDNIGHT);
  const learnt = learn(Array.from({ length: 20 }, (_, k) => gapsOf(planned, drive(planned, `before/${k}`))).flat());
  const errors = new Map<string, number[]>();
  const note = (who: string, ahead: number, milliseconds: number): void => {
    const key = `${ahead} ${who}`;
    errors.set(key, [...(errors.get(key) ?? []), Math.abs(milliseconds) / MINUTE]);
  };
  for (let day = 0; day < days; day += 1) {
    const truth = drive(planned, `day/${day}`);
    const fixes = truth.map((route, k) => {
      const movement = new PlannedMovement(route);
      return new Tracker(movement, FIX_SECONDS, new Random(`tracker/${day}/${k}`)).fixesUntil(Number.POSITIVE_INFINITY);
    });
    for (let now = MIDNIGHT + 5.5 * 60 * MINUTE; now < MIDNIGHT + 13 * 60 * MINUTE; now += 10 * MINUTE) {
      const underWay = planned.map((route, k): UnderWay => underWayAt(route, truth[k], fixes[k], now));
      const reckon = (by: Learnt) => expectedRoutes(underWay, by, now, hourOf);
      const [first, full] = [reckon(NOTHING_LEARNT), reckon(learnt)];
      for (const [k, route] of planned.entries()) {
        for (const [s, stop] of route.stops.entries()) {
          const arrived = Date.parse(truth[k].stops[s].arrivesAt);
          for (const ahead of [30, 60]) {
            if (stop.kind !== 'point' || Math.abs(arrived - now - ahead * MINUTE) > WITHIN_MINUTES * MINUTE) continue;
            note('plan', ahead, Date.parse(stop.arrivesAt) - arrived);
            note('moved', ahead, Date.parse(stop.arrivesAt) + first[k].latenessSeconds * 1000 - arrived);
            for (const [who, expected] of [
              ['first-day', first],
              ['eta', full],
            ] as const) {
              const found = expected[k].stops.find(({ stopId }) => stopId === stop.id);
              if (found) note(who, ahead, found.arrivesAt - arrived);
            }
          }
        }
      }
    }
  }
  const rows = [30, 60].flatMap((ahead) => {
    const plan = quantile(errors.get(`${ahead} plan`) ?? [], 0.5);
    return (['plan', 'moved', 'first-day', 'eta'] as const).map((who) => {
      const of = errors.get(`${ahead} ${who}`) ?? [];
      const median = quantile(of, 0.5);
      return {
        'minutes ahead': ahead,
        by: BY[who],
        stops: of.length,
        'median error (min)': median.toFixed(1),
        '9 of 10 within (min)': quantile(of, 0.9).toFixed(1),
        'better than the plan': who === 'plan' ? '' : `${Math.round(100 * (1 - median / plan))} %`,
      };
    });
  });
  console.table(rows);
}

function underWayAt(
  planned: RouteView,
  truth: RouteView,
  fixes: readonly { instant: number; position: readonly [number, number] | number[] }[],
  now: number,
): UnderWay {
  const startedAt = Date.parse(truth.startsAt);
  return {
    truckId: planned.truckId,
    routeId: planned.id,
    stops: planned.stops.map(
      ({ id, kind, pointId, stream, position, legSeconds, ...at }): PlannedStop => ({
        ...{ id, kind, pointId, stream, position, legSeconds, windows: [] },
        ...{
          arrivesAt: Date.parse(at.arrivesAt),
          startsAt: Date.parse(at.startsAt),
          departsAt: Date.parse(at.departsAt),
        },
      }),
    ),
    // Crews report points and unloadings; of a rest the phone tells nothing.
    doneAt: new Map(
      truth.stops.flatMap(({ id, kind, departsAt }) => {
        const at = Date.parse(departsAt);
        return (kind === 'point' || kind === 'unload') && at <= now ? [[id, at]] : [];
      }),
    ),
    madeByOthers: new Set(),
    startedAt: startedAt <= now ? startedAt : null,
    isEnded: Date.parse(truth.endsAt) <= now,
    fixes: fixes.flatMap(({ instant, position }) =>
      instant <= now && instant > now - 60 * MINUTE ? [{ at: instant, position: [position[0], position[1]] }] : [],
    ),
  };
}

function quantile(values: readonly number[], share: number): number {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}
