import type { Rates } from '../../../domain/ledger/rates.ts';
import { daysOf } from '../../ui/period/span.ts';

/** What has to be said of the days that a rate is of, each with the figures of its sentence. */
export type SaidOfDays =
  | { readonly say: 'noDays' }
  /** The ledger begins later or ends earlier: what was generated on the other days is not in the rate. */
  | { readonly say: 'countedDays'; readonly days: number; readonly all: number }
  /** Of the days that count, some have nothing but what was generated. */
  | { readonly say: 'fewDays'; readonly days: number; readonly all: number };

export function saidOfDays(rates: Pick<Rates, 'from' | 'to' | 'days' | 'reportedDays'>): SaidOfDays[] {
  const { days, reportedDays } = rates;
  if (reportedDays === 0) return [{ say: 'noDays' }];
  const all = daysOf(rates);
  const said: SaidOfDays[] = [];
  if (days < all) said.push({ say: 'countedDays', days, all });
  if (reportedDays < days) said.push({ say: 'fewDays', days: reportedDays, all: days });
  return said;
}
