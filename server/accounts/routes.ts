import { z } from 'zod';
import { passwordFault } from '../../domain/passwords.ts';
import { permissionsOf } from '../../domain/policy/may.ts';
import { PERMISSION_NAMES } from '../../domain/policy/permissions.ts';
import { mainRole, membershipSchema, roleSchema } from '../../domain/policy/roles.ts';
import type { Platform } from '../../platform/platform.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { type Route, type SignedIn, route } from '../http/route.ts';
import { spendTry } from '../http/spend-try.ts';
import type { Auth } from './auth.ts';
import { chooseLanguage, emailOf, ownPasswordChosen } from '../../records/people/sign-in.ts';
import { forward } from './forward.ts';
import { endSession, endSessionsOf, isSuspended } from '../../records/people/sessions.ts';
import { accountProblem, passwordProblem } from './problems.ts';

const meSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** The widest role held, `null` without any. */
  role: roleSchema.nullable(),
  language: z.enum(LANGUAGES),
  /** What may be done to something. */
  permissions: z.array(z.enum(PERMISSION_NAMES)),
  /** By these the pages ask the policy (domain/policy/may.ts) about one thing. */
  memberships: z.array(membershipSchema),
  mustChangePassword: z.boolean(),
});

const sessionSchema = z.looseObject({ user: z.looseObject({ id: z.string(), email: z.string() }) });
const signedOutSchema = z.looseObject({ success: z.boolean() });

const credentialsSchema = z.object({
  /** An e-mail address, a phone number or a user name. */
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(128),
  rememberMe: z.boolean().optional(),
});

/** Longer than any password may be, so that one that is too long is told so. */
const MOST_TYPED = 1000;

/** Wrong tries: 10 in 5 minutes for one account from one address, 60 from one address. */
const WINDOW_SECONDS = 300;

export function accountRoutes(platform: Platform, auth: Auth): Route[] {
  const { publicUrl } = platform.config;
  const perAccount = platform.rateLimits.open('sign-in-account', 10, WINDOW_SECONDS);
  const perAddress = platform.rateLimits.open('sign-in-address', 60, WINDOW_SECONDS);

  return [
    route({
      method: 'post',
      path: '/api/auth/sign-in/email',
      permission: 'public',
      tag: 'accounts',
      summary:
        'Signs in by e-mail address, phone number or user name, and password; sets the session cookie and ends the session that the browser had before',
      body: credentialsSchema,
      answer: sessionSchema,
      handler: async ({ body, request, response }) => {
        const address = request.ip ?? '';
        const account = `${address} ${body.email.toLowerCase()}`;
        // Spent before the try, so that a burst sent all at once is counted too; given back when it was a good one.
        await spendTry(perAddress, address);
        await spendTry(perAccount, account);
        const before = await auth.sessionOf(request.headers);
        const answer = await forward(auth, publicUrl, {
          request,
          response,
          body: { ...body, email: await emailOf(platform.database.prisma, body.email) },
          answer: sessionSchema,
          // One answer for every reason: it must not tell which addresses have an account.
          refusal: () => accountProblem('sign-in-refused'),
        });
        await Promise.all([perAddress.refund(address), perAccount.refund(account)]);
        const { prisma } = platform.database;
        if (await isSuspended(prisma, answer.user.id)) {
          // Only now, when the password was right: nobody else learns that there is such an account.
          await endSessionsOf(prisma, answer.user.id);
          response.removeHeader('Set-Cookie');
          throw accountProblem('account-suspended');
        }
        // The browser forgets its cookie of before, so nobody could end that session any more. Other devices keep theirs.
        if (before) await endSession(prisma, before.id);
        return answer;
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/sign-out',
      permission: 'public',
      tag: 'accounts',
      summary: 'Ends the session',
      answer: signedOutSchema,
      handler: ({ request, response }) =>
        forward(auth, publicUrl, { request, response, body: {}, answer: signedOutSchema }),
    }),
    route({
      method: 'get',
      path: '/api/auth/get-session',
      permission: 'public',
      tag: 'accounts',
      summary: 'The session, or null; prolongs it when it is more than a day old',
      answer: sessionSchema.nullable(),
      handler: ({ request, response }) =>
        forward(auth, publicUrl, { request, response, answer: sessionSchema.nullable() }),
    }),
    route({
      method: 'post',
      path: '/api/auth/change-password',
      permission: 'signed-in',
      tag: 'accounts',
      summary: 'Changes the own password and ends all other sessions',
      body: z.strictObject({ currentPassword: z.string().max(MOST_TYPED), newPassword: z.string().max(MOST_TYPED) }),
      answer: sessionSchema,
      handler: async ({ body, user, request, response }) => {
        await spendTry(perAccount, user.id);
        const fault = passwordFault(body.newPassword, user);
        if (fault) throw passwordProblem(fault);
        const answer = await forward(auth, publicUrl, {
          request,
          response,
          body: { ...body, revokeOtherSessions: true },
          answer: sessionSchema,
          refusal: () => accountProblem('password-refused'),
        });
        await ownPasswordChosen(platform.database.prisma, user.id);
        return answer;
      },
    }),
    route({
      method: 'get',
      path: '/api/me',
      permission: 'anybody',
      tag: 'accounts',
      summary: 'Who is signed in and what they may do, or null; prolongs the session when it is more than a day old',
      answer: meSchema.nullable(),
      // Every page asks this, again and again: who works is not signed out in the middle of it, and nobody being signed in is
      // no error.
      handler: async ({ user, request, response }) => {
        if (!user) return null;
        const cookies = await auth.prolong(request.headers);
        if (cookies.length > 0) response.setHeader('Set-Cookie', cookies);
        return meOf(user);
      },
    }),
    route({
      method: 'patch',
      path: '/api/me',
      permission: 'signed-in',
      tag: 'accounts',
      summary: 'Chooses the own language',
      body: z.strictObject({ language: z.enum(LANGUAGES) }),
      answer: meSchema,
      handler: async ({ user, body }) => {
        const { language } = body;
        await chooseLanguage(platform.database.prisma, user.id, language);
        return meOf({ ...user, language });
      },
    }),
  ];
}

function meOf(user: SignedIn): z.input<typeof meSchema> {
  return {
    ...user,
    memberships: [...user.memberships],
    role: mainRole(user),
    // Until the password is one's own, the server lets nothing else be done.
    permissions: user.mustChangePassword ? [] : permissionsOf(user),
  };
}
