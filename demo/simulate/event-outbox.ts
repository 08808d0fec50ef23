import { setTimeout as wait } from 'node:timers/promises';
import { type FieldEventInput, fieldEventAnswerSchema } from '../../domain/field-events.ts';
import type { DispatcherSession } from './dispatcher-session.ts';

const MOST_IN_A_BATCH = 200;
const PAUSE_MILLISECONDS = 300;

/** Holds what crews reported until the server has it for good; nothing is dropped, and the order is kept. */
export class EventOutbox {
  private readonly session: DispatcherSession;
  private readonly waiting: FieldEventInput[] = [];
  private isClosed = false;
  /** Events the server says are committed, those it knew before included. */
  committed = 0;

  constructor(session: DispatcherSession) {
    this.session = session;
  }

  put(events: readonly FieldEventInput[]): void {
    this.waiting.push(...events);
  }

  /** No more will be put in: `deliver` ends when all is delivered. */
  close(): void {
    this.isClosed = true;
  }

  /** Delivers batch by batch until closed and empty. @throws Refused when the server finds fault with an event */
  async deliver(signal: AbortSignal): Promise<void> {
    while (!this.isClosed || this.waiting.length > 0) {
      const events = this.waiting.slice(0, MOST_IN_A_BATCH);
      if (events.length === 0) {
        await wait(PAUSE_MILLISECONDS, undefined, { signal });
        continue;
      }
      await this.session.post('/api/field-events', { events }, fieldEventAnswerSchema, signal);
      // Only now: a batch whose answer was lost is sent again and changes nothing.
      this.waiting.splice(0, events.length);
      this.committed += events.length;
    }
  }
}
