import { v7 } from 'uuid';
import { itemAt } from '../../../domain/item-at.ts';
import type { ServerClock } from '../api/server-clock.ts';
import { inTime } from './in-time.ts';
import type { Carrier, Carriers, ItemBodies, ItemKind, Moment, OutboxItem, ReportAbout } from './items.ts';
import { momentNow, settleMoment, timesOf, toldAs } from './moment.ts';
import type { OutboxStore } from './store.ts';

/** How long the last item can be taken back. */
const HOLD_MS = 10_000;
/** What takes something back is done for good. */
const NEVER_HELD: ReadonlySet<ItemKind> = new Set(['retraction', 'withdrawal']);
/** So long after it was sent nothing that is loaded can be without it. */
const SENT_KEPT_MS = 2 * 24 * 3_600_000;
const NOTHING: ReadonlySet<string> = new Set();
/** Behind all that has a place. */
const UNSTORED_SEQUENCE = Number.MAX_SAFE_INTEGER / 2;

export interface OutboxState {
  /** What is kept on the phone was read: only now is it known that there is nothing. */
  readonly isRead: boolean;
  /** In the order it was done. */
  readonly waiting: readonly OutboxItem[];
  readonly sent: readonly OutboxItem[];
  /** Kept for a person to look at; never sent again by itself. */
  readonly refused: readonly OutboxItem[];
  /** The ids of those of them that are on their way to the server right now. */
  readonly sending: ReadonlySet<string>;
  /** The last one, while it may be taken back: not sent yet, or sent already. */
  readonly held: OutboxItem | null;
  /** How many of those waiting the phone has no room to keep: they last as long as the page is open. */
  readonly unstored: number;
  readonly needsSignIn: boolean;
  /** The server takes something for not happened yet, and by how much this phone's clock is off is not known. */
  readonly isClockAhead: boolean;
}

interface Parts {
  readonly owner: string;
  readonly store: OutboxStore;
  readonly carriers: Carriers;
  readonly clock: ServerClock;
  /** Asks the server for anything, so that the clock is measured; throws where there is no answer. */
  readonly measure: (signal: AbortSignal) => Promise<void>;
  /** `false`: there is surely no network. */
  readonly isOnline: () => boolean;
  /** `false`: somebody else is signed in, or about to be. */
  readonly maySend: () => boolean;
  /** Brings what earlier versions left into the store. */
  readonly takeOver: () => Promise<void>;
  readonly holdMs?: number;
}

/**
 * What one account did on this phone and the server may not have yet. It is kept before `add` says so, sent in its order, and
 * sent again until the server has committed it or will never take it. Sending twice is harmless: the server knows each by its id.
 */
