import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../domain/policy/roles.ts';
import { startTestServer, type TestServer } from './fixtures/server.ts';
import { makeTown } from './fixtures/town.ts';
import { viewerAs } from './fixtures/viewer.ts';
import { mayUse, type Route } from './http/route.ts';

const METRICS_TOKEN = 'chi-de-doc-so-do';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ metricsToken: METRICS_TOKEN });
  // Whoever holds a role over a part of a town needs one that has it.
  await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

const someId = '019a0000-0000-7000-8000-000000000001';
const addressOf = (route: Route): string =>
  route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    name === 'date' ? '2026-11-23' : name === 'number' ? '1' : someId,
  );

/** As if asked through a proxy, so that nobody counts as the operator on this machine. */
const fromElsewhere = { 'x-forwarded-for': '203.0.113.7' };

const ask = (route: Route, role: (typeof ROLES)[number] | null) =>
  server.ask(
    role,
    route.method.toUpperCase(),
    addressOf(route),
    route.method === 'get' ? undefined : {},
    fromElsewhere,
  );

describe('every route of the API', () => {
  const isOpen = ({ permission }: Route): boolean => permission === 'public' || permission === 'anybody';

  it('that is not public asks who is there, and answers 401 to nobody', async () => {
    const guarded = server.routes.filter((route) => !isOpen(route));
    expect(guarded.length).toBeGreaterThan(20);
    for (const route of guarded) {
      expect([route.method, route.path, (await ask(route, null)).status]).toEqual([route.method, route.path, 401]);
    }
  });

  it('answers 403 to each role that may not use it, and never to one that may', async () => {
    for (const role of ROLES) {
      for (const route of server.routes.filter((route) => !isOpen(route))) {
        // A changed password would end the sessions that the other checks use.
        if (route.path === '/api/auth/change-password') continue;
        const { status } = await ask(route, role);
        const isRefused = status === 403;
        expect([role, route.method, route.path, isRefused]).toEqual([
          role,
          route.method,
          route.path,
          !mayUse(viewerAs(role), route.permission),
        ]);
      }
    }
  });

  it('that is public is meant to be', () => {
    const open = server.routes.filter(isOpen).map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual([
      'get /api/area',
      'get /api/areas/:id/base-map.pmtiles',
      'get /api/auth/get-session',
      'get /api/health',
      'get /api/me',
      'get /api/openapi.json',
      'get /api/public/arrivals',
      'get /osmand',
      'post /api/auth/invitation',
      'post /api/auth/phone',
      'post /api/auth/sign-in/email',
      'post /api/auth/sign-out',
      'post /osmand',
    ]);
  });

  it('is in the description, and nothing else is', async () => {
    const { body } = await server.ask(null, 'GET', '/api/openapi.json');
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const registered = server.routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(registered.sort());
  });
});

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
