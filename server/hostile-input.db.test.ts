import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MOST_INT } from '../domain/columns.ts';
import { ROLES } from '../domain/policy/roles.ts';
import { makePlan } from './fixtures/plan.ts';
import { startTestServer, type TestServer } from './fixtures/server.ts';
import { DAY, makeTown } from './fixtures/town.ts';
import { viewerAs } from './fixtures/viewer.ts';
import { mayUse, type Route } from './http/route.ts';

let server: TestServer;
/** Ids there are, so that some inputs get past the first look-up. */
let ids: string[];
beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  const town = await makeTown(prisma);
  const plan = await makePlan(prisma, town);
  // Before the limit on sign-ins is used up by what is tried below.
  await Promise.all(ROLES.map((role) => server.cookieOf(role)));
  ids = [plan.planId, ...plan.routeIds, plan.stops[1].id, town.truckIds[0], town.pointIds[0]];
});
afterAll(() => server.close());

type JsonSchema = { [key: string]: unknown };

/** The schema of a route's input as JSON Schema: what is taken in, or of numbers in addresses what comes of it. */
function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

const inputsOf = (route: Route): [string, z.ZodType][] =>
  (['params', 'query', 'body'] as const).flatMap((place) => {
    const schema = route[place];
    return schema ? [[place, schema] as [string, z.ZodType]] : [];
  });

/** So many values a route takes in, each part of an object counted. */
function valuesOf(route: Route): number {
  const count = ({ properties }: JsonSchema): number =>
    properties
      ? Object.values(properties as Record<string, JsonSchema>).reduce((sum, each) => sum + count(each), 0)
      : 1;
  return inputsOf(route).reduce((sum, [, schema]) => sum + count(jsonSchema(schema)), 0);
}

/** What of a schema is wider than any column: numbers without a bound, text without a length. */
function tooWide(schema: JsonSchema, path: string): string[] {
  const { type, properties, items, prefixItems, anyOf, oneOf, allOf } = schema as {
    type?: string;
    properties?: Record<string, JsonSchema>;
    items?: JsonSchema;
    prefixItems?: JsonSchema[];
    anyOf?: JsonSchema[];
    oneOf?: JsonSchema[];
    allOf?: JsonSchema[];
  };
  const own: string[] = [];
  if (type === 'integer' || type === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = schema as { minimum?: number; maximum?: number };
    if (minimum < -MOST_INT - 1 || maximum > MOST_INT) own.push(path);
  }
  const bounds = ['maxLength', 'pattern', 'format', 'enum', 'const'];
  if (type === 'string' && !bounds.some((bound) => bound in schema)) own.push(path);
  return [
    ...own,
    ...Object.entries(properties ?? {}).flatMap(([name, each]) => tooWide(each, `${path}.${name}`)),
    ...(items && typeof items === 'object' ? tooWide(items, `${path}[]`) : []),
    ...[prefixItems, anyOf, oneOf, allOf].flatMap((list) => (list ?? []).flatMap((each) => tooWide(each, path))),
  ];
}

// Trackers are spoken to in their own protocol, and cleaned of what cannot be kept: see tracking.
const described = (route: Route) => !/^\/(osmand|api\/tracking\/)/.test(route.path);

const HOSTILE_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202e\u200b',
  'e\u0301'.repeat(300),
  "'; DROP TABLE x; --",
  '%00',
  '../../etc/passwd',
  '__proto__',
  'x'.repeat(5000),
];
const HOSTILE_DAYS = ['0000-01-01', '0001-01-01', '1899-12-31', '9999-12-31', '2199-12-31', '1900-01-01', '2024-02-30'];
const HOSTILE_INSTANTS = [
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2024-02-30T00:00:00Z',
  '2199-12-31T23:59:59Z',
];
const HOSTILE_NUMBERS = [-1, 0, -0, 0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 1e308, Number.MIN_VALUE];

const hostile = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>(...HOSTILE_TEXTS, ...HOSTILE_DAYS, ...HOSTILE_NUMBERS, null, true, [], {}, [[[]]]),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.jsonValue({ maxDepth: 2 }),
  );

