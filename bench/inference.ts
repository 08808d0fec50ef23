import { v5 as uuidv5 } from 'uuid';
import type { LonLat } from '../domain/geo.ts';
import type { StopView } from '../domain/plans.ts';
import { straightMetres } from '../domain/straight-line.ts';
import { inferVisits, type PlannedCall } from '../domain/visits/infer/infer-visits.ts';
import type { TrackFix } from '../domain/visits/infer/track.ts';
import { Random } from '../demo/random.ts';
import { PlannedMovement } from '../demo/simulate/movement.ts';
import { aRoute, aStop } from '../demo/simulate/planned-stops.testing.ts';
import { type Fix, Tracker } from '../demo/simulate/tracker.ts';
import { toLonLat } from '../demo/town/plane.ts';
import { generateTown } from '../demo/town/town.ts';

const NAMES = '0b7b8d0e-7f7a-4a5e-9a57-0d4d6f6a0001';
const START = Date.UTC(2026, 10, 22, 20);
const DRIVING = 6.5;
const WALKING = 1.4;
/** Crews find a gate closed or no waste, and go on after a moment. */
const SKIPPED = 0.06;
const LEAST_SKIP_SECONDS = 5;
const MOST_SKIP_SECONDS = 40;
/** Points at which the truck creeps from house to house. */
const HOUSE_TO_HOUSE = 0.12;
/** Points that are a stretch of road, walked from house to house; those that are not served are ridden along, or left half way. */
const STRETCH = 0.08;
const STRETCH_METRES = { least: 120, most: 450 };
const HOUSES_METRES = 40;
/** Routes that another truck drives than the plan says: its own is not driven at all. */
const SWAPPED = 0.08;
/** Fixes that the receiver puts beside the street, by so many metres. */
const STRAY = 0.01;
const STRAY_METRES = { least: 40, most: 250 };
const POINTS_OF_ROUTE = 26;

/** What became of a planned stop, and how the tracker saw it. */
interface Truth {
  readonly call: PlannedCall;
  readonly served: boolean;
  readonly kind: Kind;
}
const KINDS = [
  'no gap',
  'gap before',
  'gap after',
  'gap within',
  'all in a gap',
  'skipped',
  'stretch',
  'stretch skipped',
  'wrong truck',
] as const;
type Kind = (typeof KINDS)[number];

/**
 * `npm run bench -- inference [DAYS]`: how well visits are told from tracks alone, against what the simulator knows: the demo town's
 * points on its trackers' noise, gaps and repetitions, with crews that skip, streets served at walking pace, and routes driven by the
 * wrong truck.
 */
export async function run(args: string[]): Promise<void> {
  const days = Number(args[0] ?? 20);
  const { points, facilities } = generateTown(1);
  const depots = facilities.map(({ at }) => toLonLat(at));
  const counts = new Map(KINDS.map((kind) => [kind, { found: 0, missed: 0, wrong: 0, rightly: 0 }]));
  let milliseconds = 0;
  let tracks = 0;
  for (let day = 0; day < days; day += 1) {
    const random = new Random(`day ${day}`);
    const routes = routesOf(random, points, depots);
    for (const [index, route] of routes.entries()) {
      const isSwapped = random.chance(SWAPPED);
      // The truck that should have come drives another's route instead.
      const driven = isSwapped ? routes[(index + 1) % routes.length] : route;
      const sent = seen(driven.stops, random.fork(`tracker ${index}`));
      const began = performance.now();
      const inferred = inferVisits(sent, route.calls, depots);
      milliseconds += performance.now() - began;
      tracks += 1;
      const ids = new Set(inferred.map(({ stopId }) => stopId));
      // What both routes have at one spot was served all the same, if by the wrong plan.
      const truths = route.calls.map((call): Truth => {
        if (isSwapped) return { call, served: false, kind: 'wrong truck' };
        return { call, served: route.served.has(call.stopId), kind: kindOf(call, route, sent) };
      });
      for (const { call, served, kind } of truths) {
        const count = counts.get(kind);
        if (!count) continue;
        if (served) count[ids.has(call.stopId) ? 'found' : 'missed'] += 1;
        else count[ids.has(call.stopId) ? 'wrong' : 'rightly'] += 1;
      }
    }
  }
  const all = [...counts.values()];
  const sum = (of: 'found' | 'missed' | 'wrong' | 'rightly') => all.reduce((total, count) => total + count[of], 0);
  console.table(
    [...counts].map(([kind, { found, missed, wrong, rightly }]) => ({
      ...{ kind, 'served, found': found, 'served, missed': missed },
      ...{ 'not served, yet inferred': wrong, 'not served, not inferred': rightly },
    })),
  );
  const precision = sum('found') / (sum('found') + sum('wrong'));
  const recall = sum('found') / (sum('found') + sum('missed'));
  console.log(
    `${days} days, ${tracks} tracks: precision ${precision.toFixed(4)} (goal 0.98), recall ${recall.toFixed(4)} (goal 0.95), ` +
      `${(milliseconds / tracks).toFixed(1)} ms a track`,
  );
}

