import type { z } from 'zod';
import { currentLanguage } from '../texts/i18n.ts';
import { networkProblem, problemOf } from './problem.ts';
import { serverClock } from './server-clock.ts';

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  headers?: Readonly<Record<string, string>>;
  /** An answer that was asked for by {@link requestEarly} will do. */
  takesEarly?: boolean;
}

/** A request that was not answered in full by then counts as one without an answer. */
const LONGEST_SECONDS = 12;

/** What became of a request: a response in full, so that nothing of it can still fail to come. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * @throws ApiProblem for any answer outside 200–299 and for none within {@link LONGEST_SECONDS}
 * @throws the signal's reason when it is broken off
 */
async function send(path: string, { method = 'GET', body, signal, headers: more }: RequestOptions): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': currentLanguage(), ...more };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), LONGEST_SECONDS * 1000);
  const sentAt = Date.now();
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, end.signal]) : end.signal,
      credentials: 'same-origin',
    });
    const answeredAt = Date.now();
    text = await response.text();
    if (isOurs(response)) serverClock.take(response.headers.get('Date'), sentAt, answeredAt);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw networkProblem();
  } finally {
    clearTimeout(timer);
  }
  if (!response.ok) throw problemOf(response.status, text);
  return { status: response.status, text };
}

/** A hotspot's page, for one, is not: its time is anybody's. */
function isOurs(response: Response): boolean {
  return /^application\/(problem\+)?json\b/.test(response.headers.get('Content-Type') ?? '');
}

/** The form of an answer; a function where it is to be loaded only after the page is drawn. */
export type Form<S extends z.ZodType> = S | (() => Promise<S>);

/** So long after an answer that was drawn at once it is checked: what draws the page goes before. */
const CHECKED_AFTER_MS = 5_000;

/**
 * Asks the API and gives the answer in the form of `schema`. While developing and testing an answer that does not fit
 * throws; in production it is reported on the console and used as it is, because an old page may meet a newer server. One whose form
 * is not loaded yet is used as it is there, and looked at later.
 *
 * @throws ApiProblem for any answer outside 200–299 and for none within {@link LONGEST_SECONDS}
 */
export async function request<S extends z.ZodType>(
  schema: Form<S>,
  path: string,
  options: RequestOptions = {},
): Promise<z.infer<S>> {
  const early = options.takesEarly ? earlyAnswers.get(path) : undefined;
  earlyAnswers.delete(path);
  const { text } = await (early ?? send(path, options));
  return await readAs(schema, path, JSON.parse(text));
}

/** By path: answers that were asked for before the page that will want them was there. Each is given to it once. */
const earlyAnswers = new Map<string, Promise<Answer>>();

/** Asks for what the page will ask for, too, before it is there. The page looks whether it fits; see {@link request}. */
export async function requestEarly<T>(path: string): Promise<T> {
  const answer = send(path, {});
  earlyAnswers.set(path, answer);
  return JSON.parse((await answer).text) as T;
}

/** The same of an answer that is there already. */
export async function readAs<S extends z.ZodType>(schema: Form<S>, path: string, data: unknown): Promise<z.infer<S>> {
  if (typeof schema !== 'function') return answerOf(schema, path, data);
  if (!import.meta.env.PROD) return answerOf(await schema(), path, data);
  setTimeout(() => {
    // Without a network there is nothing to check by, and nobody who reads the console.
    schema().then((form) => answerOf(form, path, data), console.warn);
  }, CHECKED_AFTER_MS);
  return data as z.infer<S>;
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
