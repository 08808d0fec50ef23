import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { loadConfig } from '../../platform/config.ts';
import { openMetrics } from '../../platform/metrics.ts';
import { openTrackerGate } from './tracker-gate.ts';

it('refuses what is more than can be under way with 503 and a time to come again, and lets in who comes then', async () => {
  const config = loadConfig({ DATA_DIR: '/nowhere' });
  const gate = openTrackerGate({ config, metrics: openMetrics('test'), logger: pino({ level: 'silent' }) }, 3);
  const held: (() => void)[] = [];
  const app = express().use(gate, (_request, response) => void held.push(() => response.end('taken')));
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const ask = () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  try {
    const first = [ask(), ask(), ask()];
    while (held.length < 3) await new Promise((resolve) => setImmediate(resolve));
    const refused = await ask();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'too-busy', status: 503 });
    for (const answer of held.splice(0)) answer();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const again = ask();
    while (held.length < 1) await new Promise((resolve) => setImmediate(resolve));
    held[0]?.();
    expect((await again).status).toBe(200);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
