/** Failures a person can be told something particular about. */
const TOLD_APART = ['server-lost'] as const;

/** Under which text a simulation's failure is told. What the simulator complained of itself is for the server's log. */
export function failureText(failure: string): (typeof TOLD_APART)[number] | 'other' {
  return TOLD_APART.find((code) => code === failure) ?? 'other';
}
