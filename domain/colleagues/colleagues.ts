import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';

/** What a dispatcher has chosen on the board of a day. A visit is the same in every revision, a stop is not. */
export const chosenSchema = z.strictObject({
  day: daySchema,
  truckId: idSchema.nullable(),
  visitId: idSchema.nullable(),
  pointId: idSchema.nullable(),
  facilityId: idSchema.nullable(),
});
export type Chosen = z.infer<typeof chosenSchema>;

/** Somebody else who steers the day, for as long as their board is open. */
export interface Colleague extends Chosen {
  /** Of the board that is open: somebody may have two. */
  readonly id: string;
  readonly name: string;
}

/** What servers tell each other of an open board. */
export interface OpenBoard {
  readonly id: string;
  readonly sessionId: string;
  readonly name: string;
  /** `null` once it has been closed. */
  readonly chosen: Chosen | null;
}

/** A board that was not heard of for so long is closed: its server went without saying so. */
const FORGOTTEN_SECONDS = 70;

/**
 * The boards that are open, as far as one server has heard. Nothing of it is kept anywhere.
 */
export class OpenBoards {
  private readonly boards = new Map<string, { board: OpenBoard; chosen: Chosen; heardAt: number }>();

  /** @param now seconds of any clock that does not jump @returns the days whose dispatchers see something else now */
  hear(board: OpenBoard, now: number): string[] {
    const before = this.boards.get(board.id)?.chosen;
    const { chosen } = board;
    if (chosen) this.boards.set(board.id, { board, chosen, heardAt: now });
    else this.boards.delete(board.id);
    if (JSON.stringify(before ?? null) === JSON.stringify(chosen)) return [];
    return [...new Set([before?.day, chosen?.day].filter((day) => day !== undefined))];
  }

  /** Forgets boards nobody has spoken of for a while. @returns the days whose dispatchers see something else now */
  forget(now: number): string[] {
    const days = new Set<string>();
    for (const [id, { chosen, heardAt }] of this.boards) {
      if (now - heardAt < FORGOTTEN_SECONDS) continue;
      this.boards.delete(id);
      days.add(chosen.day);
    }
    return [...days];
  }

  /** Whoever else looks at the day than the holder of a session; the pages of one browser are one person's. */
  othersOn(day: string, sessionId: string): Colleague[] {
    return [...this.boards.values()]
      .filter(({ board, chosen }) => chosen.day === day && board.sessionId !== sessionId)
      .map(({ board: { id, name }, chosen }) => ({ id, name, ...chosen }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/** The channel of the event bus on which servers tell each other of open boards, as lists of {@link OpenBoard}. */
export const BOARDS_CHANNEL = 'open-boards';
