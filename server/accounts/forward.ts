import { fromNodeHeaders } from 'better-auth/node';
import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';
import type { z } from 'zod';
import type { Problem } from '../http/problem.ts';
import type { Auth } from './auth.ts';

/** What a request to the sign-in library is made of. */
interface Forwarded<Answer extends z.ZodType> {
  readonly request: ExpressRequest;
  /** Gets the library's cookies. */
  readonly response: ExpressResponse;
  /** The library's own path, where it is another than the one asked. */
  readonly path?: string;
  /** The parsed body, for requests that have one. */
  readonly body?: object;
  /** What the library answers when it is content. */
  readonly answer: Answer;
  /** The problem to throw when the library refuses; without it a refusal is a fault of ours. */
  readonly refusal?: () => Problem;
}

/** Hands a parsed request to the sign-in library and gives what it answers. */
export async function forward<Answer extends z.ZodType>(
  auth: Auth,
  publicUrl: string,
  { request, response, path = request.path, body, answer: schema, refusal }: Forwarded<Answer>,
): Promise<z.output<Answer>> {
  const headers = fromNodeHeaders(request.headers);
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  if (body) headers.set('content-type', 'application/json');
  const answer = await auth.handle(
    new Request(new URL(path, publicUrl), {
      method: request.method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  if (!answer.ok) {
    if (refusal && answer.status < 500) throw refusal();
    throw new Error(`the sign-in library answered ${answer.status} to ${request.path}`);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies);
  return schema.parse(await answer.json());
}
