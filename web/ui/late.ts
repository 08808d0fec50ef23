import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

/** What draws the page goes before what it opens. */
const AHEAD_MS = 6_000;
const AGAIN_MS = 2_000;

/**
 * A part of a page that is loaded when it is first asked for, or a while after the page has been drawn, so that it opens without a
 * network, too. See {@link persistently}.
 */
export function late<P extends object>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  const part = ahead(load);
  return lazy(async () => ({ default: await part() }));
}

let missing = 0;

/** Loads once, when it is first asked for or a while after the page has been drawn; `<html data-whole>` says that all such is there. */
export function ahead<T>(load: () => Promise<T>): () => Promise<T> {
  const part = persistently(load);
  if (typeof document === 'undefined') return part;
  missing += 1;
  delete document.documentElement.dataset.whole;
  setTimeout(() => {
    part()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        missing -= 1;
        if (missing === 0) document.documentElement.dataset.whole = '';
      });
  }, AHEAD_MS);
  return part;
}

/**
 * Loads once, however often it is asked for. While the server does not answer it is tried again and again; where it answers and
 * the part is still not to be had, as after an update, the error is thrown.
 */
export function persistently<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () =>
    (loading ??= tried(load).catch((error: unknown) => {
      loading = null;
      throw error;
    }));
}

async function tried<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      const found = (await isServerThere()) ? await loadedNow(load) : null;
      if (found) return found.part;
      console.warn(error);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** `null` where the server is gone by now: going away, it answers for a while whoever it has been talking to. */
async function loadedNow<T>(load: () => Promise<T>): Promise<{ readonly part: T } | null> {
  try {
    return { part: await load() };
  } catch (error) {
    if (await isServerThere()) throw error;
    return null;
  }
}

async function isServerThere(): Promise<boolean> {
  try {
    await fetch('/api/health');
    return true;
  } catch {
    return false;
  }
}
