import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** Pieces of base maps, by the map's address and the piece. Apart from the outbox: a map that fills the phone must not keep it from opening. */
interface MapSchema extends DBSchema {
  pieces: { key: string; value: ArrayBuffer };
}

let opened: Promise<IDBPDatabase<MapSchema>> | null = null;

async function database(): Promise<IDBPDatabase<MapSchema>> {
  const forget = (): void => {
    opened = null;
  };
  opened ??= openDB<MapSchema>('tuyen-xanh.map', 1, {
    upgrade: (made) => void made.createObjectStore('pieces'),
    terminated: forget,
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  return await opened;
}

/** Where pieces of a base map outlive the page. */
export interface MapStore {
  get(key: string): Promise<ArrayBuffer | undefined>;
  put(key: string, piece: ArrayBuffer): Promise<void>;
  keys(): Promise<string[]>;
  remove(keys: readonly string[]): Promise<void>;
}

/** In IndexedDB. */
export const mapStore: MapStore = {
  get: async (key) => await (await database()).get('pieces', key),
  put: async (key, piece) => void (await (await database()).put('pieces', piece, key)),
  keys: async () => (await (await database()).getAllKeys('pieces')).map(String),
  remove: async (keys) => {
    const transaction = (await database()).transaction('pieces', 'readwrite');
    await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
  },
};
