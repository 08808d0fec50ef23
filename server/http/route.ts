import type { Request, Response } from 'express';
import type { z } from 'zod';
import { may } from '../../domain/policy/may.ts';
import type { Permission } from '../../domain/policy/permissions.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Language } from '../../domain/languages.ts';
import { generalProblem } from './general-problems.ts';
import type { ReadyAnswer } from './kept-answers.ts';
import { parseInput } from './validation.ts';

/** Who asks, as the session says; the policy knows them as the viewer. */
export interface SignedIn extends Viewer {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** The password was given by somebody else; until it is changed nothing else may be done. */
  readonly mustChangePassword: boolean;
}

/**
 * Who may use a route: holders of a permission (of any of several), anybody signed in, everybody (`public`; `anybody` where
 * the handler is told who it is), or the operator (`operator`: whoever sends METRICS_TOKEN, or an admin).
 * A permission held over something lets in; over which rows it is held, the handler asks the policy with `user` as the viewer.
 */
export type Access = Permission | readonly Permission[] | 'signed-in' | 'anybody' | 'public' | 'operator';

type Asker<A extends Access> = A extends 'public' | 'operator'
  ? null
  : A extends 'anybody'
    ? SignedIn | null
    : SignedIn;

/** What a handler is given: everything parsed, and who asks (`null` on public routes, where nobody looked). */
export interface RouteInput<Params, Query, Body, A extends Access> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly user: Asker<A>;
  readonly language: Language;
  /** For what JSON routes rarely need: streams in, headers. */
  readonly request: Request;
  /** For headers such as Location; JSON routes must not send with it. */
  readonly response: Response;
}

interface RouteShape<A extends Access, Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Express 5 form: `/api/plans/:planId`. */
  readonly path: `/${string}`;
  readonly permission: A;
  /** One line for the API's description. */
  readonly summary: string;
  /** The feature it belongs to. */
  readonly tag: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Described in the API's description but read by the handler itself, such as a multipart upload. */
  readonly upload?: { readonly contentType: string; readonly schema: z.ZodType };
  /** The handler itself cleans text of what cannot be kept, and reads it from the request: senders that cannot be told to send better. */
  readonly cleansText?: boolean;
  /** Problem statuses beside those any route has (400, 401, 403, 404, 429, 500), with when. */
  readonly problems?: Readonly<Record<number, string>>;
}

interface JsonShape<
  A extends Access,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  Answer extends z.ZodType,
> extends RouteShape<A, P, Q, B> {
  /** 200 unless told. */
  readonly status?: number;
  readonly answer: Answer;
  readonly handler: (
    input: RouteInput<z.output<P>, z.output<Q>, z.output<B>, A>,
  ) => Promise<z.input<Answer> | ReadyAnswer> | z.input<Answer>;
}

interface RawShape<A extends Access, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends RouteShape<A, P, Q, B> {
  /** Media type of the answer, which the handler sends itself. */
  readonly answerType: string;
  readonly handler: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>, A>) => Promise<void> | void;
}

/** A route as the registry holds it: its description, and the handler behind its schemas. */
export interface Route extends RouteShape<Access, z.ZodType, z.ZodType, z.ZodType> {
  readonly status: number;
  readonly answer: z.ZodType | null;
  readonly answerType: string;
  /** Parses the input, runs the handler and gives what to send; `undefined` when the handler has sent. */
  readonly run: (request: Request, response: Response, user: SignedIn | null, language: Language) => Promise<unknown>;
}

/**
 * A route that answers JSON. One definition gives validation and the API's description, so that they cannot differ:
 *
 * ```ts
 * route({ method: 'get', path: '/api/things/:id', permission: 'town.read', tag: 'things', summary: 'One thing',
 *         params: z.object({ id: idSchema }), answer: thingSchema,
 *         handler: ({ params }) => readThing(platform, params.id) })
 * ```
 */
export function route<
  A extends Access,
  Answer extends z.ZodType,
  P extends z.ZodType = z.ZodUnknown,
  Q extends z.ZodType = z.ZodUnknown,
  B extends z.ZodType = z.ZodUnknown,
>(shape: JsonShape<A, P, Q, B, Answer>): Route {
  return {
    ...shape,
    status: shape.status ?? 200,
    answerType: 'application/json',
    run: async (request, response, user, language) =>
      await shape.handler(inputOf(shape, request, response, user, language)),
  };
}

/** A route whose handler sends the answer itself: a file, a stream, CSV. */
export function rawRoute<
  A extends Access,
  P extends z.ZodType = z.ZodUnknown,
  Q extends z.ZodType = z.ZodUnknown,
  B extends z.ZodType = z.ZodUnknown,
>(shape: RawShape<A, P, Q, B>): Route {
  return {
    ...shape,
    status: 200,
    answer: null,
    run: async (request, response, user, language) => {
      await shape.handler(inputOf(shape, request, response, user, language));
      return undefined;
    },
  };
}

/** Whether somebody may use a route for anything; `operator` by membership means an admin. */
export function mayUse(viewer: Viewer, access: Access): boolean {
  if (access === 'public' || access === 'anybody' || access === 'signed-in') return true;
  if (access === 'operator') return viewer.memberships.some(({ role }) => role === 'admin');
  const permissions: readonly Permission[] = typeof access === 'string' ? [access] : access;
  return permissions.some((permission) => may(viewer, permission));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of an address as they are stored and compared: RFC 9562 writes them in small letters and reads both. */
function inSmallLetters(params: Request['params']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, text]) => [
      name,
      typeof text === 'string' && UUID.test(text) ? text.toLowerCase() : text,
    ]),
  );
}

/** @throws Problem where a body was sent as something that is not read: every member of it would seem to be missing */
function bodyOf(shape: { readonly body?: z.ZodType }, { body, headers }: Request): unknown {
  const isSent = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (shape.body && body === undefined && isSent) {
    throw generalProblem('media-type-unsupported', { wanted: 'application/json; charset=utf-8' });
  }
  return body ?? {};
}

function inputOf<A extends Access, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  shape: RouteShape<A, P, Q, B>,
  request: Request,
  response: Response,
  user: SignedIn | null,
  language: Language,
): RouteInput<z.output<P>, z.output<Q>, z.output<B>, A> {
  const parsed = <S extends z.ZodType>(schema: S | undefined, input: unknown, place: 'path' | 'query' | 'body') =>
    // Without a schema the type is `unknown`, and nothing is handed over.
    schema ? parseInput(schema, input, place, language, shape.cleansText) : (undefined as z.output<S>);
  return {
    params: parsed(shape.params, inSmallLetters(request.params), 'path'),
    query: parsed(shape.query, request.query, 'query'),
    body: parsed(shape.body, bodyOf(shape, request), 'body'),
    // The gate before this (mount.ts) lets nobody unknown pass to a route whose `Asker` is a person.
    user: user as Asker<A>,
    language,
    request,
    response,
  };
}
