/** When in a shift a truck is looked over. */
export const CHECK_KINDS = ['start', 'end'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];
