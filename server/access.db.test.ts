import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../domain/policy/roles.ts';
import { EXPECTED_ACCESS, type ExpectedAccess } from './fixtures/expected-access.ts';
import { startTestServer, type TestServer } from './fixtures/server.ts';
import { makeTown, type TestTown } from './fixtures/town.ts';
import { viewerAs } from './fixtures/viewer.ts';
import { mayUse } from './http/route.ts';

const METRICS_TOKEN = 'chi-de-doc-so-do';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer({ metricsToken: METRICS_TOKEN });
  // Whoever holds a role over a part of a town needs one that has it.
  town = await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

const someId = '019a0000-0000-7000-8000-000000000001';
const addressOf = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'date' ? '2026-11-23' : name === 'number' ? '1' : someId,
  );

/** As if asked through a proxy, so that nobody counts as the operator on this machine. */
const fromElsewhere = { 'x-forwarded-for': '203.0.113.7' };

interface Operation {
  readonly key: string;
  readonly method: string;
  readonly path: string;
}

/** Every operation as the API describes itself: the matrix has a row for each. */
async function operations(): Promise<Operation[]> {
  const { body } = await server.ask(null, 'GET', '/api/openapi.json');
  return Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ key: `${method} ${path}`, method: method.toUpperCase(), path })),
  );
}

/** What is asked of an operation; a role that is let in is told something else than 401 and 403, whatever that is. */
const ask = ({ method, path }: Operation, role: Role | null) =>
  server.ask(role, method, addressOf(path), method === 'GET' ? undefined : {}, fromElsewhere);

function expectedOf(key: string): ExpectedAccess {
  const expected = EXPECTED_ACCESS[key];
  if (!expected) throw new Error(`${key} has no row in server/fixtures/expected-access.ts: say who is let in`);
  return expected;
}

describe('the matrix of roles, routes and scopes', () => {
  it('has a row for every operation of the description, and none for what is no operation', async () => {
    const described = (await operations()).map(({ key }) => key);
    expect(described.sort()).toEqual(Object.keys(EXPECTED_ACCESS).sort());
    const registered = server.routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(registered.sort());
  });

  it('lets in whom it says: nobody is told 401, the wrong role 403', async () => {
    for (const operation of await operations()) {
      const { roles } = expectedOf(operation.key);
      // A changed password would end the sessions that the other checks use; signing out too.
      if (/change-password|sign-out/.test(operation.path)) continue;
      // All roles at once: the matrix has more than a thousand fields.
      const told = await Promise.all(
        [null, ...ROLES].map(async (role) => {
          const { status, body } = await ask(operation, role);
          const refused = role === null ? [401, 'signed-out'] : [403, 'not-allowed'];
          return [operation.key, role, status === refused[0] && body.code === refused[1]];
        }),
      );
      const isLetIn = (role: Role | null): boolean =>
        roles === 'everybody' || (role !== null && (roles === 'signed-in' || roles.includes(role)));
      expect(told).toEqual([null, ...ROLES].map((role) => [operation.key, role, !isLetIn(role)]));
    }
  });

  it('says of each operation the same as the permission that its route asks for', () => {
    for (const { method, path, permission } of server.routes) {
      const key = `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
      const { roles } = expectedOf(key);
      const isOpen = permission === 'public' || permission === 'anybody';
      expect([key, isOpen]).toEqual([key, roles === 'everybody']);
      if (typeof roles === 'string') continue;
      const holders = ROLES.filter((role) => mayUse(viewerAs(role), permission));
      expect([key, holders]).toEqual([key, ROLES.filter((role) => roles.includes(role))]);
    }
  });

  it('lets nobody who holds a role over a part of the town read of the other parts', async () => {
    const foreign = await foreignIds();
    const lists = (await operations()).filter(({ method, path }) => method === 'GET' && !path.includes('{'));
    for (const operation of lists) {
      const { roles, reach } = expectedOf(operation.key);
      if (typeof roles === 'string') continue;
      for (const role of roles.filter((each) => foreign[each] !== undefined)) {
        expect([operation.key, role, reach]).not.toEqual([operation.key, role, 'town']);
        const text = JSON.stringify((await ask(operation, role)).body);
        expect([operation.key, role, foreign[role]?.filter((id) => text.includes(id))]).toEqual([
          operation.key,
          role,
          [],
        ]);
      }
    }
  });
});

/** Ids that somebody of a role must never read: what belongs to the other cooperative, unit, facility or truck. */
async function foreignIds(): Promise<Partial<Record<Role, string[]>>> {
  const { prisma } = server.platform.database;
  const { townId } = town;
  const other = await prisma.cooperative.create({
    data: { townId, code: 'HTX2', name: 'Hợp tác xã 2', kind: 'cooperative' },
  });
  const points = await prisma.collectionPoint.findMany({ where: { unitId: town.unitIds[1] } });
  await prisma.collectionPoint.updateMany({ where: { unitId: town.unitIds[1] }, data: { cooperativeId: other.id } });
  const { id: truckId } = await prisma.truck.update({
    where: { id: town.truckIds[1] },
    data: { cooperativeId: other.id },
  });
  const pointIds = points.map(({ id }) => id);
  return {
    cooperative: [other.id, truckId, ...pointIds],
    'ward-officer': [...town.unitIds.slice(1), ...pointIds],
    'site-clerk': [town.depotId],
    driver: [truckId],
  };
}

describe('an address of the API that is none', () => {
  it('answers 404 as a problem, in the language asked for', async () => {
    const answer = await server.ask(null, 'GET', '/api/nothing', undefined, { 'accept-language': 'vi' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found', title: 'Không tìm thấy' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('measurements', () => {
  const bearing = async (token: string) =>
    (await server.ask(null, 'GET', '/metrics', undefined, { ...fromElsewhere, authorization: `Bearer ${token}` }))
      .status;

  it('are for whoever sends the token that was chosen for it', async () => {
    expect(await bearing(METRICS_TOKEN)).toBe(200);
    for (const wrong of ['', `${METRICS_TOKEN}x`, METRICS_TOKEN.slice(1), 'undefined']) {
      expect(await bearing(wrong)).toBe(401);
    }
    // It opens nothing else.
    const headers = { ...fromElsewhere, authorization: `Bearer ${METRICS_TOKEN}` };
    expect((await server.ask(null, 'GET', '/api/town', undefined, headers)).status).toBe(401);
  });

  it('are for admins and nobody else, not even on this machine, where a proxy may ask for anybody without saying so', async () => {
    expect((await server.ask(null, 'GET', '/metrics')).status).toBe(401);
    expect((await server.ask('dispatcher', 'GET', '/metrics', undefined, fromElsewhere)).status).toBe(403);
    expect((await server.ask('admin', 'GET', '/metrics', undefined, fromElsewhere)).status).toBe(200);
  });
});
