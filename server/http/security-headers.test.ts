import express from 'express';
import { expect, test } from 'vitest';
import { loadConfig } from '../../platform/config.ts';
import { listen, stopListening } from '../listen.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { securityHeaders } from './security-headers.ts';

test('pages are framed by nobody, and both headers that say so agree', async () => {
  const headers = await headersWith({});
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

/** What the content policy lets pictures and requests come from, beside our own origin. */
async function mapHostsWith(env: Record<string, string>): Promise<string[][]> {
  const policy = (await headersWith(env)).get('content-security-policy') ?? '';
  return ['img-src', 'connect-src'].map((directive) =>
    (policy.split(';').find((part) => part.startsWith(`${directive} `)) ?? '')
      .split(' ')
      .filter((source) => /^https?:/.test(source)),
  );
}

async function headersWith(env: Record<string, string>): Promise<Headers> {
  const app = express().use(securityHeaders(loadConfig(env)), (_request, response) => void response.end());
  const server = createServer(app);
  await listen(server, 0, '127.0.0.1', '--port');
  const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await stopListening(server);
  return headers;
}

test.each([
  ['no style', {}, []],
  ['a style of another host', { MAP_STYLE_URL: 'http://maps.example:8080/style.json' }, ['https:', 'http:']],
  [
    'a style of our own host, which may name tiles of others',
    { MAP_STYLE_URL: '/maps/style.json' },
    ['https:', 'http:'],
  ],
  [
    'pages over https, which browsers mix with nothing else',
    { MAP_STYLE_URL: 'https://maps.example/style.json', PUBLIC_URL: 'https://town.example' },
    ['https:'],
  ],
])('with %s the content policy lets in maps of exactly the hosts it must', async (_case, env, hosts) => {
  expect(await mapHostsWith(env)).toEqual([hosts, hosts]);
});
