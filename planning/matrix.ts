import { itemAt } from '../domain/item-at.ts';
import {
  type Block,
  type ClosedRoads,
  type Matrix,
  type Pose,
  type Profile,
  type RoadEngine,
  UNREACHABLE,
} from '../roads/engine.ts';
import { lengthOf, turnSeconds as turnSecondsOf } from '../roads/turning.ts';
import { NO_CLASS, type Size } from './access.ts';
import { PlanningFailure } from './failure.ts';
import type { DayPlaces } from './places.ts';
import type { Passing, Turning } from './turning.ts';

/** Above so many places nobody asks how they are passed: there would be four times as many cells. */
const MOST_PASSED = 1500;

/** One matrix that is true for every truck that may drive a leg of it. */
export interface DayMatrix extends Matrix {
  /** Travel in each direction of the places' streets; `null` where nobody knows them. */
  readonly turning?: Turning | null;
  /** How each place is passed in what the cells say, `null` for either way; without it all are passed either way. */
  readonly passing?: readonly (Passing | null)[];
  /**
   * The size class of each place: the largest that is signed for it and finds a way there, if any does. {@link NO_CLASS} where every
   * truck on shift is too large for the signs.
   */
  readonly classOfPlace: readonly number[];
  /** Roads that all of it keeps off. */
  readonly closed?: ClosedRoads | null;
  /** Places that only closed roads lead to or from. */
  readonly cutOff?: ReadonlySet<number>;
}

/** The road profile of a size class, and what is closed to it. */
export function profileOf({ heightMetres, widthMetres, weightTonnes }: Size, closed?: ClosedRoads | null): Profile {
  return { kind: 'truck', heightMetres, widthMetres, weightTonnes, ...(closed && { closed }) };
}

/** The class a leg between two places is driven in: no truck larger than it has business at both. */
export function classOfLeg(classOfPlace: readonly number[], from: number, to: number): number {
  return Math.min(itemAt(classOfPlace, from), itemAt(classOfPlace, to));
}

/**
 * Travel between all places. The largest class is asked first; a point that it cannot reach from any depot, or leave for
 * any site, is asked again for the next smaller class, and only its own row and column.
 *
 * @throws RoadError; PlanningFailure `no-way-from-depot` when no truck at all can reach a site and return
 */
