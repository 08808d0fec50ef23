/**
 * The ticket number that follows `last` in sequence: its last run of digits counted up, leading zeros kept.
 *
 * @returns `null` where there is none to follow
 */
export function nextNumber(last: string | null): string | null {
  const [, before = '', count, after = ''] = /^(.*?)(\d+)(\D*)$/u.exec(last ?? '') ?? [];
  if (count === undefined) return null;
  return `${before}${String(BigInt(count) + 1n).padStart(count.length, '0')}${after}`;
}
