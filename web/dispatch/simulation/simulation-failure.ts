/** Failures a person can be told something particular about. */
const TOLD_APART = ['server-lost'] as const;

/** Under which text a simulation's failure is told. What the simulator said itself is for operators: the API keeps it. */
export function failureText(failure: string): (typeof TOLD_APART)[number] | 'other' {
  return TOLD_APART.find((code) => code === failure) ?? 'other';
}
