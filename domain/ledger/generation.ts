import type { Day } from '../day.ts';
import type { Stream } from '../stream-names.ts';
import { STREAMS } from '../stream-names.ts';
import type { Setting } from '../units.ts';

/** A factor of the register, which holds until the next of its kind, setting and stream. */
export interface DatedFactor<Kind extends string> {
  readonly kind: Kind;
  readonly setting: Setting | 'any';
  readonly stream: Stream | null;
  readonly value: number;
  readonly validFrom: Day;
}

/** kg per person and day (`generation`), or a stream's share of it (`composition`). */
export interface GenerationFactor extends DatedFactor<'generation' | 'composition'> {
  readonly id: string;
  readonly source: string | null;
}

/** A count of a unit's people from a day on. */
export interface PeopleCount {
  readonly unitId: string;
  readonly validFrom: Day;
  readonly people: number;
  readonly source: string | null;
}

/** A place with waste of its own, and the unit it counts to. */
export interface UnitGenerator {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unitId: string;
  readonly amounts: readonly { readonly stream: Stream; readonly kgPerDay: number }[];
  readonly validFrom: Day;
  /** The first day it no longer counts. */
  readonly validTo: Day | null;
}

export interface GeneratingUnit {
  readonly id: string;
  readonly setting: Setting;
  /** Where no count holds yet. */
  readonly population: number;
}

/** How much of one stream a unit generates on a day, and by what. */
export interface Generation {
  readonly stream: Stream;
  readonly people: PeopleCount | null;
  readonly peopleCounted: number;
  readonly perPerson: GenerationFactor | null;
  readonly share: GenerationFactor | null;
  readonly generators: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    kgPerDay: number;
  }[];
  /** people × kg per person and day × share + what the generators have of it; not yet whole. */
  readonly kgPerDay: number;
}

/** What generation is reckoned with, in any order, of any time. */
export interface GenerationBook {
  readonly factors: readonly GenerationFactor[];
  readonly people: readonly PeopleCount[];
  readonly generators: readonly UnitGenerator[];
}

/**
 * What a unit generates on a day, by stream: its people × kg per person and day × the stream's share, by the factors in force for
 * its setting, plus its registered generators. Without a factor the people count for nothing. Streams of which there is nothing
 * are left out.
 */
export function generationOn(unit: GeneratingUnit, day: Day, book: GenerationBook): Generation[] {
  const people = latest(
    book.people.filter(({ unitId }) => unitId === unit.id),
    day,
  );
  const peopleCounted = people?.people ?? unit.population;
  const perPerson = factorOn(book.factors, 'generation', null, unit.setting, day);
  const own = book.generators.filter(
    ({ unitId, validFrom, validTo }) => unitId === unit.id && validFrom <= day && (validTo === null || day < validTo),
  );
  return STREAMS.flatMap((stream) => {
    const share = factorOn(book.factors, 'composition', stream, unit.setting, day);
    const generators = own
      .flatMap(({ id, code, name, amounts }) => {
        const kgPerDay = amounts
          .filter((amount) => amount.stream === stream)
          .reduce((sum, one) => sum + one.kgPerDay, 0);
        return kgPerDay > 0 ? [{ id, code, name, kgPerDay }] : [];
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    const kgPerDay =
      peopleCounted * (perPerson?.value ?? 0) * (share?.value ?? 0) +
      generators.reduce((sum, generator) => sum + generator.kgPerDay, 0);
    return kgPerDay > 0 ? [{ stream, people, peopleCounted, perPerson, share, generators, kgPerDay }] : [];
  });
}

/** The factor in force: one for the very setting before one for any, the latest of them. */
export function factorOn<F extends DatedFactor<string>>(
  factors: readonly F[],
  kind: F['kind'],
  stream: Stream | null,
  setting: Setting,
  day: Day,
): F | null {
  const fitting = factors.filter((factor) => factor.kind === kind && factor.stream === stream);
  return (
    latest(
      fitting.filter((factor) => factor.setting === setting),
      day,
    ) ??
    latest(
      fitting.filter((factor) => factor.setting === 'any'),
      day,
    )
  );
}

function latest<T extends { readonly validFrom: Day }>(dated: readonly T[], day: Day): T | null {
  return dated.reduce<T | null>(
    (best, one) => (one.validFrom <= day && (best === null || one.validFrom >= best.validFrom) ? one : best),
    null,
  );
}

const DAY_MILLISECONDS = 86_400_000;

/**
 * A day's part of so many kg a day, in whole kg: what has come together up to the end of the day less what had up to its beginning,
 * both made whole. A single day is right to the kilogram, and so is the sum of any stretch of days, however little a day's part is.
 */
export function wholeKgOn(kgPerDay: number, day: Day): number {
  const number = Date.parse(day) / DAY_MILLISECONDS;
  return Math.round(kgPerDay * (number + 1)) - Math.round(kgPerDay * number);
}
