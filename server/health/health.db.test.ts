import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WORKER_PULSE_CHANNEL } from '../../domain/health.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown } from '../fixtures/town.ts';
import { readHealth } from './health.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const health = () => server.ask(null, 'GET', '/api/health');

describe('health', () => {
  it('is 503 until an area with a graph and a worker are there, then 200 with the area’s name', async () => {
    expect(await health()).toMatchObject({
      status: 503,
      body: {
        status: 'unavailable',
        area: null,
        database: { state: 'ok' },
        queue: { state: 'ok' },
        roads: { state: 'starting' },
      },
    });
    const { townId } = await makeTown(server.platform.database.prisma);
    expect((await health()).body).toMatchObject({ roads: { state: 'failed' }, worker: { state: 'starting' } });
    // What stays of a graph whose folder was copied in part is none.
    const graph = { graphId: 'g1', valhallaVersion: '3.6.1', nodes: 2, connectedFrom: 2 };
    await server.platform.blobs.put(`areas/${townId}/graph/graph.json`, JSON.stringify(graph));
    expect((await health()).body).toMatchObject({ roads: { state: 'failed' } });
    await server.platform.blobs.put(`areas/${townId}/graph/tiles/2/000/818/660.gph`, 'tile');
    await server.platform.blobs.put(`areas/${townId}/graph/graph.json`, '{}');
    expect((await health()).body).toMatchObject({ roads: { state: 'failed' } });
    await server.platform.blobs.put(`areas/${townId}/graph/graph.json`, JSON.stringify(graph));
    await server.platform.bus.publish(WORKER_PULSE_CHANNEL, { pid: 1 });
    await vi.waitFor(async () => expect((await health()).status).toBe(200), { timeout: 60_000, interval: 50 });
    expect((await health()).body).toMatchObject({ status: 'ok', area: 'Thị xã thử' });
  });

  it('is not 200 while the demo’s accounts are still to be made', async () => {
    const config = { ...server.platform.config, demo: true, dataDir: mkdtempSync(path.join(tmpdir(), 'suc-khoe-')) };
    const alive = { isAlive: () => true, close: async () => {} };
    const read = async () => await readHealth({ ...server.platform, config }, alive, null);
    expect(await read()).toMatchObject({
      status: 'unavailable',
      roads: { state: 'ok' },
      accounts: { state: 'starting' },
    });
    writeFileSync(path.join(config.dataDir, 'demo-accounts.json'), '{}');
    expect(await read()).toMatchObject({ status: 'ok', accounts: { state: 'ok' } });
    rmSync(config.dataDir, { recursive: true });
  });
});

describe('the web app', () => {
  it('is served with its files kept for ever, its page asked for each time, and its own addresses answered by the page', async () => {
    const web = path.join(server.platform.config.dataDir, 'web');
    mkdirSync(path.join(web, 'assets'), { recursive: true });
    writeFileSync(path.join(web, 'index.html'), '<!doctype html><title>Tuyến Xanh</title>');
    writeFileSync(path.join(web, 'assets', 'main-a1b2c3.js'), 'export {};');
    const get = (where: string) => fetch(server.url + where);

    const script = await get('/assets/main-a1b2c3.js');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const where of ['/', '/dispatch', '/manage/coverage']) {
      const page = await get(where);
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(await page.text()).toContain('Tuyến Xanh');
    }
    expect((await get('/assets/gone-000000.js')).status).toBe(404);
    expect((await get('/api/gone')).status).toBe(404);
  });

  it('is allowed its workers and its own images, and no foreign script', async () => {
    const policy = (await fetch(`${server.url}/api/health`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('upgrade-insecure-requests');
  });
});
