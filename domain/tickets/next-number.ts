/**
 * The ticket number that follows `last` in sequence: its last run of digits counted up, leading zeros kept.
 *
 * @returns `null` where there is none to follow
 */
export function nextNumber(last: string | null): string | null {
  const digits = /^(?<before>.*?)(?<count>\d+)(?<after>\D*)$/u.exec(last ?? '')?.groups;
  if (!digits) return null;
  const next = String(BigInt(digits.count) + 1n).padStart(digits.count.length, '0');
  return `${digits.before}${next}${digits.after}`;
}
