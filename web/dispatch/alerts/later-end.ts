const STEP_MILLISECONDS = 5 * 60_000;

/** The end of a shift that would do for a truck expected back after it: on five minutes, and what the hours in between cost. */
export function laterEnd(
  endsAt: string,
  expectedAt: string,
  costPerHour: number,
): { readonly at: string; readonly seconds: number; readonly costDong: number } | null {
  const ends = Date.parse(endsAt);
  const at = Math.ceil(Date.parse(expectedAt) / STEP_MILLISECONDS) * STEP_MILLISECONDS;
  if (at <= ends) return null;
  const seconds = Math.round((at - ends) / 1000);
  return {
    at: new Date(at).toISOString(),
    seconds,
    costDong: Math.round(((seconds / 3600) * costPerHour) / 1000) * 1000,
  };
}
