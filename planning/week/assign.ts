import { itemAt } from '../../domain/item-at.ts';
import { Random } from '../../optimizer/random.ts';
import { legSeconds, Tour, type Travel } from './tours.ts';

/** Days of a week, 0 = Monday. */
const DAYS = 7;

/** A point's stream, and the days it may be collected on. */
export interface WeekTask {
  readonly place: number;
  readonly fleet: number;
  readonly serviceSeconds: number;
  /** From the place to where it is unloaded, unloading, and back: what a truckload costs beside the tour. */
  readonly haulSeconds: number;
  /** What share of a truckload a kg is, by mass or by room, whichever is more. */
  readonly loadsPerKg: number;
  /** Each a choice of days with the kg of each day; the first is how it is now. */
  readonly options: readonly { readonly days: readonly number[]; readonly kg: readonly number[] }[];
}

/** The trucks that collect some streams. */
export interface WeekFleet {
  readonly depot: number;
  readonly site: number;
  readonly dongPerHour: number;
  readonly dongPerKm: number;
  /** What a day of a truck costs, mean of the fleet. */
  readonly dongPerTruckDay: number;
  /** Seconds that its trucks work on each day, and those of one truck. */
  readonly workSeconds: readonly number[];
  readonly shiftSeconds: number;
}

export interface WeekModel {
  readonly size: number;
  readonly seconds: ArrayLike<number>;
  readonly metres: ArrayLike<number>;
  readonly fleets: readonly WeekFleet[];
  readonly tasks: readonly WeekTask[];
}

/** Which option each task has, and what the week costs by the estimate, đồng. */
export interface WeekAssignment {
  readonly choice: readonly number[];
  readonly beforeDong: number;
  readonly afterDong: number;
}

/** What other days must save in a week for one point: people have to learn them. */
const CHANGE_DONG = 2000;
/** A day fuller than this share of the shifts will leave something behind, or go into overtime. */
const FULL_SHARE = 0.9;
/** What a second beyond that costs, in seconds of work. */
const OVERLOAD = 10;
/** What uneven days cost: so many seconds of work for each second of a day, times how full it is. */
const UNEVEN = 0.15;
/** So many places of tours may be looked at, at most: some ten seconds. */
const MOST_LOOKS = 400_000_000;
const MOVES_PER_TASK = 250;
const FEWEST_MOVES_PER_TASK = 8;
const TIDY_PASSES = 6;
/** Between two breaths, in looks. */
const LOOKS_AT_ONCE = 2_000_000;
/** The first and last temperature, in đồng: what a day of a small truck costs, and nearly nothing. */
const HOT_DONG = 40_000;
const COLD_DONG = 200;
const MOST_SWEEPS = 12;

/**
 * Chooses the days of all tasks by simulated annealing: one task after another is taken out of its days and put into others at the cheapest
 * place of their tours, as Cordeau, Gendreau and Laporte (1997) move a customer from one visit combination to another; what a day
 * costs is estimated by one tour through it (Christofides and Beasley, 1984), its full loads by how far they are hauled
 * (Daganzo, 1984). The same model and seed give the same choice. It is an estimate: what it is worth is for the optimizer to say.
 *
 * @param breathe called between stretches of work; what it throws ends the search
 */
