import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../domain/policy/roles.ts';
import { answerErrors } from './errors.ts';
import { mountRoutes } from './mount.ts';
import { describeApi } from './openapi.ts';
import { defineProblems } from './problem.ts';
import { route } from './route.ts';

const thingProblem = defineProblems({
  'thing-broken': {
    status: 409,
    title: { vi: 'Vật hỏng', en: 'Thing broken' },
    detail: { vi: 'Vật {id} đã hỏng.', en: 'Thing {id} is broken.' },
  },
});

const routes = [
  route({
    method: 'post',
    path: '/api/things/:id',
    permission: 'plan.make',
    tag: 'things',
    summary: 'Makes a thing',
    params: z.object({ id: z.uuid() }),
    query: z.object({ times: z.coerce.number().int().max(9).default(1) }),
    body: z.strictObject({ size: z.int() }),
    answer: z.object({ total: z.int(), by: z.string() }),
    status: 202,
    handler: ({ params, query, body, user }) => {
      if (body.size === 1) throw thingProblem('thing-broken', { id: params.id }, { errors: [{ path: 'body.size' }] });
      if (body.size === 0) throw thingProblem('thing-broken', { id: params.id }, { thingId: params.id });
      return { total: query.times * body.size, by: user.id };
    },
  }),
];

const id = '019a0000-0000-7000-8000-000000000001';
let base: string;
let close: () => void;

beforeAll(async () => {
  const app = express();
  app.use(express.json({ limit: '1kb' }));
  mountRoutes(app, routes, {
    fallbackLanguage: 'vi',
    checkAnswers: true,
    identify: async (headers) =>
      headers['x-role'] === undefined
        ? null
        : {
            id: '1',
            email: 'a@b.c',
            name: 'a',
            language: 'vi',
            mustChangePassword: false,
            memberships: [{ role: headers['x-role'] as Role, scopeKind: 'town', scopeId: null, townId: null }],
          },
  });
  app.use(answerErrors(pino({ level: 'silent' }), 'vi'));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterAll(() => close());

async function post(path: string, body: string, headers: Record<string, string> = {}) {
  const answer = await fetch(base + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-role': 'dispatcher', ...headers },
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

describe('a mounted route', () => {
  it('parses path, query and body and answers with its own status', async () => {
    const answer = await post(`/api/things/${id}?times=3`, '{"size":2}');
    expect(answer).toMatchObject({ status: 202, body: { total: 6, by: '1' } });
  });

  it('knows an id in capitals as the same', async () => {
    expect(await post(`/api/things/${id.toUpperCase()}`, '{"size":0}')).toMatchObject({ body: { thingId: id } });
  });

  it('names what is missing, blank or too long in words', async () => {
    const { body } = await post(`/api/things/${id}`, '{}', { 'accept-language': 'en' });
    expect(body.errors).toEqual([{ path: 'body.size', pointer: '/size', message: 'is missing' }]);
  });

  it('refuses whoever is not signed in before it looks at the input', async () => {
    const answer = await fetch(`${base}/api/things/nonsense`, { method: 'POST' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('refuses a role without the permission', async () => {
    expect(await post(`/api/things/${id}`, '{"size":2}', { 'x-role': 'driver' })).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
  });

  it.each([
    ['vi', 'Dữ liệu gửi lên không hợp lệ', /cần một con số, không phải “x”/],
    ['en', 'The request does not fit', /must be a number, not “x”/],
  ])('names each faulty field by its path, in %s', async (language, title, message) => {
    const answer = await post(`/api/things/${id}`, '{"size":"x"}', { 'accept-language': language });
    expect(answer).toMatchObject({ status: 400, body: { title, errors: [{ path: 'body.size' }] } });
    expect(answer.body.errors[0].message).toMatch(message);
  });

  it('words its own problems in the language asked for, with further members', async () => {
    const answer = await post(`/api/things/${id}`, '{"size":0}', { 'accept-language': 'en-GB,vi;q=0.5' });
    expect(answer).toMatchObject({
      status: 409,
      body: { type: 'urn:tuyen-xanh:problem:thing-broken', detail: `Thing ${id} is broken.`, thingId: id },
    });
  });

  it('says what is wrong with JSON that is none, and with a body too large', async () => {
    expect(await post(`/api/things/${id}`, '{"size":')).toMatchObject({
      status: 400,
      body: { code: 'json-unreadable' },
    });
    expect(await post(`/api/things/${id}`, JSON.stringify({ size: 'x'.repeat(2000) }))).toMatchObject({ status: 413 });
  });

  it('says so where a body is of another kind, or is not compressed as it says', async () => {
    expect(await post(`/api/things/${id}`, 'size=2', { 'content-type': 'text/xml' })).toMatchObject({
      status: 415,
      body: { code: 'media-type-unsupported' },
    });
    for (const encoding of ['gzip', 'deflate', 'br']) {
      expect(await post(`/api/things/${id}`, '{"size":2}', { 'content-encoding': encoding })).toMatchObject({
        status: 400,
        body: { code: 'json-unreadable' },
      });
    }
  });

  it('points at a member that should not be there, and at what a feature finds wrong in a body', async () => {
    expect(await post(`/api/things/${id}`, '{"size":2,"a/b":1}')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'body.a/b', pointer: '/a~1b' }] },
    });
    expect(await post(`/api/things/${id}`, '{"size":1}')).toMatchObject({
      status: 409,
      body: { errors: [{ path: 'body.size', pointer: '/size' }] },
    });
  });

  it('answers 405 with the methods it takes', async () => {
    const answer = await fetch(`${base}/api/things/${id}`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('cannot be defined without saying who may use it', () => {
    // @ts-expect-error permission is missing
    const open = route({ method: 'get', path: '/x', tag: 't', summary: 's', answer: z.null(), handler: () => null });
    expect(open).not.toHaveProperty('permission');
  });

  it('is described by the schemas that validate it', () => {
    const description = JSON.parse(JSON.stringify(describeApi(routes, 'http://localhost')));
    const operation = description.paths['/api/things/{id}'].post;
    expect(operation.requestBody.content['application/json'].schema.properties.size.type).toBe('integer');
    expect(operation.parameters.map((p: { name: string }) => p.name)).toEqual(['id', 'times']);
    expect(Object.keys(operation.responses)).toContain('202');
    expect(operation.security).toEqual([{ session: [] }]);
  });
});
