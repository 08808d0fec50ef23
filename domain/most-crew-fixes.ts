/** Fixes of one request: a shift without a network, brought in a few. */
export const MOST_CREW_FIXES = 1000;
