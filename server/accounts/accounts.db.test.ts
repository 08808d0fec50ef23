import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../domain/policy/roles.ts';
import { startTestServer, TEST_PASSWORD, type TestServer } from '../fixtures/server.ts';
import { giveAccount } from '../../records/people/give-account.ts';
import { givePassword } from '../../records/people/credential.ts';
import { seedDemoAccounts } from './demo-accounts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const signIn = (email: string, password: string) =>
  server.ask(null, 'POST', '/api/auth/sign-in/email', { email, password });

describe('signing in', () => {
  it('gives a cookie that scripts cannot read, and says who is signed in', async () => {
    const answer = await signIn('dispatcher@demo.local', TEST_PASSWORD);
    expect(answer.status).toBe(200);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const me = await server.ask('dispatcher', 'GET', '/api/me');
    expect(me.body).toMatchObject({ email: 'dispatcher@demo.local', role: 'dispatcher', language: 'vi' });
    expect(me.body.permissions).toContain('plan.make');
    expect(me.body.permissions).not.toContain('area.import');
  });

  it('does not tell a wrong password from an unknown address', async () => {
    const wrong = await signIn('manager@demo.local', 'not-the-password');
    const unknown = await signIn('nobody@demo.local', 'not-the-password');
    expect(wrong.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
  });

  it('makes whoever guesses wait', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await signIn('guessed@demo.local', `guess ${i}`)).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.at(-1)).toBe(429);
  });

  it('lets nobody make an account, whatever they send', async () => {
    const answer = await server.ask(null, 'POST', '/api/auth/sign-up/email', {
      email: 'new@demo.local',
      password: 'long-enough-1',
      name: 'new',
      role: 'admin',
    });
    expect(answer.status).toBe(404);
    expect(await server.platform.database.prisma.user.count()).toBe(ROLES.length);
  });

  it('ends with the session', async () => {
    const fresh = await signIn('manager@demo.local', TEST_PASSWORD);
    const cookie = fresh.headers.getSetCookie()[0].split(';')[0];
    const me = async () => (await server.ask(null, 'GET', '/api/me', undefined, { cookie })).body;
    expect(await me()).toMatchObject({ email: 'manager@demo.local' });
    expect((await server.ask(null, 'POST', '/api/auth/sign-out', {}, { cookie })).status).toBe(200);
    expect(await me()).toBeNull();
  });

  it('is refused to a banned account, whose sessions are over at once', async () => {
    const { prisma } = server.platform.database;
    const before = await signIn('driver@demo.local', TEST_PASSWORD);
    const cookie = before.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await prisma.user.update({ where: { email: 'driver@demo.local' }, data: { banned: true } });
    try {
      expect((await server.ask(null, 'GET', '/api/me', undefined, { cookie })).body).toBeNull();
      expect((await server.ask(null, 'GET', '/api/town', undefined, { cookie })).status).toBe(401);
      const answer = await signIn('driver@demo.local', TEST_PASSWORD);
      expect(answer).toMatchObject({ status: 403, body: { code: 'account-suspended' } });
      expect(answer.headers.getSetCookie()).toEqual([]);
      // Who does not know the password learns nothing of it.
      expect((await signIn('driver@demo.local', 'not-the-password')).status).toBe(401);
      expect(await prisma.session.count({ where: { user: { email: 'driver@demo.local' } } })).toBe(0);
    } finally {
      await prisma.user.update({ where: { email: 'driver@demo.local' }, data: { banned: false } });
    }
  });

  it('again ends the session this browser had, and no other device’s', async () => {
    const cookieOf = (answer: { headers: Headers }) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const credentials = { email: 'manager@demo.local', password: TEST_PASSWORD };
    const first = cookieOf(await signIn(credentials.email, credentials.password));
    const other = cookieOf(await signIn(credentials.email, credentials.password));
    const again = await server.ask(null, 'POST', '/api/auth/sign-in/email', credentials, { cookie: first });
    const me = async (cookie: string) => (await server.ask(null, 'GET', '/api/me', undefined, { cookie })).body;
    expect(await me(first)).toBeNull();
    expect(await me(other)).toMatchObject({ email: credentials.email });
    expect(await me(cookieOf(again))).toMatchObject({ email: credentials.email });
  });
});

