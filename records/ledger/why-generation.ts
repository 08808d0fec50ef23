import { addDays, type Day } from '../../domain/day.ts';
import { type Generation, generationOn } from '../../domain/ledger/generation.ts';
import type { LedgerStream } from '../../domain/ledger/ledger-streams.ts';
import type { GenerationTerm } from '../../domain/ledger/why.ts';
import type { LedgerBook } from './read-book.ts';

/** How what a unit generated of a stream came about on some days; days that follow each other and have the same are one. */
export function generationTerms(
  book: LedgerBook,
  days: readonly Day[],
  unitIds: readonly string[],
  stream: LedgerStream,
): GenerationTerm[] {
  const terms: GenerationTerm[] = [];
  for (const day of days) {
    const { units, generation } = book.on(day);
    for (const unit of units.filter(({ id }) => unitIds.includes(id))) {
      const one = generationOn(unit, day, generation).find((each) => each.stream === stream);
      if (!one) continue;
      const term = termOf(one, day);
      const last = terms.at(-1);
      if (last && addDays(last.to, 1) === day && isSame(last, term)) terms[terms.length - 1] = { ...last, to: day };
      else terms.push(term);
    }
  }
  return terms;
}

function termOf(
  { people, peopleCounted, perPerson, share, generators, kgPerDay }: Generation,
  day: Day,
): GenerationTerm {
  return {
    ...{ from: day, to: day, people: peopleCounted, peopleSource: people?.source ?? null },
    ...{ kgPerPersonDay: perPerson?.value ?? null, kgPerPersonDaySource: perPerson?.source ?? null },
    ...{ share: share?.value ?? null, shareSource: share?.source ?? null, kgPerDay },
    generators: generators.map(({ code, name, kgPerDay: own }) => ({ code, name, kgPerDay: own })),
  };
}

function isSame(a: GenerationTerm, b: GenerationTerm): boolean {
  return JSON.stringify({ ...a, from: '', to: '' }) === JSON.stringify({ ...b, from: '', to: '' });
}
