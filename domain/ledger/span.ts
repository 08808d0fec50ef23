import { z } from 'zod';
import { addDays, type Day, daySchema } from '../day.ts';
import { isSpan, SPAN_FAULT } from './rates.ts';

/** `?from&to`, both of which may be left out; see {@link spanAsked}. */
export const openSpanSchema = z
  .object({ from: daySchema.optional(), to: daySchema.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || isSpan({ from, to }), SPAN_FAULT);

/** The days that are asked about: without an end until yesterday, the last day that is over; without a beginning `days` of them. */
export function spanAsked(
  { from, to }: z.infer<typeof openSpanSchema>,
  today: Day,
  days: number,
): { readonly from: Day; readonly to: Day } {
  const yesterday = addDays(today, -1);
  const last = to ?? (from !== undefined && from > yesterday ? from : yesterday);
  return { from: from ?? addDays(last, 1 - days), to: last };
}