interface BenchRoute {
  readonly stops: StopView[];
  readonly calls: PlannedCall[];
  readonly served: ReadonlySet<string>;
  readonly times: ReadonlyMap<string, readonly [number, number]>;
}

/** The town's points in routes, each as it was planned and as it was really driven. */
function routesOf(random: Random, points: readonly Point[], [depot]: readonly LonLat[]): BenchRoute[] {
  const left = points.map((point) => ({ ...point, position: toLonLat(point.at) }));
  const routes: BenchRoute[] = [];
  while (left.length >= POINTS_OF_ROUTE) {
    let here = left[random.whole(0, left.length - 1)].position;
    const chosen: typeof left = [];
    while (chosen.length < POINTS_OF_ROUTE) {
      const nearest = left.reduce((a, b) =>
        straightMetres(b.position, here) < straightMetres(a.position, here) ? b : a,
      );
      left.splice(left.indexOf(nearest), 1);
      chosen.push(nearest);
      here = nearest.position;
    }
    routes.push(driveRoute(random, chosen, depot));
  }
  return routes;
}

interface Point {
  readonly code: string;
  readonly at: readonly [number, number];
  readonly serviceSeconds: number;
}

function driveRoute(
  random: Random,
  chosen: readonly (Point & { readonly position: LonLat })[],
  depot: LonLat,
): BenchRoute {
  const stops: StopView[] = [];
  const calls: PlannedCall[] = [];
  const served = new Set<string>();
  const times = new Map<string, readonly [number, number]>();
  let [now, planned, here] = [START, START, depot];
  const put = (kind: StopView['kind'], to: LonLat, standing: number, pace = DRIVING): void => {
    const line: LonLat[] = [here, [here[0], to[1]], to];
    const metres = straightMetres(line[0], line[1]) + straightMetres(line[1], line[2]);
    const arrived = now + (metres / pace) * 1000;
    now = arrived + standing * 1000;
    stops.push(
      aStop({
        ...{ kind, position: to, arrivesAt: iso(arrived), departsAt: iso(now) },
        geometry: { type: 'LineString', coordinates: line },
      }),
    );
    here = to;
  };
  const walk = ([from, to]: [LonLat, LonLat], isSkipped: boolean): void => {
    const isRidden = isSkipped && random.chance(0.5);
    put('break', from, 0);
    if (isRidden) return put('break', to, 0);
    const houses = Math.ceil(straightMetres(from, to) / HOUSES_METRES);
    const last = isSkipped ? Math.floor(houses * random.between(0.2, 0.55)) : houses;
    for (let house = 1; house <= last; house += 1) {
      const share = house / houses;
      const at: LonLat = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      put('break', at, random.between(0, 40), WALKING);
    }
  };
  put('start', depot, 600);
  for (const { code, position, serviceSeconds } of chosen) {
    const stopId = uuidv5(`${code} ${START}`, NAMES);
    const stretch = random.chance(STRETCH) ? stretchAround(position, random) : null;
    const isHouseToHouse = !stretch && random.chance(HOUSE_TO_HOUSE);
    const isSkipped = random.chance(SKIPPED);
    planned += (straightMetres(here, position) / DRIVING) * 1000;
    calls.push({ ...{ stopId, position, plannedAt: planned, serviceSeconds, isHouseToHouse, stretch } });
    planned += serviceSeconds * 1000;
    const began = now;
    if (stretch) walk(stretch, isSkipped);
    else if (isSkipped) put('point', position, random.between(LEAST_SKIP_SECONDS, MOST_SKIP_SECONDS));
    else if (isHouseToHouse) {
      put('break', [position[0], position[1] - 80 / 111_195], 0);
      put('break', [position[0], position[1] + 80 / 111_195], 0, WALKING);
    } else put('point', position, serviceSeconds * random.between(0.6, 1.6));
    if (!isSkipped) served.add(stopId);
    const last = stops[stops.length - 1];
    times.set(
      stopId,
      stretch
        ? [began, now]
        : isHouseToHouse && !isSkipped
          ? [Math.max(began, now - 115_000), now]
          : [Date.parse(last.arrivesAt), now],
    );
  }
  put('unload', depot, 900);
  return { stops, calls, served, times };
}

