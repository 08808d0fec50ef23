import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { reasonSchema } from '../reason.ts';

/** A calendar month, `YYYY-MM`. */
export const monthSchema = z.string().regex(/^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/, 'expected a month like 2026-11');
export type Month = z.infer<typeof monthSchema>;

/** What came after a month was closed, and is in none of its figures until it is opened again. */
const LATE_KINDS = ['ticket', 'void', 'event', 'plan', 'register'] as const;
export const lateThingSchema = z.object({
  kind: z.enum(LATE_KINDS),
  /** Of the ticket or event; `null` where it is a change of the plan or the register. */
  id: idSchema.nullable(),
  day: daySchema,
  at: z.iso.datetime(),
  /** The ticket's number, or which point. */
  name: z.string().nullable(),
  kg: z.int().nullable(),
});
export type LateThing = z.infer<typeof lateThingSchema>;

export const ledgerMonthSchema = z.object({
  month: monthSchema,
  state: z.enum(['open', 'closed']),
  closedAt: z.iso.datetime().nullable(),
  closedBy: z.string().nullable(),
  /** Of the last time it was opened again. */
  reopened: z.object({ at: z.iso.datetime(), by: z.string().nullable(), reason: z.string() }).nullable(),
  /** Days that are being recomputed. */
  dirtyDays: z.int(),
  late: z.array(lateThingSchema),
});
export type LedgerMonth = z.infer<typeof ledgerMonthSchema>;

/** `GET /api/ledger/months`: the latest first. */
export const ledgerMonthListSchema = z.object({ items: z.array(ledgerMonthSchema) });

/** `POST /api/ledger/months/{month}/reopen`: why. */
export const reopenMonthSchema = z.strictObject({
  reason: reasonSchema,
});

/** The first day of a month, and the first of the next. */
export function daysOfMonth(month: Month): { readonly from: string; readonly until: string } {
  const [year, number] = month.split('-').map(Number);
  const next = number === 12 ? [(year ?? 0) + 1, 1] : [year, (number ?? 0) + 1];
  return { from: `${month}-01`, until: `${next[0]}-${String(next[1]).padStart(2, '0')}-01` };
}
