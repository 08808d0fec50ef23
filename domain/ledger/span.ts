import { z } from 'zod';
import { addDays, type Day, daySchema, FIRST_DAY } from '../day.ts';
import { isSpan, MOST_DAYS, SPAN_FAULT } from './rates.ts';

/** `?from&to`, both of which may be left out; see {@link spanAsked}. */
export const openSpanSchema = z
  .object({ from: daySchema.optional(), to: daySchema.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || isSpan({ from, to }), SPAN_FAULT);

/**
 * The days that are asked about: without an end until yesterday, the last day that is over, and no longer than may be asked for; without
 * a beginning `days` of them, as far as there are.
 */
export function spanAsked(
  { from, to }: z.infer<typeof openSpanSchema>,
  today: Day,
  days: number,
): { readonly from: Day; readonly to: Day } {
  const yesterday = addDays(today, -1);
  if (from === undefined) {
    const last = to ?? yesterday;
    return { from: latest(addDays(last, 1 - days), FIRST_DAY), to: last };
  }
  return { from, to: to ?? latest(from, earliest(yesterday, addDays(from, MOST_DAYS - 1))) };
}

const earliest = (a: Day, b: Day): Day => (a < b ? a : b);
const latest = (a: Day, b: Day): Day => (a < b ? b : a);
