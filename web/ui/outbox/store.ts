import type { IDBPObjectStore } from 'idb';
import { PHONE_DATABASE, phoneDatabase, type PhoneSchema } from './database.ts';
import type { OutboxItem } from './items.ts';

/** Where items outlive the page. Whatever it says is done is on the disk. */
export interface OutboxStore {
  /** All of `owner`, in order. */
  all(owner: string): Promise<OutboxItem[]>;
  /** Adds what is not there yet, in the order given, each behind all others; an id that is there stays as it is. */
  add(items: readonly Omit<OutboxItem, 'sequence'>[]): Promise<OutboxItem[]>;
  /** Writes over items that are still there. @returns the ids of those that are not */
  change(items: readonly OutboxItem[]): Promise<string[]>;
  /** Removes an item that no window of this phone has begun to send. @returns whether it did */
  removeUnsent(id: string): Promise<boolean>;
  remove(ids: readonly string[]): Promise<void>;
  /** Calls `listener` when another window of this phone has changed something. Gives the way to stop it. */
  listen(listener: () => void): () => void;
}

/** The outbox in IndexedDB: a transaction that is over survives the death of the browser and, as far as the system goes, of the phone. */
export class IndexedDbStore implements OutboxStore {
  readonly #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(PHONE_DATABASE);

  async all(owner: string): Promise<OutboxItem[]> {
    const database = await phoneDatabase();
    const items = await database.getAllFromIndex('items', 'sequence');
    return items.filter((item) => item.owner === owner);
  }

  async add(items: readonly Omit<OutboxItem, 'sequence'>[]): Promise<OutboxItem[]> {
    return await this.#write(async (store) => {
      const last = await store.index('sequence').openCursor(null, 'prev');
      let sequence = last?.value.sequence ?? 0;
      const added: OutboxItem[] = [];
      for (const item of items) {
        const known = await store.get(item.id);
        if (!known) sequence++;
        const kept = known ?? { ...item, sequence };
        if (!known) await store.add(kept);
        added.push(kept);
      }
      return added;
    });
  }

  async change(items: readonly OutboxItem[]): Promise<string[]> {
    return await this.#write(async (store) => {
      const gone: string[] = [];
      for (const item of items) {
        if ((await store.getKey(item.id)) === undefined) gone.push(item.id);
        else await store.put(item);
      }
      return gone;
    });
  }

  async removeUnsent(id: string): Promise<boolean> {
    return await this.#write(async (store) => {
      const item = await store.get(id);
      if (item?.moment == null) return false;
      await store.delete(id);
      return true;
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#write(async (store) => {
      for (const id of ids) await store.delete(id);
    });
  }

  listen(listener: () => void): () => void {
    this.#channel?.addEventListener('message', listener);
    return () => this.#channel?.removeEventListener('message', listener);
  }

  async #write<T>(work: (store: WritableItems) => Promise<T>): Promise<T> {
    const database = await phoneDatabase();
    // `strict`: over only when the disk has it, not when the system has taken note of it.
    const transaction = database.transaction('items', 'readwrite', { durability: 'strict' });
    // Whichever fails first tells why; the other then fails as well, and must not go unheard.
    const [result] = await Promise.all([work(transaction.store), transaction.done]);
    this.#channel?.postMessage(null);
    return result;
  }
}

type WritableItems = IDBPObjectStore<PhoneSchema, ['items'], 'items', 'readwrite'>;
