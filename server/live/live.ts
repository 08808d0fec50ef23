import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { LiveMessages, LiveWords } from '../../domain/live.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Auth } from '../accounts/auth.ts';
import { isOwnOrigin } from '../http/origin.ts';
import { repeat } from '../../platform/repeat.ts';
import { sessionsThatHold } from '../../records/people/sessions.ts';
import { openColleagues } from './colleagues.ts';
import { endWithSessions } from './end-with-sessions.ts';
import { relayAnnouncements } from './relay.ts';
import { roomsOf } from './rooms.ts';

export type LiveServer = Server<LiveWords, LiveMessages>;
export type LiveSocket = Socket<LiveWords, LiveMessages>;

/** How often the sessions of all connections are looked at: who is signed out hears no more. */
const SESSIONS_SECONDS = 2;
/** How often a connection's holder is looked at again: the role, or the truck that is driven, may have changed. */
const RECHECK_MILLISECONDS = 30_000;

/**
 * The live channel. Every server process hears the whole bus and tells its own clients, so no adapter between the
 * processes is needed (it would deliver everything twice); what a client misses while it changes servers it reads again.
 */
export async function openLive(
  http: HttpServer,
  platform: Platform,
  auth: Auth,
  options: { recheckMilliseconds?: number } = {},
): Promise<{ close(): Promise<void> }> {
  const { config, logger, metrics } = platform;
  const io: LiveServer = new Server(http, {
    path: '/socket.io',
    serveClient: false,
    maxHttpBufferSize: 10_000,
    // A page of another site can open a WebSocket with our cookie; the browser says where the page is from.
    allowRequest: ({ headers }, answer) => {
      const isOurs = headers.origin === undefined || isOwnOrigin(headers.origin, headers.host, config.publicUrl);
      answer(isOurs ? null : 'origin refused', isOurs);
    },
  });
  const connections = metrics.gauge('live_connections', 'Open connections of the live channel');

  io.use((socket, next) => {
    admit(socket, platform, auth).then(
      (isIn) => next(isIn ? undefined : new Error('signed-out')),
      (error: unknown) => {
        logger.warn({ err: error }, 'live channel: session not checked');
        next(new Error('unavailable'));
      },
    );
  });
  const colleagues = await openColleagues(io, platform);
  io.on('connection', (socket) => {
    connections.inc();
    const stopWatching = watchSession(socket, platform, auth, options.recheckMilliseconds ?? RECHECK_MILLISECONDS);
    socket.on('disconnect', () => {
      connections.dec();
      stopWatching();
      colleagues.leave(socket);
    });
    // Nothing else is expected from a client, so whoever says it is not one of ours.
    socket.onAny((word: string, said: unknown) => {
      if (word !== 'choose' || !colleagues.choose(socket, said)) socket.disconnect(true);
    });
  });
  const ending = repeat(
    SESSIONS_SECONDS,
    () => endWithSessions(io, (ids) => sessionsThatHold(platform.database.prisma, ids, new Date())),
    (error) => logger.warn({ err: error }, 'live channel: sessions not checked'),
  );
  platform.bus.onGap(() => io.emit('gap'));
  const stopRelay = await relayAnnouncements(platform.bus, io);

  return {
    async close() {
      await ending.stop();
      await stopRelay();
      await colleagues.close();
      await io.close();
    },
  };
}

/** What a connection was let in as. */
export interface Admitted {
  readonly sessionId: string;
  readonly viewer: Viewer & { readonly name: string };
  /** What the holder may do, as text: another text, another person to the policy. */
  readonly memberships: string;
  readonly rooms: readonly string[];
}

async function admit(socket: Socket, platform: Platform, auth: Auth): Promise<boolean> {
  const session = await auth.sessionOf(socket.request.headers);
  if (!session) return false;
  const rooms = await roomsOf(platform.database.prisma, session.user);
  await socket.join(rooms);
  socket.data = {
    sessionId: session.id,
    viewer: session.user,
    memberships: JSON.stringify(session.user.memberships),
    rooms,
  } satisfies Admitted;
  return true;
}

/**
 * Ends the connection when its session is over, or its holder may do other things than before. Somebody who drives another
 * truck than before hears that one from now on, and the former no more.
 */
function watchSession(socket: Socket, platform: Platform, auth: Auth, recheckMilliseconds: number): () => void {
  const recheck = async (): Promise<void> => {
    const session = await auth.sessionOf(socket.request.headers);
    const before = socket.data as Admitted;
    if (!session || JSON.stringify(session.user.memberships) !== before.memberships) {
      socket.disconnect(true);
      return;
    }
    const rooms = await roomsOf(platform.database.prisma, session.user);
    for (const room of before.rooms) if (!rooms.includes(room)) await socket.leave(room);
    await socket.join(rooms);
    socket.data = { ...before, viewer: session.user, rooms } satisfies Admitted;
  };
  const timer = setInterval(() => {
    recheck().then(
      () => undefined,
      () => {
        // The database is away for a moment: nothing is known against the session, and the next look will tell.
      },
    );
  }, recheckMilliseconds);
  return () => clearInterval(timer);
}
