import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { fromNodeHeaders } from 'better-auth/node';
import type { IncomingHttpHeaders } from 'node:http';
import { PASSWORD_LENGTH } from '../../domain/passwords.ts';
import type { Platform } from '../../platform/platform.ts';
import { LANGUAGES, type Language } from '../../domain/languages.ts';
import { membershipsOf } from '../../records/people/memberships.ts';
import type { SignedIn } from '../http/route.ts';
import { passSignIn } from './pass-sign-in.ts';

const DAY_SECONDS = 24 * 3600;

/** Sign-in by e-mail and password; sessions live in the database and are named by a signed cookie. */
export interface Auth {
  /** Who asks, and until when their session holds; `null` when nobody is signed in or the account is suspended. */
  sessionOf(headers: IncomingHttpHeaders): Promise<{ id: string; user: SignedIn; expiresAt: Date } | null>;
  /**
   * Prolongs the asker's session when it was last prolonged more than a day ago.
   *
   * @returns the cookies that tell the browser so, often none
   */
  prolong(headers: IncomingHttpHeaders): Promise<string[]>;
  /** The library's own endpoints below `/api/auth`. */
  handle(request: Request): Promise<Response>;
}

export function openAuth(platform: Pick<Platform, 'config' | 'database' | 'authSecret'>): Auth {
  const { config, database, authSecret } = platform;
  const auth = betterAuth({
    appName: 'Tuyến Xanh',
    database: prismaAdapter(database.prisma, { provider: 'postgresql' }),
    secret: authSecret,
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
    },
    plugins: [passSignIn(database.prisma)],
    user: {
      additionalFields: {
        language: { type: 'string', required: true, defaultValue: 'vi', input: false },
        banned: { type: 'boolean', required: true, defaultValue: false, input: false },
        mustChangePassword: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    // Prolonged by use, see prolong(): only who stays away for so long has to sign in again.
    session: {
      expiresIn: 14 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      additionalFields: { phone: { type: 'string', required: false, input: false } },
    },
    advanced: {
      useSecureCookies: config.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // Origins are checked for every route alike (http/origin.ts), which also knows the host that was asked.
      disableCSRFCheck: true,
      ipAddress: { disableIpTracking: true },
    },
    // Counted by http/rate-limits.ts, with answers in both languages.
    rateLimit: { enabled: false },
    // What is no refusal of its own is thrown as it is: a database that is away must be known as that.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });

  return {
    async sessionOf(headers) {
      if (headers.cookie === undefined) return null;
      const found = await auth.api.getSession({
        headers: fromNodeHeaders(headers),
        query: { disableRefresh: true },
      });
      if (!found || found.user.banned) return null;
      const { id, email, name, language } = found.user;
      // A bound phone was let in by a code: its driver need not know the password that somebody gave.
      const mustChangePassword = found.user.mustChangePassword && !found.session.phone;
      const memberships = await membershipsOf(database.prisma, id, new Date());
      return {
        user: { id, email, name, language: languageFrom(language), mustChangePassword, memberships },
        id: found.session.id,
        expiresAt: new Date(found.session.expiresAt),
      };
    },
    async prolong(headers) {
      const answer = await auth.api.getSession({ headers: fromNodeHeaders(headers), returnHeaders: true });
      return answer.headers.getSetCookie();
    },
    handle: (request) => auth.handler(request),
  };
}

function languageFrom(text: string): Language {
  return LANGUAGES.find((language) => language === text) ?? 'vi';
}
