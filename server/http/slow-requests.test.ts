import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listen, stopListening } from '../listen.ts';
import { answerErrors } from './errors.ts';
import { endSlowRequests, HTTP_LIMITS } from './slow-requests.ts';

let server: Server;
let received = '';

/** A server that reads forms as an upload does and answers with how much it got. */
async function serve(idleMilliseconds: number, wholeMilliseconds: number): Promise<void> {
  const app = express().use(endSlowRequests({ idleMilliseconds, wholeMilliseconds }));
  app.post('/', express.json(), (incoming, response) => {
    if (incoming.is('json')) return void response.json('read');
    incoming.on('data', (chunk: Buffer) => {
      received += chunk.toString();
    });
    incoming.on('end', () => response.json('received'));
  });
  app.use(answerErrors(pino({ level: 'silent' }), 'en'));
  server = createServer(HTTP_LIMITS, app);
  await listen(server, 0, '127.0.0.1', '--port');
}

function begin(type: string): { sending: ReturnType<typeof request>; answered: Promise<IncomingMessage> } {
  const { port } = server.address() as AddressInfo;
  const sending = request({ port, method: 'POST', headers: { 'content-type': type } });
  const answered = once(sending, 'response').then(([answer]) => answer as IncomingMessage);
  sending.on('error', () => undefined);
  return { sending, answered };
}

beforeEach(() => {
  received = '';
});
afterEach(() => stopListening(server));

test('a form is waited for as long as something of it arrives, however long it takes altogether', async () => {
  await serve(1500, 1);
  // Five minutes are Node's own limit, after which it answered with nothing.
  expect(server.requestTimeout).toBe(0);
  const { sending, answered } = begin('multipart/form-data; boundary=x');
  for (let piece = 0; piece < 8; piece++) {
    sending.write('a piece of a file;');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  sending.end();
  expect((await answered).statusCode).toBe(200);
  expect(received.match(/piece/g)).toHaveLength(8);
});

test.each([
  ['a form of which nothing more arrives', 'multipart/form-data; boundary=x'],
  ['anything else that is not there in time', 'application/json'],
])('%s is answered 408 with a sentence, and the connection ends', async (_, type) => {
  await serve(60, 60);
  const { sending, answered } = begin(type);
  sending.write('{"half":');
  const answer = await answered;
  expect(answer.statusCode).toBe(408);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ code: 'request-too-slow' });
});
