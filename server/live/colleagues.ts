import { performance } from 'node:perf_hooks';
import { BOARDS_CHANNEL, chosenSchema, type OpenBoard, OpenBoards } from '../../domain/colleagues/colleagues.ts';
import { holdsForTown } from '../../domain/policy/may.ts';
import type { Platform } from '../../platform/platform.ts';
import { repeat } from '../../platform/repeat.ts';
import { latestEachSecond } from './latest-each-second.ts';
import type { Admitted, LiveServer, LiveSocket } from './live.ts';
import { publishInParts } from './publish-in-parts.ts';

/** How often the open boards of this process are announced again, for servers that came later or missed it. */
const AGAIN_SECONDS = 20;

/** Who steers a day together sees what the others have chosen. */
export interface Colleagues {
  /** Somebody says what they have chosen. @returns whether they may, and it is something that can be chosen */
  choose(socket: LiveSocket, chosen: unknown): boolean;
  /** Their board is gone. */
  leave(socket: LiveSocket): void;
  close(): Promise<void>;
}

/**
 * Passes on what dispatchers have chosen, within a second and at most once a second a process, to whoever else may make the plan and has
 * said which day they look at; nothing of it is kept.
 */
export async function openColleagues(
  io: LiveServer,
  { bus, logger }: Pick<Platform, 'bus' | 'logger'>,
): Promise<Colleagues> {
  const boards = new OpenBoards();
  /** Of this process, by the id of the connection. */
  const own = new Map<string, OpenBoard>();
  const seconds = () => performance.now() / 1000;
  const announce = latestEachSecond<OpenBoard>(
    ({ id }) => id,
    () => false,
    (changed) => {
      publishInParts(bus, BOARDS_CHANNEL, changed).catch((error: unknown) =>
        logger.warn({ err: error }, 'open boards not announced'),
      );
    },
  );
  const tell = (days: readonly string[]): void => {
    for (const [id, { chosen, sessionId }] of own) {
      if (!chosen || !days.includes(chosen.day)) continue;
      io.to(id).emit('colleagues', boards.othersOn(chosen.day, sessionId));
    }
  };
  const unsubscribe = await bus.subscribe(BOARDS_CHANNEL, (heard) => {
    // The bus carries what our own processes announce.
    tell((heard as OpenBoard[]).flatMap((board) => boards.hear(board, seconds())));
  });
  const again = repeat(
    AGAIN_SECONDS,
    async () => {
      await publishInParts(bus, BOARDS_CHANNEL, [...own.values()]);
      tell(boards.forget(seconds()));
    },
    (error) => logger.warn({ err: error }, 'open boards not announced'),
  );
  return {
    choose(socket, said) {
      const { sessionId, viewer } = socket.data as Admitted;
      const chosen = chosenSchema.safeParse(said);
      if (!chosen.success || !holdsForTown(viewer, 'plan.make')) return false;
      const board: OpenBoard = { id: socket.id, sessionId, name: viewer.name, chosen: chosen.data };
      own.set(socket.id, board);
      announce.offer(board);
      return true;
    },
    leave({ id }) {
      const board = own.get(id);
      if (!board) return;
      own.delete(id);
      announce.offer({ ...board, chosen: null });
    },
    async close() {
      await again.stop();
      await unsubscribe();
      announce.close();
    },
  };
}
