import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';

/** What begins on a day and ends on one, as pages read it: a truck's absence, a crew's leave, a facility's closure. */
export function spellView<Row extends { readonly from: Date; readonly to: Date | null }>(row: Row) {
  return { ...row, from: dateToDay(row.from), to: row.to && dateToDay(row.to) };
}

/** A document of a truck or a crew as pages read it. */
export function documentView<Row extends { readonly expiresOn: Date }>(row: Row) {
  return { ...row, expiresOn: dateToDay(row.expiresOn) };
}

/** Spells of a day and later that were not called off. */
export function spellsFrom(on: Day) {
  return {
    where: { cancelledAt: null, OR: [{ to: null }, { to: { gte: dayToDate(on) } }] },
    orderBy: [{ from: 'asc' as const }, { id: 'asc' as const }],
  };
}

/** Spells with a last day always. */
export function endingSpellsFrom(on: Day) {
  return {
    where: { cancelledAt: null, to: { gte: dayToDate(on) } },
    orderBy: [{ from: 'asc' as const }, { id: 'asc' as const }],
  };
}

/** Documents in use, the first to expire first. */
export const DOCUMENTS = {
  where: { isActive: true },
  orderBy: [{ expiresOn: 'asc' as const }, { id: 'asc' as const }],
};
