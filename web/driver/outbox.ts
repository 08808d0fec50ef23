import type { FieldEventInput } from '../../domain/field-events.ts';

/** The part of the browser's storage an outbox needs; keys are listed by index, as Web Storage has them. */
export interface KeyValueStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * What became of a batch: `sent` = the server has committed these (new or known already); `later` = no answer to rely on,
 * try again; `ahead` = by the server's clock something in it has not happened yet; `sign-in` = the session is over;
 * `refused` = the server will never take this batch as it is.
 */
export type Delivery =
  | { outcome: 'sent'; ids: readonly string[] }
  | { outcome: 'later' | 'ahead' | 'sign-in' | 'refused' };

export interface OutboxState {
  unsent: readonly FieldEventInput[];
  /** Kept for a person to look at; never sent again by itself. */
  refused: readonly FieldEventInput[];
  needsSignIn: boolean;
  /** The server took events for not happened yet: this phone's clock is ahead. They wait. */
  isClockAhead: boolean;
}

/** As many as one request may carry. */
const BATCH = 100;

/**
 * Field events that the server may not have yet. Each lies under a key of its own, so that two windows never overwrite one
 * another; it is removed only after the server has said that it is committed. Sending twice is harmless: the server knows
 * an event by its id.
 */
export class Outbox {
  readonly #storage: KeyValueStorage;
  readonly #prefix: string;
  readonly #deliver: (events: FieldEventInput[]) => Promise<Delivery>;
  readonly #listeners = new Set<() => void>();
  #state: OutboxState;
  #sending: Promise<void> | null = null;

  /** @param owner whose events these are: another driver's on the same phone are neither shown nor sent. */
  constructor(storage: KeyValueStorage, owner: string, deliver: (events: FieldEventInput[]) => Promise<Delivery>) {
    this.#storage = storage;
    this.#prefix = `tuyen-xanh.outbox.${owner}.`;
    this.#deliver = deliver;
    this.#state = { ...this.#read(), needsSignIn: false, isClockAhead: false };
  }

  get = (): OutboxState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Keeps `event`, then tries to send. @throws when the phone's storage is full: then nothing was kept. */
  add(event: FieldEventInput): Promise<void> {
    this.#storage.setItem(`${this.#prefix}unsent.${event.id}`, JSON.stringify(event));
    this.#refresh();
    return this.send();
  }

  /** Sends what is unsent, oldest first, until nothing is left or something stands in the way. One run at a time. */
  send(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    let size = BATCH;
    /** What was done at this time or after it is ahead of the server's clock. */
    let ahead: string | null = null;
    for (;;) {
      const batch = this.#state.unsent.filter(({ doneAt }) => ahead === null || doneAt < ahead).slice(0, size);
      if (batch.length === 0) break;
      const delivery = await this.#deliver(batch);
      if (delivery.outcome === 'sent') {
        const committed = new Set(delivery.ids);
        const gone = batch.filter((event) => committed.has(event.id));
        for (const event of gone) this.#storage.removeItem(`${this.#prefix}unsent.${event.id}`);
        this.#refresh({ needsSignIn: false });
        // An answer that names none of them would have us ask for ever.
        if (gone.length === 0) return;
      } else if (delivery.outcome === 'refused' && batch.length > 1) {
        // One bad event must not hold up the others: find it by sending one at a time.
        size = 1;
      } else if (delivery.outcome === 'ahead' && batch.length > 1) {
        size = Math.ceil(batch.length / 2);
      } else if (delivery.outcome === 'ahead') {
        ahead = batch[0].doneAt;
        size = BATCH;
        this.#refresh({ isClockAhead: true });
      } else if (delivery.outcome === 'refused') {
        const [event] = batch;
        this.#storage.setItem(`${this.#prefix}refused.${event.id}`, JSON.stringify(event));
        this.#storage.removeItem(`${this.#prefix}unsent.${event.id}`);
        this.#refresh();
      } else {
        this.#refresh({ needsSignIn: delivery.outcome === 'sign-in' });
        return;
      }
    }
    if (ahead === null && this.#state.isClockAhead) this.#refresh({ isClockAhead: false });
  }

  #refresh(change: Partial<OutboxState> = {}): void {
    this.#state = { ...this.#state, ...this.#read(), ...change };
    for (const listener of this.#listeners) listener();
  }

  #read(): { unsent: FieldEventInput[]; refused: FieldEventInput[] } {
    const read = (kind: string): FieldEventInput[] => {
      const events: FieldEventInput[] = [];
      for (let index = 0; index < this.#storage.length; index++) {
        const key = this.#storage.key(index);
        const text = key?.startsWith(`${this.#prefix}${kind}.`) ? this.#storage.getItem(key) : null;
        if (text) events.push(JSON.parse(text) as FieldEventInput);
      }
      // UUIDv7 sorts by the time it was made.
      return events.sort((a, b) => (a.id < b.id ? -1 : 1));
    };
    return { unsent: read('unsent'), refused: read('refused') };
  }
}
