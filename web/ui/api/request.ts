import type { z } from 'zod';
import { currentLanguage } from '../texts/i18n.ts';
import { networkProblem, problemOf } from './problem.ts';

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH';
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
}

async function send(path: string, { method = 'GET', body, signal }: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': currentLanguage() };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw networkProblem();
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/**
 * Asks the API and gives the answer in the form of `schema`. While developing and testing an answer that does not fit
 * throws; in production it is reported on the console and used as it is, because an old page may meet a newer server.
 *
 * @throws ApiProblem for any answer outside 200–299 and for no answer at all.
 */
export async function request<S extends z.ZodType>(
  schema: S,
  path: string,
  options: RequestOptions = {},
): Promise<z.infer<S>> {
  const response = await send(path, options);
  return answerOf(schema, path, await response.json());
}

/** An answer in the form of `schema`; see {@link request} for one that does not fit. */
export function answerOf<S extends z.ZodType>(schema: S, path: string, data: unknown): z.infer<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const complaint = `${path} does not fit its schema: ${parsed.error.message}`;
  if (!import.meta.env.PROD) throw new Error(complaint);
  console.error(complaint);
  return data as z.infer<S>;
}

/** The same for calls whose answer does not matter. */
export async function command(path: string, options: RequestOptions = {}): Promise<void> {
  await send(path, { method: 'POST', ...options });
}
