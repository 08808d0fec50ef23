import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWeb } from './static-web.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-web-'));
const app = express();
const server = createServer(app);
let url: string;
beforeAll(async () => {
  writeFileSync(path.join(directory, 'index.html'), '<title>Tuyến Xanh</title>');
  serveWeb(app, directory);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

it.each(['/', '/manage', '/manage/trucks/36C-000.01', '/manage/units/14.809'])('%s is a page', async (address) => {
  const answer = await fetch(url + address);
  expect([answer.status, await answer.text()]).toEqual([200, '<title>Tuyến Xanh</title>']);
});

it.each(['/favicon.ico', '/robots.txt', '/assets/gone-1a2b.js', '/api/trucks/36C-000.01'])(
  '%s is not found, and no page either',
  async (address) => {
    const answer = await fetch(url + address);
    expect([answer.status, await answer.text()]).not.toContain('<title>Tuyến Xanh</title>');
    expect(answer.status).toBeGreaterThanOrEqual(404);
  },
);
