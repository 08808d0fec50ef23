/** Under which the table of the resolution is kept; whatever the ledger announces has it asked for again. */
export const DUTIES = ['ledger', 'duties'];
