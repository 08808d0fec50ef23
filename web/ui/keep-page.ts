/** What a page is made of is kept once it is drawn: on a slow network the first stop goes before what is wanted without one. */
const AFTER_MS = 5_000;

/**
 * Lets the page at `scope` be opened without a network: its own files are kept on this device. While developing, what Vite serves
 * changes all the time; without https a browser has no service workers.
 */
export function keepPage(scope: '/driver' | '/clerk' | '/tally'): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  setTimeout(() => {
    navigator.serviceWorker.register('/driver-worker.js', { scope }).catch((error: unknown) => {
      console.error('the page will not open without a network:', error);
    });
  }, AFTER_MS);
}