export async function assignDays(
  model: WeekModel,
  seed: number,
  breathe: (share: number) => Promise<void>,
): Promise<WeekAssignment> {
  const now = model.tasks.map(() => 0);
  const open = model.tasks.flatMap(({ options }, task) => (options.length > 1 ? [task] : []));
  const before = new WeekState(model, now);
  if (open.length === 0) return { choice: now, beforeDong: before.dong, afterDong: before.dong };
  const state = new WeekState(model, now);
  const random = new Random(seed);
  const moves = Math.round(
    Math.max(
      FEWEST_MOVES_PER_TASK * open.length,
      Math.min(MOVES_PER_TASK * open.length, MOST_LOOKS / Math.max(1, 4 * state.meanLength)),
    ),
  );
  let best = { choice: [...now], worth: state.worth };
  let looks = 0;
  for (let move = 0; move < moves; move++) {
    const temperature = HOT_DONG * (COLD_DONG / HOT_DONG) ** (move / moves);
    const task = itemAt(open, random.below(open.length));
    const { options } = itemAt(model.tasks, task);
    const option = (itemAt(state.choice, task) + 1 + random.below(options.length - 1)) % options.length;
    const change = state.priced(task, option);
    looks += 4 * state.meanLength;
    if (change.worth <= 0 || random.unit() < Math.exp(-change.worth / temperature)) change.make();
    if (state.worth < best.worth - 1) best = { choice: [...state.choice], worth: state.worth };
    if (move % (8 * open.length) === 0) state.tidy(1);
    if (looks < LOOKS_AT_ONCE) continue;
    looks = 0;
    await breathe(move / moves);
  }
  const last = new WeekState(model, best.choice);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let isBetter = false;
    for (const task of open) {
      for (const option of itemAt(model.tasks, task).options.keys()) {
        if (option === last.choice[task]) continue;
        const change = last.priced(task, option);
        looks += 4 * last.meanLength;
        if (change.worth < -1) {
          change.make();
          isBetter = true;
        }
      }
      if (looks < LOOKS_AT_ONCE) continue;
      looks = 0;
      await breathe(1);
    }
    if (!isBetter) break;
  }
  // Both are made anew in the same way, so that the same days always cost the same.
  const after = new WeekState(model, last.choice);
  return after.worth < before.worth
    ? { choice: [...last.choice], beforeDong: before.dong, afterDong: after.dong }
    : { choice: now, beforeDong: before.dong, afterDong: before.dong };
}

/** What a fleet does on one day: its tour, and the seconds of work beside driving that. */
interface FleetDay {
  readonly tour: Tour;
  besideSeconds: number;
}

/** A way to collect the week, with a tour for each fleet and day. */
class WeekState {
  readonly choice: number[];
  readonly meanLength: number;
  readonly #model: WeekModel;
  /** The days of each fleet from Monday on. */
  readonly #fleets: readonly { readonly fleet: WeekFleet; readonly days: readonly FleetDay[] }[];

