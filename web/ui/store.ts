import { useSyncExternalStore } from 'react';

/** A value outside React that components may watch a part of, so that a hover does not draw the whole page again. */
export interface Store<T> {
  get(): T;
  set(change: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (change) => {
      const isSame = (Object.keys(change) as (keyof T)[]).every((key) => Object.is(value[key], change[key]));
      if (isSame) return;
      value = { ...value, ...change };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The part of `store` that `select` gives; the component is drawn again only when that part changes. */
export function useStore<T extends object, S>(store: Store<T>, select: (value: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
