import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxItem } from './items.ts';

/** The name of the phone's database, and of the channel by which its windows hear of each other. */
export const PHONE_DATABASE = 'tuyen-xanh.outbox';

/** What the app keeps on a phone over the death of its browser. */
export interface PhoneSchema extends DBSchema {
  /** What people did and the server may not have yet. */
  items: { key: string; value: OutboxItem; indexes: { sequence: number } };
  /** One value, by its name: what a page needs to be drawn without the server. As whichever version of the app wrote it. */
  kept: { key: string; value: unknown };
}
type PhoneDatabase = IDBPDatabase<PhoneSchema>;

let opened: Promise<PhoneDatabase> | null = null;

/** The database in IndexedDB, opened once for all parts of the page, and again after it was closed under them. */
export async function phoneDatabase(): Promise<PhoneDatabase> {
  const forget = (): void => {
    opened = null;
  };
  opened ??= openDB<PhoneSchema>(PHONE_DATABASE, 2, {
    upgrade: (database, version) => {
      if (version < 1) database.createObjectStore('items', { keyPath: 'id' }).createIndex('sequence', 'sequence');
      if (version < 2) database.createObjectStore('kept');
    },
    // A newer version of the app in another window waits for this one to let go.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  return await opened;
}