export class Outbox {
  readonly #parts: Parts;
  readonly #listeners = new Set<() => void>();
  #stored = new Map<string, OutboxItem>();
  /** What the phone had no room for. */
  readonly #unstored = new Map<string, OutboxItem>();
  /** What has become of items where the phone had no room to write it over them. */
  readonly #unkept = new Map<string, OutboxItem>();
  /** What is waiting and nobody did. */
  #background: readonly OutboxItem[] = [];
  /** Counts the beginnings and ends of writing. */
  #writes = 0;
  #state: OutboxState = {
    ...{ isRead: false, waiting: [], sending: NOTHING, sent: [], refused: [], held: null, unstored: 0 },
    ...{ needsSignIn: false, isClockAhead: false },
  };
  #sending: { readonly done: Promise<void>; readonly end: AbortController } | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.store.listen(() => void this.#read());
  }

  get = (): OutboxState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Keeps something done now; on the disk when this returns, or counted as unstored. What can be taken back after it was sent is sent
   * at once, the rest when it can no longer be: after {@link HOLD_MS}, or when the next comes.
   */
  async add<K extends ItemKind>(kind: K, id: string, body: ItemBodies[K], about?: ReportAbout): Promise<void> {
    const { owner, store, clock } = this.#parts;
    const carrier = this.#carrierOf(kind);
    const holdMs = carrier.isBackground || NEVER_HELD.has(kind) ? 0 : (this.#parts.holdMs ?? HOLD_MS);
    const moment = momentNow(clock);
    const heldUntilMs = moment.deviceMs + holdMs;
    const item = { id, owner, kind, body, state: 'waiting', heldUntilMs, moment, ...(about && { about }) } as const;
    try {
      const kept = await this.#write(() => store.add([item]));
      this.#stored.set(id, itemAt(kept, 0));
    } catch (error) {
      console.error(error);
      this.#unstored.set(id, { ...item, sequence: UNSTORED_SEQUENCE + this.#unstored.size });
    }
    this.#refresh();
    // What is before it can no longer be taken back.
    // Without a network nothing would arrive, and what was not tried may still be dropped.
    const isDue = carrier.takingBack ? this.#parts.isOnline() : this.#state.waiting.length > 1 || holdMs === 0;
    if (isDue) void this.send();
    if (holdMs > 0) {
      setTimeout(() => {
        this.#refresh();
        void this.send();
      }, holdMs + 50);
    }
  }

  /**
   * Undoes an `add` while it may be taken back: what was never sent is dropped, of what the server may have it is told.
   *
   * @returns whether it was
   */
  async takeBack(id: string): Promise<boolean> {
    const item = this.#state.held;
    if (item?.id !== id) return false;
    try {
      if (item.moment !== null && (await this.#dropUnsent(item))) return true;
    } catch (error) {
      console.error(error);
      return false;
    }
    const own = { id: v7(), doneAt: new Date(this.#parts.clock.now()).toISOString() };
    // As it was sent: that gave it the time it was done for good.
    const { body } = this.#stored.get(id) ?? this.#unstored.get(id) ?? item;
    const by = this.#carrierOf(item.kind).takingBack?.(body, own);
    if (!by) return false;
    if (by.kind === 'retraction') await this.add(by.kind, own.id, by.body);
    else await this.add(by.kind, own.id, by.body);
    return true;
  }

  /** @returns `false` where it is being sent */
  async #dropUnsent(item: OutboxItem): Promise<boolean> {
    if (this.#unstored.delete(item.id)) {
      this.#refresh();
      return true;
    }
    this.#stored.delete(item.id);
    this.#refresh();
    let isDropped = false;
    try {
      isDropped = await this.#write(() => this.#parts.store.removeUnsent(item.id));
    } finally {
      if (!isDropped) this.#stored.set(item.id, item);
      this.#refresh();
    }
    if (!isDropped) await this.#read();
    return isDropped;
  }

  /** Sends what is waiting, in its order, until nothing is left or something stands in the way. One run at a time. */
  send(): Promise<void> {
    if (this.#sending) return this.#sending.done;
    const end = new AbortController();
    const done = this.#sendAll(end.signal).finally(() => {
      this.#sending = null;
    });
    this.#sending = { done, end };
    return done;
  }

  /** Sends at once: breaks off a run that waits for an answer, and no longer waits whether something unsent is taken back. */
  async sendNow(): Promise<void> {
    if (!this.#state.isRead) await this.#read();
    const held = this.#state.held;
    if (held && this.#waitsHeld(held)) await this.#change([{ ...held, heldUntilMs: 0 }]);
    this.#sending?.end.abort();
    await this.#sending?.done;
    await this.send();
  }

  /** To be called with the ids of those sent that loaded data show: they need not be kept any longer than they may be taken back. */
  async forgetSent(ids: readonly string[]): Promise<void> {
    const known = ids.filter((id) => id !== this.#state.held?.id);
    if (known.length > 0) await this.#remove(known);
  }

  /** Takes away what the server will never take, once a person has looked at it. */
  async discardRefused(id: string): Promise<void> {
    if (!this.#state.refused.some((item) => item.id === id)) return;
    this.#unkept.delete(id);
    await this.#remove([id]);
  }

  async #sendAll(signal: AbortSignal): Promise<void> {
    await this.#read();
    await this.#storeAgain();
    let size = Number.POSITIVE_INFINITY;
    /** From this place on, all is ahead of the server's clock. */
    let aheadFrom = Number.POSITIVE_INFINITY;
    while (!signal.aborted && this.#parts.maySend()) {
      const batch = this.#next(size, aheadFrom);
      if (batch.length === 0) break;
      const settled = await this.#settle(batch, signal);
      if (!settled) return;
      const [first] = settled;
      if (!first) continue;
      const carrier = this.#carrierOf(first.kind);
      const delivery = await this.#deliver(carrier, settled, signal);
      if (delivery.outcome === 'sent') {
        const committed = new Set(delivery.ids);
        const gone = settled.filter(({ id }) => committed.has(id));
        if (carrier.isBulky) await this.#remove(gone.map(({ id }) => id));
        else await this.#change(gone.map((item) => ({ ...item, state: 'sent' as const })));
        this.#refresh({ needsSignIn: false });
        // An answer that names none of them would have us ask for ever.
        if (gone.length === 0) return;
      } else if (delivery.outcome === 'refused' && settled.length > 1) {
        // One bad item must not hold up the others: find it by sending one at a time.
        size = 1;
      } else if (delivery.outcome === 'refused') {
        if (carrier.isBackground) await this.#remove(settled.map(({ id }) => id));
        else await this.#change(settled.map((item) => ({ ...item, state: 'refused' as const })));
      } else if (delivery.outcome === 'ahead' && settled.length > 1) {
        size = Math.ceil(settled.length / 2);
      } else if (delivery.outcome === 'ahead') {
        if (!(await this.#settleAgain(first))) {
          aheadFrom = first.sequence;
          this.#refresh({ isClockAhead: true });
        }
        size = Number.POSITIVE_INFINITY;
      } else {
        this.#refresh({ needsSignIn: delivery.outcome === 'sign-in' });
        return;
      }
    }
    if (aheadFrom === Number.POSITIVE_INFINITY && this.#state.isClockAhead) this.#refresh({ isClockAhead: false });
  }

  /** Tells of items that they are on their way as long as they are. */
  async #deliver(
    carrier: Carrier<ItemKind>,
    items: readonly OutboxItem[],
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<Carrier<ItemKind>['deliver']>>> {
    this.#refresh({ sending: new Set(items.map(({ id }) => id)) });
    try {
      return await carrier.deliver(
        items.map(({ body }) => body),
        signal,
      );
    } finally {
      // What has been sent is told of with what has become of it.
      this.#state = { ...this.#state, sending: NOTHING };
    }
  }

  /** The first items that may be sent, all of one kind; bulky ones when nothing else may. What a newer version of the app has put here is left to it. */
  #next(size: number, aheadFrom: number): OutboxItem[] {
    const open = [...this.#state.waiting, ...this.#background].filter(
      (item) =>
        !(item === this.#state.held && this.#waitsHeld(item)) &&
        item.sequence < aheadFrom &&
        item.kind in this.#parts.carriers,
    );
    const light = open.filter(({ kind }) => !this.#carrierOf(kind).isBulky);
    const ready = light.length > 0 ? light : open;
    const [first] = ready;
    if (!first) return [];
    const last = ready.findIndex(({ kind }) => kind !== first.kind);
    const alike = last === -1 ? ready : ready.slice(0, last);
    return alike.slice(0, Math.min(size, this.#carrierOf(first.kind).mostAtOnce));
  }

  /**
   * Gives what is sent for the first time the time it was done, for good, and leaves out what was taken back meanwhile.
   *
   * @returns `null` where the server cannot be asked for its own time
   */
  async #settle(batch: readonly OutboxItem[], signal: AbortSignal): Promise<readonly OutboxItem[] | null> {
    const { clock, measure } = this.#parts;
    if (batch.every(({ moment }) => moment === null)) return batch;
    if (clock.isInDoubt()) {
      try {
        await measure(signal);
      } catch {
        // That nobody is signed in any more is an answer, too. Without one nothing could be sent now either.
        if (clock.isInDoubt()) {
          this.#refresh();
          return null;
        }
      }
    }
    const times = await this.#tellTimes(batch);
    const there = batch.filter(({ id }) => this.#stored.has(id) || this.#unstored.has(id));
    const settled = there.map((item): OutboxItem => {
      if (!item.moment) return item;
      const { at, deviceAt } = toldAs(item.moment, times.get(item.id) ?? item.moment.deviceMs);
      return { ...item, moment: null, body: this.#carrierOf(item.kind).stamp(item.body, at, deviceAt) };
    });
    const gone = await this.#change(settled);
    return settled.filter(({ id }) => !gone.has(id));
  }

  /**
   * Tells when all that was never sent was done: what goes first can no longer tell it of the rest.
   *
   * @returns by id, in ms
   */
  async #tellTimes(batch: readonly OutboxItem[]): Promise<ReadonlyMap<string, number>> {
    const { clock } = this.#parts;
    const open = [...this.#stored.values(), ...this.#unstored.values()]
      .filter((item): item is OutboxItem & { moment: Moment } => item.moment !== null)
      .sort((a, b) => a.sequence - b.sequence);
    const times = timesOf(
      open.map(({ moment }) => moment),
      clock,
    );
    const told = new Map(open.map(({ id, moment }, index) => [id, moment.atMs ?? itemAt(times, index)]));
    const now = new Set(batch.map(({ id }) => id));
    const kept = open.flatMap((item) => {
      const { id, moment } = item;
      const atMs = told.get(id);
      // Where the clock was right, there is nothing to remember.
      const isToKeep = !now.has(id) && moment.atMs === undefined && atMs !== undefined && atMs !== moment.deviceMs;
      return isToKeep ? [{ ...item, moment: { ...moment, atMs } }] : [];
    });
    if (kept.length > 0) await this.#change(kept);
    return told;
  }

  /** Of what the server refused for being ahead it has stored nothing: its time may still be put right. */
  async #settleAgain(item: OutboxItem): Promise<boolean> {
    const { clock } = this.#parts;
    if (clock.measuredOffset() === null) return false;
    const carrier = this.#carrierOf(item.kind);
    const deviceMs = carrier.deviceMsOf(item.body);
    const { at, deviceAt } = settleMoment({ deviceMs, offsetMs: null, page: '', runningMs: 0 }, clock);
    const body = carrier.stamp(item.body, at, deviceAt);
    if (JSON.stringify(body) === JSON.stringify(item.body)) return false;
    await this.#change([{ ...item, body }]);
    return true;
  }

  #carrierOf(kind: ItemKind): Carrier<ItemKind> {
    return this.#parts.carriers[kind];
  }

  async #read(): Promise<void> {
    const { owner, store, takeOver } = this.#parts;
    try {
      await takeOver();
      let items: OutboxItem[];
      let writes: number;
      do {
        writes = this.#writes;
        items = await inTime(store.all(owner));
        // What was read while something was written is older than what is known.
      } while (writes !== this.#writes);
      this.#stored = new Map(items.map((item) => [item.id, this.#unkept.get(item.id) ?? item]));
      const longSent = this.#parts.clock.device().now() - SENT_KEPT_MS;
      const over = items.filter(({ state, heldUntilMs }) => state === 'sent' && heldUntilMs < longSent);
      if (over.length > 0) await this.#remove(over.map(({ id }) => id));
    } catch (error) {
      // What is in memory is then all there is to go by.
      console.error(error);
    }
    this.#refresh({ isRead: true });
  }

  /** Room may have been made since. */
  async #storeAgain(): Promise<void> {
    const unkept = [...this.#unkept.values()];
    this.#unkept.clear();
    if (unkept.length > 0) await this.#change(unkept);
    if (this.#unstored.size === 0) return;
    for (const { sequence: _none, ...item } of [...this.#unstored.values()]) {
      try {
        const kept = await this.#write(() => this.#parts.store.add([item]));
        this.#stored.set(item.id, itemAt(kept, 0));
        this.#unstored.delete(item.id);
      } catch (error) {
        console.error(error);
        break;
      }
    }
    this.#refresh();
  }

  /** @returns the ids of those that were stored and are no more: another window has taken them away */
  async #change(items: readonly OutboxItem[]): Promise<ReadonlySet<string>> {
    for (const item of items) (this.#unstored.has(item.id) ? this.#unstored : this.#stored).set(item.id, item);
    this.#refresh();
    try {
      const missing = await this.#write(() => this.#parts.store.change(items));
      const gone = missing.filter((id) => this.#stored.delete(id));
      if (gone.length > 0) this.#refresh();
      return new Set(gone);
    } catch (error) {
      // The page goes on by what it knows; opened anew, it sends the same again, which changes nothing.
      console.error(error);
      for (const item of items) this.#unkept.set(item.id, item);
      return new Set();
    }
  }

  async #remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.#stored.delete(id);
      this.#unstored.delete(id);
    }
    this.#refresh();
    await this.#write(() => this.#parts.store.remove(ids));
  }

  async #write<T>(work: () => Promise<T>): Promise<T> {
    this.#writes++;
    try {
      return await inTime(work());
    } finally {
      this.#writes++;
    }
  }

  #refresh(change: Partial<OutboxState> = {}): void {
    const items = [...this.#stored.values(), ...this.#unstored.values()].sort((a, b) => a.sequence - b.sequence);
    const { carriers } = this.#parts;
    const isBackground = ({ kind }: OutboxItem): boolean => kind in carriers && carriers[kind].isBackground === true;
    const waiting = items.filter((item) => item.state === 'waiting' && !isBackground(item));
    this.#background = items.filter((item) => item.state === 'waiting' && isBackground(item));
    const sent = items.filter(({ state }) => state === 'sent');
    const last = [...waiting, ...sent.filter((item) => !isBackground(item))].reduce<OutboxItem | null>(
      (latest, item) => (latest && latest.sequence > item.sequence ? latest : item),
      null,
    );
    this.#state = {
      ...this.#state,
      waiting,
      sent,
      refused: items.filter((item) => item.state === 'refused' && !isBackground(item)),
      held: last && this.#isHeld(last) ? last : null,
      unstored: waiting.filter(({ id }) => this.#unstored.has(id)).length,
      ...change,
    };
    for (const listener of this.#listeners) listener();
  }

  /** Whether it is not to be sent while it may be taken back. */
  #waitsHeld({ kind }: Pick<OutboxItem, 'kind'>): boolean {
    return !(kind in this.#parts.carriers && this.#carrierOf(kind).takingBack);
  }

  #isHeld({ heldUntilMs, state, kind }: OutboxItem): boolean {
    if (state === 'sent' && this.#waitsHeld({ kind })) return false;
    const left = heldUntilMs - this.#parts.clock.device().now();
    // More than was given: the clock was set back since.
    return left > 0 && left <= (this.#parts.holdMs ?? HOLD_MS);
  }
}
