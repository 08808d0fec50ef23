import { clientsClaim } from 'workbox-core';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/**
 * Lets the page it was registered for, the driver's or the clerk's, be opened without a network. It keeps that page's own files,
 * the same for everybody; what the API answers never passes through here.
 */

/** The files by page; the build puts them in this name's place, see app-shell.ts. */
declare const APP_SHELLS: Readonly<Record<string, PrecacheEntry[]>>;

/** The files of the map, which a phone keeps when the page says so. */
declare const MAP_FILES: readonly string[];

/** How long the network may take for the page before the kept one is shown. */
const PATIENCE_MS = 5_000;

// Each version holds all it needs, so a new one has nothing to wait for.
void (self as unknown as { skipWaiting(): Promise<void> }).skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
precacheAndRoute(
  APP_SHELLS[new URL((self as unknown as { registration: { scope: string } }).registration.scope).pathname] ?? [],
);

const MAP_CACHE = 'map-files';
const mapFiles = new Set(MAP_FILES);

/** Keeps the files that draw the map: those that are there already are not loaded again, those of another version go. */
async function keepMapFiles(): Promise<void> {
  const cache = await caches.open(MAP_CACHE);
  const kept = new Set<string>();
  for (const asked of await cache.keys()) {
    const { pathname } = new URL(asked.url);
    if (mapFiles.has(pathname)) kept.add(pathname);
    else await cache.delete(asked);
  }
  for (const file of mapFiles) if (!kept.has(file)) await cache.add(file);
}

self.addEventListener('message', (event) => {
  if (event.data !== 'keep-map') return;
  const done = keepMapFiles().catch((error: unknown) => console.error('the map is not kept:', error));
  (event as unknown as { waitUntil(done: Promise<void>): void }).waitUntil(done);
});
registerRoute(
  ({ sameOrigin, url }) => sameOrigin && mapFiles.has(url.pathname),
  async ({ request }) => (await caches.match(request, { cacheName: MAP_CACHE })) ?? (await fetch(request)),
);

const keptPage = createHandlerBoundToURL('/index.html');
registerRoute(
  new NavigationRoute(async (asked) => {
    try {
      // The server's page first, so that nobody works with a version that is no longer there.
      const page = await fetch(asked.request, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (page.ok) return page;
    } catch {
      // No network, or none to speak of.
    }
    return await keptPage(asked);
  }),
);
