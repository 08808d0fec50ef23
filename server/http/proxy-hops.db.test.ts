import { afterEach, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

/** More than one address may guess device ids in a minute. */
const GUESSES = 40;

let server: TestServer | undefined;
afterEach(() => server?.close());

/** Status of the last of many guesses, each said to be passed on for the address `forwarded` gives. */
async function lastGuess(endpoint: string, forwarded: (n: number) => string): Promise<number> {
  let status = 0;
  for (let n = 0; n < GUESSES; n++) {
    const answer = await fetch(`${endpoint}?id=guess-${n}&lat=20&lon=105`, {
      headers: { 'x-forwarded-for': forwarded(n) },
    });
    status = answer.status;
  }
  return status;
}

it('believes nobody about their address when no proxy stands in front', async () => {
  server = await startTestServer();
  expect(await lastGuess(`${server.url}/osmand`, (n) => `203.0.113.${n}`)).toBe(429);
});

it('believes one proxy about whom it passes on, and what those say of themselves not at all', async () => {
  server = await startTestServer({ proxyHops: 1 });
  expect(await lastGuess(`${server.url}/osmand`, (n) => `203.0.113.${n}`)).not.toBe(429);
  expect(await lastGuess(`${server.url}/osmand`, (n) => `203.0.113.${n}, 198.51.100.7`)).toBe(429);
});

it('believes the proxy on the port of trackers as well', async () => {
  server = await startTestServer({ proxyHops: 1, osmandPort: 0 });
  expect(await lastGuess(`${server.trackerUrl}/`, (n) => `203.0.113.${n}`)).not.toBe(429);
});
