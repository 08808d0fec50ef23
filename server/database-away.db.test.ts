import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { startTestServer, TEST_PASSWORD, type TestServer } from './fixtures/server.ts';
import { makeTown } from './fixtures/town.ts';

/** A way to the database that can be cut. */
class Way {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  get url(): string {
    const url = new URL(this.#target);
    url.port = String(this.#port);
    return url.href;
  }

  async open(): Promise<void> {
    if (this.#server) return;
    const server = createServer((from) => {
      const to = connect(Number(this.#target.port), this.#target.hostname);
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => undefined);
        one.on('close', () => other.destroy());
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server?.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    this.#server = undefined;
  }
}

let database: TestDatabase;
let way: Way;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  way = new Way(database.url);
  await way.open();
  server = await startTestServer({ databaseUrl: way.url });
  await makeTown(server.platform.database.prisma);
});
afterAll(async () => {
  await way.open();
  await server.close();
  await way.cut();
  await database.drop();
});

it('while the database is away every question is answered 503 with when to ask again, and all is well once it is back', async () => {
  await server.cookieOf('dispatcher');
  const credentials = { email: 'admin@demo.local', password: TEST_PASSWORD };
  const questions = [
    ['public', () => server.ask(null, 'GET', '/api/area')],
    ['of somebody signed in', () => server.ask('dispatcher', 'GET', '/api/town')],
    ['that writes', () => server.ask('dispatcher', 'POST', '/api/plans', { day: '2026-11-30' })],
    ['to sign in', () => server.ask(null, 'POST', '/api/auth/sign-in/email', credentials)],
    ['who one is', () => server.ask('dispatcher', 'GET', '/api/me')],
  ] as const;
  await way.cut();
  for (const [name, ask] of questions) {
    const answer = await ask();
    expect([name, answer.status, answer.body.code]).toEqual([name, 503, 'database-away']);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  }
  expect(await server.ask(null, 'GET', '/api/health')).toMatchObject({
    status: 503,
    body: { database: { state: 'failed' } },
  });

  await way.open();
  await expect.poll(async () => (await server.ask('dispatcher', 'GET', '/api/town')).status).toBe(200);
});
