import type { IncomingHttpHeaders } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express, Request, RequestHandler } from 'express';
import { generalProblem } from './general-problems.ts';
import type { Language } from '../../domain/languages.ts';
import { contentOf, ReadyAnswer, sendReady } from './kept-answers.ts';
import { languageOf } from './language.ts';
import { type Access, mayUse, type Route, type SignedIn } from './route.ts';

/** What routes need to know about whoever asks. */
export interface MountOptions {
  /** Who asks, by the session cookie; `null` when nobody is signed in. */
  readonly identify: (headers: IncomingHttpHeaders) => Promise<SignedIn | null>;
  readonly fallbackLanguage: Language;
  /** Whoever sends it as a bearer token counts as the operator; without it only an admin does. Where somebody asks from says
   * nothing: behind a proxy on this machine everybody seems to ask from here. */
  readonly operatorToken?: string | undefined;
  /** Checks every JSON answer against its schema before it is sent; for tests, because it costs time. */
  readonly checkAnswers?: boolean;
}

/** Puts the routes onto Express: who asks → may they → is the input right → handler → answer. */
export function mountRoutes(app: Express, routes: readonly Route[], options: MountOptions): void {
  for (const route of routes) app[route.method](route.path, handlerOf(route, options));
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    app.all(path, (request, response) => {
      response.setHeader('Allow', allowed.join(', '));
      throw generalProblem('method-not-allowed', { method: request.method });
    });
  }
}

function handlerOf(route: Route, options: MountOptions): RequestHandler {
  return async (request, response) => {
    const user = route.permission === 'public' ? null : await options.identify(request.headers);
    if (!(route.permission === 'operator' && isOperator(request, options.operatorToken))) {
      admit(user, route.permission);
    }
    const answer = await route.run(
      request,
      response,
      user,
      languageOf(request, user?.language ?? options.fallbackLanguage),
    );
    if (!route.answer) return;
    const isReady = answer instanceof ReadyAnswer;
    if (options.checkAnswers) {
      route.answer.parse(isReady ? await contentOf(answer) : JSON.parse(JSON.stringify(answer)));
    }
    // Answers belong to one person at one moment; a route that may be kept says so itself.
    if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'private, no-cache');
    if (isReady) {
      await sendReady(request, response, answer);
      return;
    }
    // `no-cache` speaks to caches on the way; at the origin the asker's ETag may still be compared.
    if (request.headers['if-none-match']) delete request.headers['cache-control'];
    // A handler may answer with another status than its usual one, as health does.
    response.status(Number(response.locals.status ?? route.status)).json(answer);
  };
}

function admit(user: SignedIn | null, access: Access): void {
  if (access === 'public' || access === 'anybody') return;
  if (!user) throw generalProblem('signed-out');
  if (user.mustChangePassword && access !== 'signed-in') throw generalProblem('password-change-due');
  if (!mayUse(user, access)) throw generalProblem('not-allowed');
}

function isOperator({ headers }: Request, token: string | undefined): boolean {
  return token !== undefined && isSame(headers.authorization ?? '', `Bearer ${token}`);
}

/** Compares in the same time wherever the two differ. */
function isSame(given: string, wanted: string): boolean {
  const digestOf = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digestOf(given), digestOf(wanted));
}
