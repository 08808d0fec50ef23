import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBlobs } from '../platform/blobs.ts';
import type { Position } from '../roads/engine.ts';
import { type AreaRoads, openAreaRoads } from './town-roads.ts';

/** A road server in OSRM's form, whose data can be swapped: every way takes so many seconds, and so many metres. */
let server: Server;
let present: { data_version?: string; seconds: number };
let tablesAsked: number;
let whenAsked: () => void;
let directory: string;
let roads: AreaRoads;

beforeEach(async () => {
  tablesAsked = 0;
  whenAsked = () => undefined;
  server = createServer((request, response) => {
    const rows = [0, 1].map(() => [0, 1].map(() => present.seconds));
    const waypoints = [{ distance: 0 }, { distance: 0 }];
    const { data_version } = present;
    const isTable = request.url?.startsWith('/table/');
    if (isTable) {
      tablesAsked += 1;
      whenAsked();
    }
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        ...{ code: 'Ok', data_version, waypoints },
        ...(isTable && { durations: rows, distances: rows, sources: waypoints, destinations: waypoints }),
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-roads-'));
  const roadsUrl = `osrm+http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const logger = { warn: () => undefined };
  roads = openAreaRoads({ config: { roadsUrl }, blobs: await openBlobs(directory), logger });
});
afterEach(async () => {
  await roads.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true, force: true });
});

const places: Position[] = [
  [105.8, 20],
  [105.9, 20.1],
];
const area = { datasetId: 'a1', graphId: 'imported' };

/** What one plan learns of the way between the two places, in seconds. */
async function plan(): Promise<number> {
  const truck = { kind: 'truck' as const, heightMetres: 3, widthMetres: 2, weightTonnes: 8 };
  const { seconds } = await roads.lend(area, (engine) => engine.matrix(places, truck));
  return seconds[1];
}

it('a plan after the data of a running road server was swapped has the ways of the new data', async () => {
  present = { data_version: 'spring', seconds: 60 };
  expect([await plan(), await plan()]).toEqual([60, 60]);
  const askedForSpring = tablesAsked;
  present = { data_version: 'autumn', seconds: 90 };
  expect(await plan()).toBe(90);
  const askedForAutumn = tablesAsked;
  // What is known of data that is back is not asked again.
  present = { data_version: 'spring', seconds: 60 };
  expect(await plan()).toBe(60);
  expect([askedForSpring, askedForAutumn, tablesAsked]).toEqual([1, 2, 2]);
});

it('a plan in whose midst the data are swapped fails, and nothing it learned is kept for the data of before', async () => {
  present = { data_version: 'spring', seconds: 60 };
  whenAsked = () => {
    present = { data_version: 'autumn', seconds: 90 };
  };
  await expect(plan()).rejects.toMatchObject({ code: 'graph-changed' });
  whenAsked = () => undefined;
  expect(await plan()).toBe(90);
  present = { data_version: 'spring', seconds: 70 };
  expect([await plan(), tablesAsked]).toEqual([70, 3]);
});

it('nothing is kept of a road server that does not say which data it has', async () => {
  present = { seconds: 60 };
  expect(await plan()).toBe(60);
  present = { seconds: 90 };
  expect(await plan()).toBe(90);
  await roads.close();
  const blobs = await openBlobs(directory);
  expect(await blobs.list('matrices/')).toEqual([]);
});
