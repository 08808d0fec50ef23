import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWeb } from './static-web.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-web-'));
const app = express();
const server = createServer(app);
let url: string;
beforeAll(async () => {
  writeFileSync(path.join(directory, 'index.html'), '<title>Tuyến Xanh</title>');
  writeFileSync(path.join(directory, 'driver.html'), '<title>Lái xe</title>');
  mkdirSync(path.join(directory, 'assets'));
  writeFileSync(path.join(directory, 'assets/page-1a2b.js'), 'as it was built');
  writeFileSync(path.join(directory, 'assets/page-1a2b.js.br'), brotliCompressSync('compressed by the build'));
  for (const name of ['assets/map-worker-1a2b.js', 'assets/icon-1a2b.svg'])
    writeFileSync(path.join(directory, name), '');
  app.use((_request, response, next) => {
    response.set('Content-Security-Policy', "default-src 'self'");
    next();
  });
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

it('a page with a document of its own is answered with that, and asked for again each time', async () => {
  const answer = await fetch(`${url}/driver`);
  expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([
    ...[200, 'no-cache', '<title>Lái xe</title>'],
  ]);
});

it.each(['/favicon.ico', '/robots.txt', '/assets/gone-1a2b.js', '/api/trucks/36C-000.01'])(
  '%s is not found, and no page either',
  async (address) => {
    const answer = await fetch(url + address);
    expect([answer.status, await answer.text()]).not.toContain('<title>Tuyến Xanh</title>');
    expect(answer.status).toBeGreaterThanOrEqual(404);
  },
);

it.each([
  ['br, gzip', 'br', 'compressed by the build'],
  ['gzip', null, 'as it was built'],
])('to a browser that reads %s a file comes compressed by the build: %s', async (reads, encoding, text) => {
  const answer = await fetch(`${url}/assets/page-1a2b.js`, { headers: { 'accept-encoding': reads } });
  const { headers } = answer;
  expect([
    headers.get('content-encoding'),
    headers.get('content-type'),
    headers.get('vary'),
    await answer.text(),
  ]).toEqual([encoding, 'text/javascript; charset=utf-8', 'Accept-Encoding', text]);
  expect(headers.get('cache-control')).toContain('immutable');
});

it.each([
  ['/', true],
  ['/assets/map-worker-1a2b.js', true],
  ['/assets/icon-1a2b.svg', true],
  ['/assets/page-1a2b.js', false],
])('%s says what a page may load: %s', async (address, says) => {
  const { headers, status } = await fetch(url + address);
  expect([status, headers.has('content-security-policy')]).toEqual([200, says]);
});
