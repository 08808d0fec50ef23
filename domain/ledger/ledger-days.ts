import { DAY_MILLISECONDS } from '../day.ts';

/** So far back the ledger goes, ten years: what is said to be older is a slip of the pen. */
export const LEDGER_DAYS = 3653;

/** The first instant that can be in the ledger `now`. */
export function earliestInLedger(now: Date): Date {
  return new Date(now.getTime() - LEDGER_DAYS * DAY_MILLISECONDS);
}
