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
  /** How many of these the phone has no room to keep: they last as long as the page is open. */
  unstored: number;
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
  /** What the phone's storage had no room for, by the event's id. */
  readonly #unstored = { unsent: new Map<string, FieldEventInput>(), refused: new Map<string, FieldEventInput>() };
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

  /** Keeps `event`, in memory where the phone's storage is full, then tries to send. */
  add(event: FieldEventInput): Promise<void> {
    this.#keep('unsent', event);
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
    this.#storeAgain();
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
        for (const { id } of gone) this.#forgetUnsent(id);
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
        // Without room for it among the refused it stays where it is, so that it outlives the page.
        if (this.#keep('refused', event)) this.#forgetUnsent(event.id);
        this.#refresh();
      } else {
        this.#refresh({ needsSignIn: delivery.outcome === 'sign-in' });
        return;
      }
    }
    if (ahead === null && this.#state.isClockAhead) this.#refresh({ isClockAhead: false });
  }

  /** Whether the phone's storage had room for it. */
  #keep(kind: 'unsent' | 'refused', event: FieldEventInput): boolean {
    try {
      this.#storage.setItem(`${this.#prefix}${kind}.${event.id}`, JSON.stringify(event));
    } catch {
      // Full, or switched off: how many are kept in memory alone is part of the state, and shown.
      this.#unstored[kind].set(event.id, event);
      return false;
    }
    this.#unstored[kind].delete(event.id);
    return true;
  }

  /** Room may have been made since. */
  #storeAgain(): void {
    if (this.#unstored.unsent.size + this.#unstored.refused.size === 0) return;
    for (const event of [...this.#unstored.unsent.values()]) this.#keep('unsent', event);
    for (const event of [...this.#unstored.refused.values()]) {
      if (this.#keep('refused', event)) this.#forgetUnsent(event.id);
    }
    this.#refresh();
  }

  #forgetUnsent(id: string): void {
    this.#storage.removeItem(`${this.#prefix}unsent.${id}`);
    this.#unstored.unsent.delete(id);
  }

  #refresh(change: Partial<OutboxState> = {}): void {
    this.#state = { ...this.#state, ...this.#read(), ...change };
    for (const listener of this.#listeners) listener();
  }

  #read(): Pick<OutboxState, 'unsent' | 'refused' | 'unstored'> {
    const refused = this.#readKind('refused');
    const isRefused = new Set(refused.map(({ id }) => id));
    const unsent = this.#readKind('unsent').filter(({ id }) => !isRefused.has(id));
    return { unsent, refused, unstored: unsent.filter(({ id }) => this.#unstored.unsent.has(id)).length };
  }

  #readKind(kind: 'unsent' | 'refused'): FieldEventInput[] {
    const events = new Map(this.#unstored[kind]);
    for (let index = 0; index < this.#storage.length; index++) {
      const key = this.#storage.key(index);
      const text = key?.startsWith(`${this.#prefix}${kind}.`) ? this.#storage.getItem(key) : null;
      if (text) {
        const event = JSON.parse(text) as FieldEventInput;
        events.set(event.id, event);
      }
    }
    // UUIDv7 sorts by the time it was made.
    return [...events.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
