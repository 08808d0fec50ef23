import { UNREACHABLE } from '../../roads/engine.ts';

/** Money and time of driving between places for one fleet. */
export interface Travel {
  readonly size: number;
  readonly seconds: ArrayLike<number>;
  readonly metres: ArrayLike<number>;
  readonly dongPerSecond: number;
  readonly dongPerMetre: number;
}

/** What a leg that nobody can drive is taken for: no estimate shall hang on it. */
const NO_WAY_SECONDS = 4 * 3600;
const NO_WAY_METRES = 100_000;

export function legSeconds({ seconds, size }: Pick<Travel, 'seconds' | 'size'>, from: number, to: number): number {
  const own = seconds[from * size + to] ?? UNREACHABLE;
  return own === UNREACHABLE ? NO_WAY_SECONDS : own;
}

function legDong(travel: Travel, from: number, to: number): number {
  const metres = travel.metres[from * travel.size + to] ?? UNREACHABLE;
  return (
    legSeconds(travel, from, to) * travel.dongPerSecond +
    (metres === UNREACHABLE ? NO_WAY_METRES : metres) * travel.dongPerMetre
  );
}

/** Where in a tour something goes, and what that adds. */
export interface Insertion {
  readonly position: number;
  readonly dong: number;
  readonly seconds: number;
}

/**
 * One tour through everything a fleet collects on a day, from its depot to where it unloads, as if one truck could carry it all: the part of
 * the driving that hangs on what lies beside what. Driving to and fro with full trucks is counted beside it.
 */
export class Tour {
  readonly #travel: Travel;
  readonly #from: number;
  readonly #to: number;
  /** What is collected, and at the same positions where each lies. */
  readonly #order: number[] = [];
  readonly #places: number[] = [];
  readonly #placeOf: (item: number) => number;
  #dong: number;
  #seconds: number;

  constructor(travel: Travel, from: number, to: number, placeOf: (item: number) => number) {
    this.#travel = travel;
    this.#from = from;
    this.#to = to;
    this.#placeOf = placeOf;
    this.#dong = 0;
    this.#seconds = 0;
  }

  get dong(): number {
    return this.#dong;
  }

  get seconds(): number {
    return this.#seconds;
  }

  get length(): number {
    return this.#order.length;
  }

  /** The cheapest place for an item that is not in the tour. */
  cheapest(item: number): Insertion {
    const place = this.#placeOf(item);
    let best = { position: 0, dong: Number.POSITIVE_INFINITY };
    for (let position = 0; position <= this.#order.length; position++) {
      const dong = this.#detour(this.#at(position - 1), place, this.#at(position), legDong);
      if (dong < best.dong) best = { position, dong };
    }
    const seconds = this.#detour(this.#at(best.position - 1), place, this.#at(best.position), legSeconds);
    return { ...best, seconds };
  }

  insert(item: number, { position, dong, seconds }: Insertion): void {
    this.#order.splice(position, 0, item);
    this.#places.splice(position, 0, this.#placeOf(item));
    this.#dong += dong;
    this.#seconds += seconds;
  }

  /** What taking an item out saves, and where it is. */
  saving(item: number): Insertion {
    const position = this.#order.indexOf(item);
    const place = this.#placeOf(item);
    const [before, after] = [this.#at(position - 1), this.#at(position + 1)];
    return {
      position,
      dong: this.#detour(before, place, after, legDong),
      seconds: this.#detour(before, place, after, legSeconds),
    };
  }

  remove(saving: Insertion): void {
    this.#order.splice(saving.position, 1);
    this.#places.splice(saving.position, 1);
    this.#dong -= saving.dong;
    this.#seconds -= saving.seconds;
  }

  /** Puts every item where it is cheapest, again and again until nothing gets shorter or it was done often enough. */
  tidy(mostPasses: number): void {
    for (let pass = 0; pass < mostPasses; pass++) {
      const before = this.#dong;
      for (const item of [...this.#order]) {
        this.remove(this.saving(item));
        this.insert(item, this.cheapest(item));
      }
      if (this.#dong >= before - 1) return;
    }
  }

  /** The place at a position, of the ends beyond it. An empty tour is no driving: its ends are one. */
  #at(position: number): number {
    return this.#places[position] ?? (position < 0 ? this.#from : this.#to);
  }

  #detour(
    before: number,
    place: number,
    after: number,
    leg: (travel: Travel, from: number, to: number) => number,
  ): number {
    const both = leg(this.#travel, before, place) + leg(this.#travel, place, after);
    // Nobody drives from the depot to the site and back with nothing to collect in between; the way out is paid by the first item.
    return both - leg(this.#travel, before, after);
  }
}
