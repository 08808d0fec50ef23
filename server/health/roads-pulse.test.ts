import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRoadsPulse } from './roads-pulse.ts';

let roads: Server;
let asked = 0;
let status = 400;
let url = '';
beforeEach(async () => {
  asked = 0;
  roads = createServer((_, response) => {
    asked++;
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => roads.listen(0, '127.0.0.1', resolve));
  url = `osrm+http://127.0.0.1:${(roads.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  roads.closeAllConnections();
  await new Promise((resolve) => roads.close(resolve));
});
const quiet = { warn: () => undefined };

it('a road server lives by any answer of its own, and is asked once in 15 seconds', async () => {
  let clock = 0;
  const pulse = openRoadsPulse(url, quiet, () => clock);
  status = 400;
  expect([await pulse.isAlive(), await pulse.isAlive()]).toEqual([true, true]);
  expect(asked).toBe(1);
  status = 503;
  clock = 15_000;
  expect(await pulse.isAlive()).toBe(false);
});

it('a road server that nobody reaches does not live', async () => {
  expect(await openRoadsPulse('valhalla:http://127.0.0.1:1', quiet).isAlive()).toBe(false);
});
