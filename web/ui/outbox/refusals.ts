import type { Delivery } from './items.ts';

/** What a failed request tells of itself; `code` is the server's own word for the problem, or one no server gives. */
interface FailedAnswer {
  readonly code: string;
  readonly body: { readonly errors?: readonly { readonly path: string }[] } | null;
}

/** The server's problems that are about the events themselves: the same events will never be taken. */
const ABOUT_THE_EVENTS: ReadonlySet<string> = new Set([
  'input-invalid',
  'event-does-not-fit',
  'event-differs',
  'retraction-differs',
  'ticket-number-taken',
  'ticket-does-not-fit',
  'no-such-facility',
  'not-your-truck',
  'no-such-tracked-truck',
  'incident-does-not-fit',
  'incident-differs',
  'no-such-incident',
  'no-such-ticket',
  'no-such-check',
  'no-such-tally',
  'check-does-not-fit',
  'check-differs',
  'tally-differs',
  'no-such-point',
  'photo-differs',
  'photo-too-large',
  'photo-too-many-pixels',
  'photo-unreadable',
]);

/**
 * What became of a batch that was not taken. Only the server's own problem codes count: a hotspot's sign-in page, a proxy
 * and a server that is being changed answer with any status, and none of them has looked at the events.
 */
export function outcomeOfFailure({ code, body }: FailedAnswer): Exclude<Delivery['outcome'], 'sent'> {
  if (code === 'signed-out') return 'sign-in';
  if (!ABOUT_THE_EVENTS.has(code)) return 'later';
  const faults = body?.errors ?? [];
  // The only fault the server finds with a well-formed time is that it has not come yet.
  const isOnlyAhead = code.endsWith('-does-not-fit') && faults.length > 0 && faults.every(isTime);
  return isOnlyAhead ? 'ahead' : 'refused';
}

function isTime({ path }: { readonly path: string }): boolean {
  return path.endsWith('.doneAt') || path.endsWith('.weighedAt');
}
