import { z } from 'zod';
import { CREW_LEAVE_REASONS, TRUCK_ABSENCE_REASONS } from '../../../domain/register/closed-lists.ts';
import { choiceName } from '../fields/names.ts';
import { dayText, type Wording } from '../fields/value-text.ts';
import type { RegisterSubject } from '../record.ts';
import { clockOfSecond } from '../../../domain/windows.ts';

/** Days on which something does not work: a truck out of service, a crew on leave, a facility closed. */
export const outSchema = z.looseObject({
  id: z.string(),
  from: z.string(),
  /** The last day; `null`: until it is said to be back. */
  to: z.string().nullable(),
  reason: z.string(),
  note: z.string().nullish(),
  closesAtSecond: z.number().nullish(),
});
export type Out = z.infer<typeof outSchema>;
export type OutKind = 'truck' | 'crew' | 'facility';

interface OutBook {
  readonly subject: RegisterSubject;
  /** The field of the record and the last part of the API's path. */
  readonly name: 'absences' | 'leaves' | 'closures';
  /** From a list; without one the reason is a line of text. */
  readonly reasons: readonly string[] | null;
  readonly choices: string;
  readonly mayBeOpen: boolean;
}

export const OUT: Readonly<Record<OutKind, OutBook>> = {
  truck: { subject: 'trucks', name: 'absences', reasons: TRUCK_ABSENCE_REASONS, choices: 'truckOut', mayBeOpen: true },
  crew: { subject: 'crews', name: 'leaves', reasons: CREW_LEAVE_REASONS, choices: 'crewOut', mayBeOpen: false },
  facility: { subject: 'facilities', name: 'closures', reasons: null, choices: '', mayBeOpen: false },
};

/** The days out that a record tells of, the soonest first. */
export function outsOf(kind: OutKind, record: Readonly<Record<string, unknown>>): readonly Out[] {
  const outs = z.array(outSchema).safeParse(record[OUT[kind].name]).data ?? [];
  return outs.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** The one that holds on `day`, if any: all day rather than a part of it. */
export function outOn(outs: readonly Out[], day: string): Out | undefined {
  const holding = outs.filter(({ from, to }) => from <= day && (to === null || day <= to));
  return holding.find(({ closesAtSecond }) => closesAtSecond == null) ?? holding[0];
}

/** `02/12/2026 – 05/12/2026`; one day as itself, an open end said so. */
export function spanText({ from, to }: Out, { t }: Pick<Wording, 't'>): string {
  if (to === null) return t('out.open', { from: dayText(from) });
  return from === to ? dayText(from) : t('out.span', { from: dayText(from), to: dayText(to) });
}

/** The reason in words, with what was added to it. */
export function reasonText(kind: OutKind, out: Out, { t, language }: Pick<Wording, 't' | 'language'>): string {
  const { reasons, choices } = OUT[kind];
  const reason = reasons === null ? out.reason : choiceName(choices, out.reason, language);
  const early = out.closesAtSecond == null ? '' : t('out.closesEarly', { time: clockOfSecond(out.closesAtSecond) });
  return [reason, out.note ?? '', early].filter((part) => part !== '').join(' · ');
}

/** Days before a document expires from which on it is marked. */
const WARNED_DAYS = 30;

export const documentSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  number: z.string().nullable(),
  expiresOn: z.string(),
});
export type RecordDocument = z.infer<typeof documentSchema>;

export function documentsOf(record: Readonly<Record<string, unknown>>): readonly RecordDocument[] {
  return (z.array(documentSchema).safeParse(record['documents']).data ?? []).toSorted((a, b) =>
    a.expiresOn < b.expiresOn ? -1 : 1,
  );
}

/** Whole days from `day` until a document expires; below 0 it has. */
export function daysLeft(document: Pick<RecordDocument, 'expiresOn'>, day: string): number {
  return Math.round((Date.parse(`${document.expiresOn}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000);
}

export type Warning = 'expired' | 'soon' | null;

export function warningOf(document: Pick<RecordDocument, 'expiresOn'>, day: string): Warning {
  const left = daysLeft(document, day);
  return left < 0 ? 'expired' : left <= WARNED_DAYS ? 'soon' : null;
}

/** The worst of a record's documents. */
export function documentsWarning(record: Readonly<Record<string, unknown>>, day: string): Warning {
  const warnings = documentsOf(record).map((document) => warningOf(document, day));
  return warnings.includes('expired') ? 'expired' : warnings.includes('soon') ? 'soon' : null;
}
