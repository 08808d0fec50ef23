import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountView } from '../../domain/accounts/account.ts';
import { refusePublicDemo } from './refuse-public-demo.ts';
import { type Answer, startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

const admin = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  server.ask('admin', method, path, body, headers);
const cookieFrom = (answer: Answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const signIn = (email: string, password: string) =>
  server.ask(null, 'POST', '/api/auth/sign-in/email', { email, password });
const as = (cookie: string, method: string, path: string, body?: unknown) =>
  server.ask(null, method, path, body, { cookie });
const overTown = (role: string) => ({ role, scopeKind: 'town', scopeId: null, townId: null });

interface Made extends AccountView {
  readonly access: { readonly secret: string };
}
async function make(fields: object): Promise<Made> {
  const answer = await admin('POST', '/api/accounts', { name: 'Người thử', access: 'password', ...fields });
  expect([answer.status, answer.body['detail']]).toEqual([201, undefined]);
  return answer.body as unknown as Made;
}

describe('an account with a password for one use', () => {
  it('signs in by phone number, however it is written, and does nothing before another password is chosen', async () => {
    const made = await make({ signInName: '0912 345 678', memberships: [overTown('dispatcher')] });
    expect(made).toMatchObject({ email: null, signInName: '+84912345678', isWaiting: true });
    const first = await signIn('+84 912.345.678', made.access.secret);
    expect(first.status).toBe(200);
    const cookie = cookieFrom(first);
    expect((await as(cookie, 'GET', '/api/me')).body).toMatchObject({ mustChangePassword: true, permissions: [] });
    expect((await as(cookie, 'GET', '/api/plans')).body.code).toBe('password-change-due');
    const chosen = { currentPassword: made.access.secret, newPassword: 'xe rac chay som mai' };
    const changed = await as(cookie, 'POST', '/api/auth/change-password', chosen);
    expect(changed.status).toBe(200);
    expect((await as(cookieFrom(changed), 'GET', '/api/plans')).status).toBe(200);
  });

  it('may do only what it was given, and that only of what is its own', async () => {
    const { prisma } = server.platform.database;
    const { cooperativeId } = await prisma.truck.findUniqueOrThrow({ where: { id: town.truckIds[0] } });
    const cooperative = { role: 'cooperative', scopeKind: 'cooperative', scopeId: cooperativeId, townId: null };
    const made = await make({ email: 'htx@town.example', memberships: [cooperative] });
    expect(made.memberships).toEqual([{ ...cooperative, scopeName: 'Hợp tác xã 1' }]);
  });
});

describe('an invitation', () => {
  it('lets one choose a password once', async () => {
    const made = await make({ email: 'Moi@Town.example', access: 'invitation', memberships: [overTown('manager')] });
    expect(made.access).toMatchObject({ kind: 'invitation', mailedTo: null });
    const pass = made.access.secret.split('#')[1];
    const choose = (password: string) => server.ask(null, 'POST', '/api/auth/invitation', { pass, password });
    expect((await choose('ngắn')).status).toBe(400);
    expect((await choose('matkhau123')).body.code).toBe('common');
    // His own, which the link alone tells.
    expect((await choose('moi@town.example')).body.code).toBe('own-address');
    expect((await choose('cua cong mo luc bay gio')).body).toEqual({ signInName: 'moi@town.example' });
    expect((await choose('mat khau thu hai nay')).body.code).toBe('pass-refused');
    expect((await signIn('moi@town.example', 'cua cong mo luc bay gio')).status).toBe(200);
  });

  it('is put into the outbox where mail is set up, in the transaction that makes the link', async () => {
    const mailing = await startTestServer({ smtpUrl: 'smtp://127.0.0.1:9' });
    try {
      const body = { name: 'Thư', email: 'thu@town.example', access: 'invitation' };
      const answer = await mailing.ask('admin', 'POST', '/api/accounts', body);
      expect(answer.body['access']).toMatchObject({ mailedTo: 'thu@town.example' });
      const [post] = await mailing.platform.database.prisma.outbox.findMany();
      expect(post).toMatchObject({ channel: 'mail', recipient: 'thu@town.example', deliveredAt: null });
      expect(JSON.stringify(post?.payload)).toContain((answer.body['access'] as { secret: string }).secret);
    } finally {
      await mailing.close();
    }
  });
});

describe('the list of accounts', () => {
  it('goes on where the page before ended, also when its last one was suspended since; `on` is a day', async () => {
    const made: Made[] = [];
    for (const name of ['Đào', 'Dung', 'Em']) {
      made.push(await make({ name: `Trang ${name}`, email: `${made.length}@trang.example` }));
    }
    const page = async (cursor = '') =>
      (await admin('GET', `/api/accounts?q=trang&limit=2&on=2026-12-01${cursor}`)).body as {
        items: { id: string; name: string }[];
        nextCursor: string | null;
      };
    const first = await page();
    expect(first.items.map(({ name }) => name)).toEqual(['Trang Đào', 'Trang Dung']);
    await admin('POST', `/api/accounts/${made[1].id}/archive`);
    const second = await page(`&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ name: 'Trang Em' }], nextCursor: null });
    expect((await admin('GET', '/api/accounts?cursor=abc')).status).toBe(400);
    expect((await admin('GET', '/api/accounts?on=2026-13-01')).status).toBe(400);
  });
});

describe('a change of an account', () => {
  it('wants to say of which version it is, and is refused when another came first', async () => {
    const made = await make({ email: 'doi@town.example' });
    const change = (name: string, ifMatch?: string) =>
      admin('PATCH', `/api/accounts/${made.id}`, { name }, ifMatch === undefined ? {} : { 'if-match': ifMatch });
    expect((await change('A')).status).toBe(428);
    const read = await admin('GET', `/api/accounts/${made.id}`);
    const tag = read.headers.get('etag') ?? '';
    expect((await change('A', tag)).body['name']).toBe('A');
    const late = await change('B', tag);
    expect(late).toMatchObject({ status: 412, body: { code: 'stale', current: { name: 'A' } } });
  });

  it('leaves who did it, what before and what after in the audit', async () => {
    const made = await make({ email: 'vet@town.example', memberships: [overTown('manager')] });
    await admin(
      'PATCH',
      `/api/accounts/${made.id}`,
      { memberships: [overTown('dispatcher')] },
      { 'if-match': `"${made.version}"` },
    );
    const { prisma } = server.platform.database;
    const me = (await admin('GET', '/api/me')).body;
    const changes = await prisma.change.findMany({ where: { subjectId: made.id }, orderBy: { id: 'asc' } });
    expect(changes.map(({ kind, actorUserId }) => [kind, actorUserId])).toEqual([
      ['created', me['id']],
      ['changed', me['id']],
      ['changed', me['id']],
    ]);
    expect(changes.at(-1)).toMatchObject({
      before: { memberships: [{ role: 'manager' }] },
      after: { memberships: [{ role: 'dispatcher' }] },
    });
    expect(JSON.stringify(changes)).not.toContain(made.access.secret);
  });

  it('takes no address or name that another account has, and no role over what is not there', async () => {
    const made = await make({ email: 'mot@town.example', signInName: 'mot' });
    const again = (fields: object) => admin('POST', '/api/accounts', { name: 'X', access: 'password', ...fields });
    expect((await again({ email: 'MOT@town.example' })).body.code).toBe('email-taken');
    expect((await again({ signInName: 'Mot' })).body.code).toBe('sign-in-name-taken');
    const nowhere = { role: 'cooperative', scopeKind: 'cooperative', scopeId: town.truckIds[0], townId: null };
    expect((await again({ email: 'hai@town.example', memberships: [nowhere] })).body.code).toBe('scope-unknown');
    expect(await server.platform.database.prisma.user.count({ where: { email: 'hai@town.example' } })).toBe(0);
    expect((await again({ email: 'x@y.vn', memberships: [overTown('cooperative')] })).status).toBe(400);
    expect(made.crews).toEqual([]);
  });
});

describe('suspending', () => {
  it('ends every session at once and lets nobody in; the last administrator stays', async () => {
    const made = await make({ signInName: 'sap-nghi', memberships: [overTown('manager')] });
    const cookie = cookieFrom(await signIn('sap-nghi', made.access.secret));
    const sessions = await admin('GET', `/api/accounts/${made.id}/sessions`);
    expect(sessions.body['items']).toHaveLength(1);
    expect((await admin('POST', `/api/accounts/${made.id}/archive`, {})).body).toMatchObject({ archived: true });
    expect((await as(cookie, 'GET', '/api/me')).body).toBeNull();
    const list = async (archived: number) =>
      (await admin('GET', `/api/accounts?archived=${archived}&q=sap nghi`)).body['items'] as AccountView[];
    expect([(await list(0)).length, (await list(1)).length]).toEqual([0, 1]);
    const { id } = (await admin('GET', '/api/me')).body as unknown as { id: string };
    expect((await admin('POST', `/api/accounts/${id}/archive`, {})).body.code).toBe('own-account');
    const version = (await admin('GET', `/api/accounts/${id}`)).headers.get('etag') ?? '';
    const demoted = await admin('PATCH', `/api/accounts/${id}`, { memberships: [] }, { 'if-match': version });
    expect(demoted.body.code).toBe('last-admin');
  });
});

describe('the demo accounts', () => {
  it('are refused in production at a public address, until they are suspended', async () => {
    const { platform } = server;
    const at = (publicUrl: string, environment: string) =>
      refusePublicDemo({ ...platform, config: { ...platform.config, publicUrl } }, environment);
    await expect(at('https://tuyenxanh.example', 'production')).rejects.toThrow(
      /demo accounts can sign in.*admin@demo/,
    );
    await at('https://tuyenxanh.example', 'development');
    await at('http://localhost:3000', 'production');
    const { prisma } = platform.database;
    const ofDemo = { email: { endsWith: '@demo.local' } };
    await prisma.user.updateMany({ where: ofDemo, data: { banned: true } });
    try {
      await at('https://tuyenxanh.example', 'production');
    } finally {
      await prisma.user.updateMany({ where: ofDemo, data: { banned: false } });
    }
  });
});

describe('a driver’s phone', () => {
  it('signs in by the code once, replaces the former phone, and is cut off in one click', async () => {
    const made = await make({ signInName: '0987654321', memberships: [overTown('driver')] });
    const code = async () => {
      const { body } = await server.ask('dispatcher', 'POST', `/api/phones/${made.id}`, {});
      return String(body['url']).split('#')[1];
    };
    const bind = (pass: string | undefined) => server.ask(null, 'POST', '/api/auth/phone', { pass });
    const pass = await code();
    const first = await bind(pass);
    expect(first).toMatchObject({ status: 200, body: { signedIn: true } });
    expect((await bind(pass)).body.code).toBe('pass-refused');
    const me = async (answer: Answer) => (await as(cookieFrom(answer), 'GET', '/api/me')).body;
    // Without having chosen a password, which is not asked for on the phone.
    expect(await me(first)).toMatchObject({ id: made.id, role: 'driver', mustChangePassword: false });
    const second = await bind(await code());
    expect(await me(first)).toBeNull();
    expect(await me(second)).toMatchObject({ id: made.id });
    expect((await server.ask('dispatcher', 'POST', `/api/phones/${made.id}/cut-off`, {})).body).toEqual({ ended: 1 });
    expect(await me(second)).toBeNull();
  });
});
