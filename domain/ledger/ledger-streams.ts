import { STREAMS } from '../stream-names.ts';

/** Streams of the ledger: `unknown` is a ticket's mass of which nobody said what it was, on the unassigned line only. */
export const LEDGER_STREAMS = [...STREAMS, 'unknown'] as const;
export type LedgerStream = (typeof LEDGER_STREAMS)[number];
