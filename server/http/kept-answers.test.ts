import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, describe, expect, it } from 'vitest';
import { contentOf, openKeptAnswers, sendReady } from './kept-answers.ts';

describe('a kept answer', () => {
  it('is made once for all who ask, and anew when its version is another', async () => {
    const kept = openKeptAnswers();
    let version = '1';
    let made = 0;
    const ask = () =>
      kept.answer(
        'a',
        async () => version,
        async () => ({ made: ++made }),
      );
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(answers.map(({ etag }) => etag)).size).toBe(1);
    expect(await contentOf(await ask())).toEqual({ made: 1 });
    version = '2';
    expect(await contentOf(await ask())).toEqual({ made: 2 });
  });

  it('is never of a version that was read before somebody asked', async () => {
    const kept = openKeptAnswers();
    let version = 1;
    const readings: { seen: number; end: () => void }[] = [];
    const read = () =>
      new Promise<string>((resolve) => {
        const seen = version;
        readings.push({ seen, end: () => resolve(String(seen)) });
      });
    const ask = () => kept.answer('a', read, async () => version);
    const early = ask();
    version = 2;
    const late = [ask(), ask()];
    readings[0]?.end();
    await early;
    while (readings.length < 2) await Promise.resolve();
    expect(readings[1]?.seen).toBe(2);
    readings[1]?.end();
    for (const answer of await Promise.all(late)) expect(await contentOf(answer)).toBe(2);
    expect(readings).toHaveLength(2);
  });

  it('that could not be made is tried again', async () => {
    const kept = openKeptAnswers();
    let isWell = false;
    const ask = () =>
      kept.answer(
        'a',
        async () => '1',
        async () => {
          if (!isWell) throw new Error('not yet');
          return 'well';
        },
      );
    await expect(ask()).rejects.toThrow('not yet');
    isWell = true;
    expect(await contentOf(await ask())).toBe('well');
  });

  it('goes when the others need its room', async () => {
    const kept = openKeptAnswers(100);
    const made: string[] = [];
    const ask = (name: string) =>
      kept.answer(
        name,
        async () => '1',
        async () => {
          made.push(name);
          return `${name} ${Array.from({ length: 60 }, (_, index) => index ** 3).join('')}`;
        },
      );
    await ask('a');
    await ask('b');
    await ask('a');
    expect(made).toEqual(['a', 'b', 'a']);
  });

  it('that is only shared is made anew for whoever asks after the making began, once for all of them', async () => {
    const kept = openKeptAnswers();
    let state = 1;
    const ends: (() => void)[] = [];
    const ask = () =>
      kept.shared('a', async () => {
        const seen = state;
        await new Promise<void>((resolve) => ends.push(resolve));
        return seen;
      });
    const early = ask();
    state = 2;
    const late = [ask(), ask()];
    ends[0]?.();
    expect(await contentOf(await early)).toBe(1);
    while (ends.length < 2) await Promise.resolve();
    ends[1]?.();
    for (const answer of await Promise.all(late)) expect(await contentOf(answer)).toBe(2);
    expect(ends).toHaveLength(2);
  });
});

describe('a kept answer that is sent', () => {
  const app = express().get('/a', (request, response, next) => {
    kept
      .answer(
        'a',
        async () => '1',
        async () => said,
      )
      .then(async (answer) => await sendReady(request, response, answer))
      .catch(next);
  });
  const kept = openKeptAnswers();
  const said = { stops: Array.from({ length: 200 }, (_, number) => `Điểm tập kết ${number}`) };
  const server = createServer(app).listen(0, '127.0.0.1');
  afterAll(() => void server.close());

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
  ])('to who reads %s is packed by %s', async (reads, encoding, unpack) => {
    for (const time of ['first', 'second']) {
      const { headers, body } = await read(server, { 'accept-encoding': reads });
      expect(headers['content-encoding'], time).toBe(encoding);
      expect(JSON.parse(unpack(body).toString()), time).toEqual(said);
      expect(Number(headers['content-length']), time).toBe(body.length);
      expect(headers.vary, time).toBe('Accept-Encoding');
    }
  });

  it('is not sent to who has it', async () => {
    const { headers } = await read(server, {});
    const { status, body } = await read(server, { 'if-none-match': headers.etag });
    expect([status, body.length]).toEqual([304, 0]);
  });
});

/** What is sent, as it comes over the wire. */
async function read(server: Server, headers: OutgoingHttpHeaders) {
  const { port } = server.address() as AddressInfo;
  const [response] = (await once(get({ port, path: '/a', headers, host: '127.0.0.1' }), 'response')) as [
    IncomingMessage,
  ];
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}
