import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRoadsPulse } from './roads-pulse.ts';

let roads: Server;
let asked: string[];
/** What answers, whatever is asked. */
let answer: { status: number; body: string };
let address = '';
beforeEach(async () => {
  asked = [];
  roads = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => roads.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(roads.address() as AddressInfo).port}`;
});
afterEach(async () => {
  roads.closeAllConnections();
  await new Promise((resolve) => roads.close(resolve));
});
const quiet = { warn: () => undefined };
const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });

const VALHALLA = json(200, { version: '3.6.1', tileset_last_modified: 1_700_000_000 });
const NO_ROAD = json(400, { code: 'NoSegment', message: 'Could not find a matching segment for coordinate 0' });

it.each([
  ['osrm', json(200, { code: 'Ok', waypoints: [{ location: [0, 0], distance: 9, name: '', hint: '' }] }), true],
  ['osrm', NO_ROAD, true],
  ['valhalla', VALHALLA, true],
  ['osrm', VALHALLA, false],
  ['valhalla', NO_ROAD, false],
  ['osrm', json(404, { error: 'no such page' }), false],
  ['valhalla', json(200, {}), false],
  ['valhalla', json(200, null), false],
  ['osrm', { status: 200, body: '<!doctype html><title>Welcome</title>' }, false],
  ['valhalla', { status: 404, body: 'Not found' }, false],
  ['valhalla', json(401, { version: 'of a proxy' }), false],
  ['osrm', { status: 502, body: 'Bad gateway' }, false],
])('a server for %s that answers %j lives: %s', async (kind, given, lives) => {
  answer = given;
  expect(await openRoadsPulse(`${kind}+${address}/`, quiet).isAlive()).toBe(lives);
  expect(asked).toEqual([kind === 'osrm' ? '/nearest/v1/driving/0,0' : '/status']);
});

it('a road server is asked once in 15 seconds', async () => {
  let clock = 0;
  answer = VALHALLA;
  const pulse = openRoadsPulse(`valhalla+${address}`, quiet, () => clock);
  expect([await pulse.isAlive(), await pulse.isAlive()]).toEqual([true, true]);
  expect(asked).toHaveLength(1);
  answer = json(503, {});
  clock = 15_000;
  expect(await pulse.isAlive()).toBe(false);
});

it('a road server that nobody reaches does not live', async () => {
  expect(await openRoadsPulse('valhalla:http://127.0.0.1:1', quiet).isAlive()).toBe(false);
});