  constructor(model: WeekModel, choice: readonly number[]) {
    this.#model = model;
    this.choice = [...choice];
    const { tasks, fleets } = model;
    const placeOf = (k: number): number => itemAt(tasks, k).place;
    this.#fleets = fleets.map((fleet) => ({
      fleet,
      days: Array.from({ length: DAYS }, () => ({
        tour: new Tour(travelOf(model, fleet), fleet.depot, fleet.site, placeOf),
        besideSeconds: 0,
      })),
    }));
    tasks.forEach((task, k) => {
      const { days } = itemAt(this.#fleets, task.fleet);
      const option = itemAt(task.options, itemAt(choice, k));
      option.days.forEach((day, d) => {
        const own = itemAt(days, day);
        own.tour.insert(k, own.tour.cheapest(k));
        own.besideSeconds += besides(task, option, d);
      });
    });
    this.tidy(TIDY_PASSES);
    const lengths = this.#fleets.flatMap(({ days }) => days.map(({ tour }) => tour.length));
    this.meanLength = lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.filter((one) => one > 0).length);
  }

  /** What the week costs, đồng. */
  get dong(): number {
    return this.#sum((fleet, tour, work) => tour.dong + workDong(fleet, work, tour.seconds));
  }

  /** What the search goes by: the cost, with what uneven and overfull days and changes cost it. */
  get worth(): number {
    const { fleets } = this.#model;
    const own = this.#sum(
      (fleet, tour, work, day) => tour.dong + workDong(fleet, work, tour.seconds) + strain(fleet, work, day),
    );
    return fleets.length === 0 ? 0 : own + CHANGE_DONG * this.choice.filter((option) => option !== 0).length;
  }

  tidy(passes: number): void {
    for (const { days } of this.#fleets) for (const { tour } of days) tour.tidy(passes);
  }

  /** What another option of a task would change; `make` does it. */
  priced(k: number, option: number): { readonly worth: number; make(): void } {
    const task = itemAt(this.#model.tasks, k);
    const { fleet, days } = itemAt(this.#fleets, task.fleet);
    const present = itemAt(this.choice, k);
    const [old, next] = [itemAt(task.options, present), itemAt(task.options, option)];
    let worth = CHANGE_DONG * (Number(option !== 0) - Number(present !== 0));
    const doing: (() => void)[] = [];
    for (const [day, own] of days.entries()) {
      const [was, is] = [old.days.indexOf(day), next.days.indexOf(day)];
      if (was < 0 && is < 0) continue;
      const { tour } = own;
      const more = (is < 0 ? 0 : besides(task, next, is)) - (was < 0 ? 0 : besides(task, old, was));
      let [dong, seconds] = [0, 0];
      if (was >= 0 && is < 0) {
        const saving = tour.saving(k);
        [dong, seconds] = [-saving.dong, -saving.seconds];
        doing.push(() => tour.remove(saving));
      } else if (is >= 0 && was < 0) {
        const place = tour.cheapest(k);
        ({ dong, seconds } = place);
        doing.push(() => tour.insert(k, place));
      }
      const work = tour.seconds + own.besideSeconds;
      worth +=
        dong +
        workDong(fleet, work + seconds + more, tour.seconds + seconds) -
        workDong(fleet, work, tour.seconds) +
        strain(fleet, work + seconds + more, day) -
        strain(fleet, work, day);
      doing.push(() => {
        own.besideSeconds += more;
      });
    }
    return {
      worth,
      make: () => {
        for (const one of doing) one();
        this.choice[k] = option;
      },
    };
  }

  #sum(of: (fleet: WeekFleet, tour: Tour, work: number, day: number) => number): number {
    return this.#fleets.reduce(
      (all, { fleet, days }) =>
        all +
        days.reduce((sum, { tour, besideSeconds }, day) => sum + of(fleet, tour, tour.seconds + besideSeconds, day), 0),
      0,
    );
  }
}

/** Work that the visit of an option's d-th day takes beside driving the tour: loading, and its share of full loads hauled. */
function besides(
  { serviceSeconds, haulSeconds, loadsPerKg }: WeekTask,
  { kg }: WeekTask['options'][number],
  d: number,
): number {
  return serviceSeconds + haulSeconds * loadsPerKg * itemAt(kg, d);
}

/** Hours of work, and the days of trucks they take; what is driven in the tour was paid by its legs already. */
function workDong(fleet: WeekFleet, workSeconds: number, tourSeconds: number): number {
  return (
    ((workSeconds - tourSeconds) * fleet.dongPerHour) / 3600 +
    (workSeconds * fleet.dongPerTruckDay) / Math.max(1, fleet.shiftSeconds)
  );
}

/** What an uneven week and overfull days cost the search. */
function strain(fleet: WeekFleet, workSeconds: number, day: number): number {
  const there = fleet.workSeconds[day] ?? 0;
  const price = fleet.dongPerHour / 3600 + fleet.dongPerTruckDay / Math.max(1, fleet.shiftSeconds);
  const beyond = Math.max(0, workSeconds - FULL_SHARE * there);
  const uneven = there === 0 ? 0 : (UNEVEN * workSeconds * workSeconds) / there;
  return price * (OVERLOAD * beyond + uneven);
}

function travelOf({ size, seconds, metres }: WeekModel, fleet: WeekFleet): Travel {
  return {
    ...{ size, seconds, metres },
    dongPerSecond: fleet.dongPerHour / 3600,
    dongPerMetre: fleet.dongPerKm / 1000,
  };
}

/** From a place to a site, unloading there, and back, in seconds. */
export function haulOf(
  travel: Pick<WeekModel, 'size' | 'seconds'>,
  place: number,
  site: number,
  unload: number,
): number {
  return legSeconds(travel, place, site) + unload + legSeconds(travel, site, place);
}