function textLike(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { format, pattern, maxLength = 40 } = schema as { format?: string; pattern?: string; maxLength?: number };
  if (format === 'uuid')
    return fc.constantFrom(...ids, ...ids.map((id) => id.toUpperCase()), '019a0000-0000-7000-8000-00000000000a');
  if (format === 'date-time') return fc.constantFrom('2024-11-25T02:00:00Z', ...HOSTILE_INSTANTS);
  if (format === 'email') return fc.constantFrom('manager@demo.local', 'a@b.vn');
  if (pattern?.includes('{4}-')) return fc.constantFrom(DAY, '2026-12-01', ...HOSTILE_DAYS);
  if (pattern) return fc.constantFrom('1', '300', '0', '2147483648', '9999999999');
  return fc.oneof(fc.string({ unit: 'binary', maxLength: Math.min(maxLength, 60) }), fc.constantFrom(...HOSTILE_TEXTS));
}

/** Values that mostly fit a schema: faults behind the first look are found only by what gets there. */
function valueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema) }, { weight: 1, arbitrary: hostile() });
}

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const {
    type,
    properties = {},
    required = [],
    items,
    prefixItems,
    anyOf,
    oneOf,
    enum: list,
  } = schema as {
    type?: string;
    properties?: Record<string, JsonSchema>;
    required?: string[];
    items?: JsonSchema;
    prefixItems?: JsonSchema[];
    anyOf?: JsonSchema[];
    oneOf?: JsonSchema[];
    enum?: unknown[];
  };
  const choices = anyOf ?? oneOf;
  if (choices) return fc.oneof(...choices.map((each) => fitting(each)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (list) return fc.constantFrom(...list);
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'string') return textLike(schema);
  if (type === 'integer' || type === 'number') {
    const { minimum = -MOST_INT, maximum = MOST_INT } = schema as { minimum?: number; maximum?: number };
    return fc.oneof(
      fc.constantFrom(minimum, maximum),
      fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) }),
    );
  }
  if (prefixItems) return fc.tuple(...prefixItems.map((each) => valueOf(each)));
  if (type === 'array') return fc.array(items ? valueOf(items) : hostile(), { minLength: 1, maxLength: 3 });
  if (type === 'object') {
    const known = fc.record(
      Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valueOf(each)])),
      { requiredKeys: required },
    );
    const more = fc.dictionary(fc.constantFrom('x', '\0', '\ud800', '__proto__', 'role'), hostile(), { maxKeys: 1 });
    return fc.oneof(
      { weight: 9, arbitrary: known },
      { weight: 1, arbitrary: fc.tuple(known, more).map(([a, b]) => ({ ...b, ...a })) },
    );
  }
  return hostile();
}

/** Percent-encodes as UTF-8, halves of surrogate pairs too, which encodeURIComponent refuses. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : String(JSON.stringify(value));
  return [...text]
    .map((character) =>
      /\p{Surrogate}/u.test(character)
        ? `%ED%${(0xa0 + ((character.charCodeAt(0) >> 6) & 0x1f)).toString(16)}%${(0x80 + (character.charCodeAt(0) & 0x3f)).toString(16)}`
        : encodeURIComponent(character),
    )
    .join('');
}

/** Asks a route as somebody who may, with one input of everything it takes. */
async function ask(route: Route, input: { params: object; query: object; body: unknown }): Promise<string> {
  const params = input.params as Record<string, unknown>;
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encoded(params[name] ?? 'x') || 'x');
  const query = Object.entries(input.query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  // Who signs out is signed out.
  const role = route.path.endsWith('/sign-out')
    ? null
    : (ROLES.find((each) => mayUse(viewerAs(each), route.permission)) ?? null);
  const hasBody = route.method !== 'get' && route.body;
  const answer = await fetch(`${server.url}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`, {
    method: route.method.toUpperCase(),
    headers: {
      ...(hasBody && { 'content-type': 'application/json' }),
      ...(role && { cookie: await server.cookieOf(role) }),
    },
    ...(hasBody && { body: JSON.stringify(input.body) }),
  });
  const text = await answer.text();
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (answer.status >= 500 || (answer.status >= 400 && !isProblem)) return `${answer.status} ${path} ${text}`;
  return '';
}

