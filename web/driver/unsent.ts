import type { OutboxState } from '../ui/outbox/outbox.ts';

/** A photo of 200 kB takes four seconds on slow 3G. */
const ON_ITS_WAY_MS = 5_000;

/**
 * How many of the things waiting a driver is told of: what may be taken back or is on its way is no trouble, unless nothing can be sent.
 *
 * @param now by the device's clock, in ms
 * @param isCutOff there is no network, or nobody is signed in any more
 */
export function unsentToTell(
  { waiting, needsSignIn }: Pick<OutboxState, 'waiting' | 'needsSignIn'>,
  now: number,
  isCutOff: boolean,
): number {
  if (isCutOff || needsSignIn) return waiting.length;
  return waiting.filter(({ heldUntilMs }) => heldUntilMs + ON_ITS_WAY_MS < now).length;
}
