import {
  extendZodWithOpenApi,
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { problemDetailsSchema } from '../../domain/problem-details.ts';
import type { Route } from './route.ts';

extendZodWithOpenApi(z);

const GENERAL_PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The input does not fit',
  401: 'Nobody is signed in',
  403: 'The account may not do this',
  404: 'There is no such thing',
  429: 'Too many requests',
  500: 'A fault of the server',
};

/** The API's description (OpenAPI 3.1), made from the very definitions that validate. */
export function describeApi(routes: readonly Route[], publicUrl: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: publicUrl.startsWith('https:') ? '__Secure-better-auth.session_token' : 'better-auth.session_token',
    description: 'Set by POST /api/auth/sign-in/email.',
  });
  // Only schemas made after extendZodWithOpenApi can be named; hence the copy.
  const problem = registry.register('Problem', problemDetailsSchema.extend({}));
  for (const route of routes) registry.registerPath(describeRoute(route, problem));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Tuyến Xanh',
      version: '1',
      description: [
        'Waste collection routes and fleet. Times are UTC (ISO 8601), days are days of the area (YYYY-MM-DD),',
        'coordinates [lon, lat], distances metres, durations seconds, mass kg.',
        'Errors are application/problem+json (RFC 9457) in Vietnamese or English by Accept-Language.',
      ].join(' '),
    },
    servers: [{ url: publicUrl }],
  });
}

function describeRoute(route: Route, problem: z.ZodType): RouteConfig {
  const { permission } = route;
  const isOpen = permission === 'public' || permission === 'anybody' || permission === 'operator';
  const statuses = { ...GENERAL_PROBLEMS, ...route.problems };
  const body = route.upload
    ? { [route.upload.contentType]: { schema: route.upload.schema } }
    : route.body && { 'application/json': { schema: route.body } };
  return {
    method: route.method,
    path: route.path.replaceAll(/:(\w+)/g, '{$1}'),
    summary: route.summary,
    description: `Needs: ${typeof permission === 'string' ? permission : permission.join(' or ')}.`,
    tags: [route.tag],
    ...(!isOpen && { security: [{ session: [] }] }),
    request: {
      ...(route.params && { params: route.params as z.ZodObject }),
      ...(route.query && { query: route.query as z.ZodObject }),
      ...(body && { body: { content: body, required: true } }),
    },
    responses: {
      [route.status]: {
        description: 'Success',
        content: { [route.answerType]: { schema: route.answer ?? z.string() } },
      },
      ...Object.fromEntries(
        Object.entries(statuses)
          .filter(([status]) => !(isOpen && (status === '401' || status === '403')))
          .map(([status, description]) => [
            status,
            { description, content: { 'application/problem+json': { schema: problem } } },
          ]),
      ),
    },
  };
}