/** A street north and south of a place. */
function stretchAround([lon, lat]: LonLat, random: Random): [LonLat, LonLat] {
  const half = random.between(STRETCH_METRES.least, STRETCH_METRES.most) / 2 / 111_195;
  return [
    [lon, lat - half],
    [lon, lat + half],
  ];
}

/** What the tracker sends of it, in the order it comes: late, repeated, and now and then from beside the street. */
function seen(stops: StopView[], random: Random): TrackFix[] {
  const tracker = new Tracker(new PlannedMovement(aRoute(stops)), 10, random);
  const fixes = tracker
    .fixesUntil(Number.MAX_SAFE_INTEGER)
    .map((fix) => (random.chance(STRAY) ? stray(fix, random) : fix));
  return fixes
    .map(({ instant, position, speed, accuracyMetres }) => ({ at: instant, position, speed, accuracyMetres }))
    .map((fix) => ({ fix, order: random.between(0, 1) }))
    .sort((a, b) => a.order - b.order)
    .map(({ fix }) => fix);
}

function stray(fix: Fix, random: Random): Fix {
  const metres = random.between(STRAY_METRES.least, STRAY_METRES.most) / 111_195;
  const angle = random.between(0, 2 * Math.PI);
  const [lon, lat] = fix.position;
  return { ...fix, position: [lon + Math.cos(angle) * metres, lat + Math.sin(angle) * metres] };
}

/** Longer than a standing tracker is silent by itself. */
const GAP_MILLISECONDS = 45_000;

function kindOf({ stopId, stretch }: PlannedCall, { served, times }: BenchRoute, sent: readonly TrackFix[]): Kind {
  if (stretch) return served.has(stopId) ? 'stretch' : 'stretch skipped';
  if (!served.has(stopId)) return 'skipped';
  const [from, to] = times.get(stopId) ?? [0, 0];
  const instants = sent.map(({ at }) => at).sort((a, b) => a - b);
  for (const [index, at] of instants.entries()) {
    const next = instants[index + 1] ?? at;
    if (next - at <= GAP_MILLISECONDS || next < from || at > to) continue;
    if (at <= from && next >= to) return 'all in a gap';
    if (at <= from) return 'gap before';
    if (next >= to) return 'gap after';
    return 'gap within';
  }
  return 'no gap';
}

const iso = (instant: number): string => new Date(instant).toISOString();
