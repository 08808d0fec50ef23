import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

let answer: RequestListener = () => undefined;
let server: Server;
let url: string;
let request: typeof import('./request.ts').request;

beforeAll(async () => {
  // The texts, which it brings along, ask for a browser's storage and page as they are loaded.
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  ({ request } = await import('./request.ts'));
  server = createServer((asked, response) => answer(asked, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => vi.useRealTimers());
afterAll(() => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

/** Asks, and lets `seconds` go by once the server has heard it. */
async function askFor(seconds: number, signal?: AbortSignal): Promise<{ failure: unknown }> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const heard = once(server, 'request');
  const asked = request(z.unknown(), url, { signal }).then(
    () => ({ failure: null }),
    (failure: unknown) => ({ failure }),
  );
  await heard;
  vi.advanceTimersByTime(seconds * 1000);
  return await asked;
}

test('a request that is never answered ends by itself as one without a connection', async () => {
  answer = () => undefined;
  expect(await askFor(15)).toMatchObject({ failure: { status: 0, code: 'network' } });
});

test('so does one whose answer stops half way', async () => {
  answer = (_asked, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{"half":');
  };
  expect(await askFor(15)).toMatchObject({ failure: { status: 0, code: 'network' } });
});

test('one that is broken off by who asked is told apart', async () => {
  const controller = new AbortController();
  answer = () => controller.abort(new Error('no longer wanted'));
  expect(await askFor(0, controller.signal)).toMatchObject({ failure: { message: 'no longer wanted' } });
});