describe('what comes from outside', () => {
  it('is described no wider than a column can hold it, by every route', () => {
    const wide = server.routes
      .filter(described)
      .flatMap((route) =>
        inputsOf(route).flatMap(([place, schema]) =>
          tooWide(jsonSchema(schema), `${route.method} ${route.path} ${place}`),
        ),
      );
    expect(wide).toEqual([]);
  });

  it('never makes the server fail, whatever is sent to whichever route', async () => {
    const routes = server.routes.filter((route) => described(route) && inputsOf(route).length > 0);
    expect(routes.length).toBeGreaterThan(10);
    for (const route of routes) {
      const part = (schema: z.ZodType | undefined) => (schema ? fitting(jsonSchema(schema)) : fc.constant({}));
      const input = fc.record({
        params: part(route.params) as fc.Arbitrary<object>,
        query: part(route.query) as fc.Arbitrary<object>,
        body: route.body ? valueOf(jsonSchema(route.body)) : fc.constant({}),
      });
      await fc.assert(
        fc.asyncProperty(input, async (each) => {
          expect(await ask(route, each)).toBe('');
        }),
        // An id alone has little to be wrong about.
        { numRuns: Math.min(10, 4 * valuesOf(route)) },
      );
    }
  }, 600_000);

  it('is told that the roads cannot be read, where a place is asked about in a town whose graph is missing', async () => {
    const answer = await server.ask('dispatcher', 'GET', '/api/day/2024-11-25/place?lon=105.86&lat=20.08');
    expect(answer).toMatchObject({ status: 409, body: { code: 'roads-not-ready' } });
  });

  it.each(['1900-01-01', '2199-12-31'])('is answered about %s, an end of what days there are', async (day) => {
    const failed: string[] = [];
    for (const route of server.routes.filter((each) => each.method === 'get' && described(each))) {
      const days = [route.params, route.query].map((schema) => {
        const { properties = {} } = (schema ? jsonSchema(schema) : {}) as { properties?: Record<string, JsonSchema> };
        const names = Object.keys(properties).filter((name) => String(properties[name]['pattern']).includes('{4}-'));
        return Object.fromEntries(names.map((name) => [name, day]));
      });
      const [params, query] = days;
      if (Object.keys({ ...params, ...query }).length === 0) continue;
      // Each alone, too: what is left out is reckoned from what is given.
      const queries = [query, ...Object.entries(query).map(([name, value]) => ({ [name]: value }))];
      for (const each of queries) failed.push(await ask(route, { params, query: each, body: undefined }));
    }
    expect(failed.length).toBeGreaterThan(20);
    expect(failed.filter((line) => line !== '')).toEqual([]);
  });

  it.each([
    ['brackets without an end', '['.repeat(400_000)],
    ['a deep list that ends', `{"date":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a number beyond numbers', '{"date":"2026-12-01","seed":1e999}'],
    ['NUL by its code', '{"date":"2026-12-01\\u0000"}'],
    ['half a character', '{"date":"\\ud800"}'],
    ['a year zero', '{"date":"0000-01-01"}'],
    ['a year 9999', '{"date":"9999-12-31"}'],
    ['no JSON', 'xin chào'],
    ['a list', '[]'],
    ['a word', 'null'],
  ])('is refused with words when it is %s', async (_, body) => {
    const answer = await fetch(`${server.url}/api/plans`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: await server.cookieOf('dispatcher') },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each([
    '/%00',
    '/api/%00',
    '/api/plans/%ED%A0%80',
    '/api/plans/%',
    '/assets/%00.js',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/api/town?%00=%ff',
  ])('may be an address like %s', async (path) => {
    const answer = await fetch(server.url + path, { headers: { cookie: await server.cookieOf('manager') } });
    expect(answer.status).toBeLessThan(500);
  });
});
