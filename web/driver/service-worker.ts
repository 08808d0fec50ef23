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

/** How long the network may take for the page before the kept one is shown. */
const PATIENCE_MS = 5_000;

// Each version holds all it needs, so a new one has nothing to wait for.
void (self as unknown as { skipWaiting(): Promise<void> }).skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
precacheAndRoute(
  APP_SHELLS[new URL((self as unknown as { registration: { scope: string } }).registration.scope).pathname] ?? [],
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
