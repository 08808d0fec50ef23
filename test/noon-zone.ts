/**
 * A time zone in which it is between noon and one o'clock now: a town that tests run in has a whole half day before its midnight, which
 * is what they take as "today", at whatever hour they are started.
 *
 * @returns its IANA name
 */
export function noonZone(now = new Date()): string {
  const ahead = 12 - now.getUTCHours();
  // The names say how far UTC is ahead of them.
  return ahead === 0 ? 'Etc/UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
