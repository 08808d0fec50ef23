import type { LiveServer } from './live.ts';

/**
 * Hangs up on every connection whose session is over: signed out here or elsewhere, replaced, run out, or its account
 * suspended. All are looked up in one question, so that it can be asked often.
 *
 * @param sessionsThatHold which of some sessions hold now
 */
export async function endWithSessions(
  io: LiveServer,
  sessionsThatHold: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const sockets = [...io.sockets.sockets.values()];
  if (sockets.length === 0) return;
  const idOf = (socket: (typeof sockets)[number]): string => (socket.data as { sessionId: string }).sessionId;
  const holding = await sessionsThatHold([...new Set(sockets.map(idOf))]);
  for (const socket of sockets) if (!holding.has(idOf(socket))) socket.disconnect(true);
}
