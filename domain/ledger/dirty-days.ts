/**
 * What touches a day of the ledger: something reported, a ticket entered, corrected or voided, a plan published or taken back, a record
 * of the register that figures are computed with, or the day itself, which has come. Targets touch no day: they are held against
 * the figures when these are read.
 */
export const DIRTY_CAUSES = ['event', 'ticket', 'plan', 'register', 'clock'] as const;
