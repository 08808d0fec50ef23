import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { FieldEventInput } from '../../domain/field-events.ts';
import { DispatcherSession } from './dispatcher-session.ts';
import { EventOutbox } from './event-outbox.ts';
import { FixSender } from './fix-sender.ts';
import { Refused, sendUntilAnswered } from './retry.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers as it is told; `body` is what was sent. */
async function listen(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const started = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => answer(request, response, body));
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const never = new AbortController().signal;
const event = (n: number): FieldEventInput => ({
  id: `01a209be-0000-7000-8000-${String(n).padStart(12, '0')}`,
  kind: 'shift-started',
  truckId: '01a209be-0000-7000-8000-000000000001',
  doneAt: '2026-11-23T20:00:00.000Z',
});

describe('sendUntilAnswered', () => {
  it('tries again after a broken connection and a failing server', async () => {
    let tries = 0;
    const url = await listen((request, response) => {
      tries += 1;
      if (tries === 1) request.socket.destroy();
      else response.writeHead(tries === 2 ? 503 : 200).end();
    });
    expect((await sendUntilAnswered(url, { method: 'GET' }, never)).status).toBe(200);
    expect(tries).toBe(3);
  });

  it('gives up at once when the request itself is refused', async () => {
    const url = await listen((_, response) => response.writeHead(400).end('wrong'));
    await expect(sendUntilAnswered(url, { method: 'GET' }, never)).rejects.toThrow(Refused);
  });
});

describe('the outbox of events', () => {
  it('delivers every event in order, although answers are lost and the session ends', async () => {
    const committed: string[] = [];
    let [posts, session] = [0, 0];
    const url = await listen((request, response, body) => {
      if (request.url === '/api/auth/sign-in/email') {
        session += 1;
        response.writeHead(200, { 'Set-Cookie': `session=${session}; Path=/; HttpOnly` }).end('{}');
        return;
      }
      posts += 1;
      if (posts === 2 || request.headers.cookie !== `session=${session}`) {
        response.writeHead(401).end();
        return;
      }
      const ids = (JSON.parse(body) as { events: FieldEventInput[] }).events.map(({ id }) => id);
      const accepted = ids.filter((id) => !committed.includes(id));
      committed.push(...accepted);
      // Committed, but nobody hears of it.
      if (posts === 1) request.socket.destroy();
      else {
        response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end(JSON.stringify({ accepted, duplicates: ids.filter((id) => !accepted.includes(id)) }));
      }
    });
    const outbox = new EventOutbox(new DispatcherSession(url, 'secret'));
    const events = Array.from({ length: 450 }, (_, n) => event(n));
    outbox.put(events);
    outbox.close();
    await outbox.deliver(never);
    expect(committed).toEqual(events.map(({ id }) => id));
    expect(outbox.committed).toBe(450);
    expect(session).toBe(2);
  });
});

describe('the sender of fixes', () => {
  it('forgets the oldest when too many wait', async () => {
    const times: string[] = [];
    const url = await listen((request, response) => {
      times.push(new URL(request.url ?? '', 'http://x').searchParams.get('timestamp') ?? '');
      response.writeHead(200).end();
    });
    const sender = new FixSender(url, 'demo-truck-01');
    const fix = { position: [105.86, 20.08] as [number, number], speed: 5, course: 0, accuracyMetres: 5 };
    sender.put(Array.from({ length: 250 }, (_, second) => ({ ...fix, instant: second * 1000 })));
    sender.close();
    await sender.deliver(never);
    expect(times).toHaveLength(200);
    expect(times[0]).toBe('50');
  });
});