export async function dayMatrix(
  day: DayPlaces,
  depotNames: ReadonlyMap<string, string>,
  engine: RoadEngine,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (share: number) => void;
    readonly closed?: ClosedRoads | null;
  },
): Promise<DayMatrix> {
  const { closed } = options;
  const size = day.places.length;
  const seconds = new Int32Array(size * size).fill(UNREACHABLE);
  const metres = new Int32Array(size * size).fill(UNREACHABLE);
  const classOfPlace = day.places.map((place) => place.signedClass);
  const depots = [...new Set(day.ofDepot.values())];
  const sites = [...new Set(day.ofSite.values())];
  const points = [...new Set(day.ofPoint.values())];
  const hasWay = (from: number, to: number): boolean => seconds[from * size + to] !== UNREACHABLE;
  const widest = day.classes.length - 1;
  // Places beside a closed street are reached by whichever other is open.
  const passed = closed ? new Set<number>() : passedPlaces(day, size);
  const headings: (readonly number[])[] = day.places.map(() => []);
  const turnSeconds = day.places.map(() => 0);
  // Four cells for each pair of places, and 5,000 places would be 800 MB of them: only where somebody asks.
  const cells = passed.size > 0 ? 4 * size * size : 0;
  const directed = { seconds: emptyCells(cells), metres: emptyCells(cells) };
  const learnStreets = async (own: readonly number[], profile: Profile): Promise<void> => {
    const places = own.filter((place) => passed.has(place));
    const streets = await engine.streets(
      places.map((place) => itemAt(day.places, place).position),
      profile,
      { signal: options.signal },
    );
    places.forEach((place, k) => {
      const street = streets[k];
      headings[place] = street?.headings.length === 2 ? street.headings : [];
      turnSeconds[place] = street ? turnSecondsOf(lengthOf(profile) ?? 0, street) : 0;
    });
  };
  // Asking every class about a place that none reaches costs little; the first question is nearly all of the work.
  const progress = (sizeClass: number) => (share: number) =>
    options.onProgress(sizeClass === widest ? share * 0.9 : 0.9 + (0.1 * (widest - sizeClass - 1 + share)) / widest);

  for (let sizeClass = widest; sizeClass >= 0; sizeClass--) {
    const all = indicesWhere(classOfPlace, (placeClass) => placeClass >= sizeClass);
    const own = sizeClass === widest ? all : indicesWhere(classOfPlace, (placeClass) => placeClass === sizeClass);
    if (own.length > 0) {
      const profile = profileOf(itemAt(day.classes, sizeClass), closed);
      await learnStreets(own, profile);
      const directions = (indices: readonly number[]) =>
        indices.flatMap((place): { place: number; direction: number; pose: Pose }[] => {
          const { position } = itemAt(day.places, place);
          const both = headings[place] ?? [];
          if (both.length !== 2) return [{ place, direction: 0, pose: position }];
          return both.map((heading, direction) => ({ place, direction, pose: { position, heading } }));
        });
      const positions = (indices: readonly number[]): Pose[] => directions(indices).map(({ pose }) => pose);
      const write = (from: readonly number[], to: readonly number[], block: Block): void => {
        for (const row of from) for (const column of to) seconds[row * size + column] = UNREACHABLE;
        const columns = directions(to);
        directions(from).forEach((row, r) => {
          columns.forEach((column, c) => {
            const took = block.seconds[r * columns.length + c] ?? UNREACHABLE;
            const long = block.metres[r * columns.length + c] ?? UNREACHABLE;
            const at = (2 * row.place + row.direction) * 2 * size + 2 * column.place + column.direction;
            if (at < cells) {
              directed.seconds[at] = took;
              directed.metres[at] = long;
            }
            const cell = row.place * size + column.place;
            const known = seconds[cell] ?? UNREACHABLE;
            if (took === UNREACHABLE || (known !== UNREACHABLE && known <= took)) return;
            seconds[cell] = took;
            metres[cell] = long;
          });
        });
      };
      const ask = async (from: readonly number[], to: readonly number[], onProgress: (share: number) => void) =>
        write(
          from,
          to,
          await engine.block(positions(from), positions(to), profile, { signal: options.signal, onProgress }),
        );
      const report = progress(sizeClass);
      if (own === all) {
        const { signal } = options;
        write(all, all, await engine.matrix(positions(all), profile, { signal, onProgress: report }));
      } else {
        await ask(own, all, (done) => report(done / 2));
        await ask(all, own, (done) => report(0.5 + done / 2));
      }
    }
    for (const place of [...points, ...sites]) {
      if (classOfPlace[place] !== sizeClass || depots.includes(place)) continue;
      const isReached = depots.some((depot) => hasWay(depot, place));
      const isLeft = sites.includes(place) || sites.some((site) => hasWay(place, site));
      if (isReached && isLeft) continue;
      // What no class reaches is out of reach for all of them alike, not a place for small trucks.
      classOfPlace[place] = sizeClass > 0 ? sizeClass - 1 : itemAt(day.places, place).signedClass;
    }
  }
  for (let place = 0; place < size; place++) {
    seconds[place * size + place] = 0;
    metres[place * size + place] = 0;
  }
  requireWayFromDepots(day, depotNames, hasWay);
  const isCutOff = (place: number): boolean =>
    !depots.some((depot) => hasWay(depot, place)) || !sites.some((site) => hasWay(place, site));
  const cutOff = closed ? await leadToClosed(day, points.filter(isCutOff), engine, options.signal) : new Set<number>();
  options.onProgress(1);
  const knowsStreets = headings.some(({ length }) => length > 0);
  const turning = knowsStreets ? { headings, turnSeconds, ...directed } : null;
  return { size, seconds, metres, classOfPlace, closed: closed ?? null, cutOff, turning };
}

/** Points by the roadside. Depots, sites and wherever a truck is at present have room to turn, or nobody knows how it stands there. */
function passedPlaces(day: DayPlaces, size: number): ReadonlySet<number> {
  if (size > MOST_PASSED) return new Set();
  const others = new Set([...day.ofDepot.values(), ...day.ofSite.values(), ...day.ofTruck.values()]);
  return new Set([...day.ofPoint.values()].filter((place) => !others.has(place)));
}

function emptyCells(count: number): Int32Array {
  return new Int32Array(count).fill(UNREACHABLE);
}

/** Of places without a way those that have one as soon as nothing is closed. */
async function leadToClosed(
  day: DayPlaces,
  without: readonly number[],
  engine: RoadEngine,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const [depot] = day.ofDepot.values();
  if (without.length === 0 || depot === undefined) return new Set();
  const places = without.map((place) => itemAt(day.places, place).position);
  const start = itemAt(day.places, depot).position;
  const profile = profileOf(itemAt(day.classes, 0));
  const to = await engine.block([start], places, profile, { signal });
  const from = await engine.block(places, [start], profile, { signal });
  return new Set(without.filter((_, k) => to.seconds[k] !== UNREACHABLE && from.seconds[k] !== UNREACHABLE));
}

function requireWayFromDepots(
  day: DayPlaces,
  depotNames: ReadonlyMap<string, string>,
  hasWay: (from: number, to: number) => boolean,
): void {
  const cutOff = [...day.ofDepot].filter(
    ([, depot]) => ![...day.ofSite.values()].some((site) => hasWay(depot, site) && hasWay(site, depot)),
  );
  if (cutOff.length < day.ofDepot.size) return;
  throw new PlanningFailure('no-way-from-depot', {
    depots: cutOff.map(([id]) => depotNames.get(id) ?? id).join(', '),
  });
}

function indicesWhere(classOfPlace: readonly number[], condition: (placeClass: number) => boolean): number[] {
  return classOfPlace.flatMap((placeClass, index) => (placeClass !== NO_CLASS && condition(placeClass) ? [index] : []));
}