describe('changing the password', () => {
  it.each([
    ['matkhau123', 'common'],
    ['        ', 'blank'],
    ['manager@demo.local', 'own-address'],
    ['ngắn', 'too-short'],
    ['dài'.repeat(60), 'too-long'],
  ])('to %j is refused and says why: %s', async (newPassword, code) => {
    const body = { currentPassword: TEST_PASSWORD, newPassword };
    expect(await server.ask('manager', 'POST', '/api/auth/change-password', body)).toMatchObject({
      status: 400,
      body: { code },
    });
  });
});

describe('a session', () => {
  /** Signs in, and puts the session's end so many days from now. */
  async function signInUntil(days: number) {
    const { prisma } = server.platform.database;
    const answer = await signIn('manager@demo.local', TEST_PASSWORD);
    const cookie = answer.headers.getSetCookie()[0].split(';')[0];
    const { token } = answer.body as unknown as { token: string };
    const inDays = (count: number) => new Date(Date.now() + count * 86_400_000);
    await prisma.session.update({ where: { token }, data: { expiresAt: inDays(days) } });
    return {
      me: () => server.ask(null, 'GET', '/api/me', undefined, { cookie }),
      endsAfter: async (count: number) =>
        (await prisma.session.findUniqueOrThrow({ where: { token } })).expiresAt > inDays(count),
    };
  }

  it('is prolonged by use, in the database and in the browser', async () => {
    const session = await signInUntil(2);
    const answer = await session.me();
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toMatch(/session_token=[^;]+;.*Max-Age=1209600/);
    expect(await session.endsAfter(13)).toBe(true);
  });

  it('is left as it is within a day', async () => {
    const session = await signInUntil(13.5);
    expect((await session.me()).headers.getSetCookie()).toEqual([]);
    expect(await session.endsAfter(13.6)).toBe(false);
  });

  it('that is over is not brought back', async () => {
    const answer = await (await signInUntil(-1)).me();
    expect([answer.status, answer.body, answer.headers.getSetCookie()]).toEqual([200, null, []]);
  });
});

describe('the own account', () => {
  it('is null for a visitor, without an error, and cannot be changed', async () => {
    expect(await server.ask(null, 'GET', '/api/me')).toMatchObject({ status: 200, body: null });
    expect((await server.ask(null, 'PATCH', '/api/me', { language: 'en' })).status).toBe(401);
  });

  it('keeps the chosen language', async () => {
    expect((await server.ask('manager', 'PATCH', '/api/me', { language: 'en' })).body.language).toBe('en');
    expect((await server.ask('manager', 'GET', '/api/me')).body.language).toBe('en');
  });

  it('cannot raise its own role', async () => {
    const answer = await server.ask('manager', 'PATCH', '/api/me', { language: 'en', role: 'admin' });
    expect(answer).toMatchObject({ status: 400 });
  });
});

describe('a request from another site', () => {
  it.each([
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['an opaque Origin', { origin: 'null' }],
    ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused with %s', async (_, headers) => {
    const answer = await server.ask('manager', 'PATCH', '/api/me', { language: 'en' }, headers);
    expect(answer).toMatchObject({ status: 403, body: { code: 'origin-refused' } });
  });

  it('is none when Origin is the host that was asked', async () => {
    const answer = await server.ask('manager', 'PATCH', '/api/me', { language: 'en' }, { origin: server.url });
    expect(answer.status).toBe(200);
  });
});

describe('seeding the demo accounts', () => {
  it('notes the password where only its owner reads it, and changes nothing when run again', async () => {
    const { platform } = server;
    const before = await platform.database.prisma.account.findMany({ orderBy: { id: 'asc' } });
    const again = await seedDemoAccounts({ ...platform, config: { ...platform.config, demoPassword: undefined } });
    expect(again.password).toBe(TEST_PASSWORD);
    expect(await platform.database.prisma.account.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    expect(statSync(again.file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(again.file, 'utf8')).accounts).toHaveLength(ROLES.length);
  });
});

describe('an account of the command line', () => {
  it('signs in with its password, and with a new one when made again', async () => {
    const { database } = server.platform;
    const overTown = { role: 'admin', scopeKind: 'town', scopeId: null, townId: null } as const;
    const account = { email: 'first@town.example', name: 'Quản trị', memberships: [overTown] };
    await givePassword(database, await giveAccount(database, account), 'the first password', true);
    expect((await signIn(account.email, 'the first password')).status).toBe(200);
    await givePassword(database, await giveAccount(database, account), 'the second password', true);
    expect((await signIn(account.email, 'the first password')).status).toBe(401);
    expect((await signIn(account.email, 'the second password')).status).toBe(200);
  });
});
