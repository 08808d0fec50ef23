import { z } from 'zod';
import {
  accessSchema,
  accountChangeSchema,
  accountSessionSchema,
  type AccountView,
  accountViewSchema,
  newAccountSchema,
  scopeChoicesSchema,
} from '../../domain/accounts/account.ts';
import { storedIntInText } from '../../domain/columns.ts';
import { cursorSchema } from '../../domain/cursors.ts';
import { daySchema } from '../../domain/day.ts';
import { placeholderEmail } from '../../domain/accounts/sign-in-name.ts';
import type { Membership } from '../../domain/policy/roles.ts';
import type { Platform } from '../../platform/platform.ts';
import { findAccount, listAccounts } from '../../records/people/accounts.ts';
import { endSessions, sessionsOf } from '../../records/people/account-sessions.ts';
import { scopeChoices } from '../../records/people/scope-choices.ts';
import { requireActiveTown } from '../active-town.ts';
import { changeAccount, createAccount, suspendAccount, type Written } from '../../records/people/write-account.ts';
import { generalProblem } from '../http/general-problems.ts';
import { tagVersion, versionAsked } from '../http/preconditions.ts';
import { type Route, route, type SignedIn } from '../http/route.ts';
import { giveAccess } from './access.ts';
import { accountProblem } from './problems.ts';

const params = z.object({ id: z.string().min(1).max(64) });
const isAsked = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');

/** The accounts as a subject of the register: list, detail, change, suspension; and the ways in that are given. */
export function accountRegisterRoutes(platform: Platform): Route[] {
  const { prisma } = platform.database;
  const read = async (id: string): Promise<AccountView> => {
    const account = await findAccount(prisma, id, new Date());
    if (!account) throw accountProblem('no-such-account');
    return account;
  };
  /** What was written, read again; or the problem in its stead. */
  const settled = async (written: Written, id: string): Promise<AccountView> => {
    if (written === 'not-found') throw accountProblem('no-such-account');
    if (written === 'stale') throw generalProblem('stale', {}, { current: await read(id) });
    if (typeof written === 'string') throw accountProblem(written);
    return await read(written.id);
  };

  return [
    route({
      method: 'get',
      path: '/api/accounts',
      permission: 'accounts.read',
      tag: 'accounts',
      summary: 'Accounts by name; `q` searches name, e-mail address and sign-in name, with accents or without',
      query: z.object({
        q: z.string().max(100).optional(),
        archived: isAsked.default(false),
        /** As every list of the register takes it; an account is as it is now. */
        on: daySchema.optional(),
        limit: storedIntInText(1, 500).default(100),
        cursor: cursorSchema.optional(),
      }),
      answer: z.object({ items: z.array(accountViewSchema), nextCursor: z.string().nullable() }),
      handler: async ({ query: { q, archived, limit, cursor } }) =>
        await listAccounts(prisma, { q, archived }, { limit, cursor }, new Date()),
    }),
    route({
      method: 'post',
      path: '/api/accounts',
      permission: 'accounts.edit',
      tag: 'accounts',
      summary: 'Makes an account; `access` of the answer lets the person in and is told this once',
      body: newAccountSchema,
      status: 201,
      answer: accountViewSchema.extend({ access: accessSchema }),
      problems: { 409: 'The e-mail address or sign-in name is another account’s' },
      handler: async ({ body, user, language, response }) => {
        refuseWiderThanOwn(user, body.memberships);
        const made = await settled(await createAccount(prisma, body, user.id, new Date()), '');
        const access = await giveAccess(platform, addressed(made), body.access, user.id, language, new Date());
        const account = await read(made.id);
        response.setHeader('Location', `/api/accounts/${account.id}`);
        tagVersion(response, account.version);
        return { ...account, access };
      },
    }),
    route({
      method: 'get',
      path: '/api/accounts/:id',
      permission: 'accounts.read',
      tag: 'accounts',
      summary: 'One account, with an ETag',
      params,
      answer: accountViewSchema,
      handler: async ({ params: { id }, response }) => {
        const account = await read(id);
        tagVersion(response, account.version);
        return account;
      },
    }),
    route({
      method: 'patch',
      path: '/api/accounts/:id',
      permission: 'accounts.edit',
      tag: 'accounts',
      summary: 'Changes what is sent of an account; wants If-Match',
      params,
      body: accountChangeSchema,
      answer: accountViewSchema,
      problems: {
        409: 'The e-mail address or sign-in name is another account’s, or nobody would be left to give accounts',
        412: 'Somebody changed it in between; `current` is what it is now',
        428: 'If-Match is missing',
      },
      handler: async ({ params: { id }, body, user, request, response }) => {
        const version = versionAsked(request);
        if (body.memberships) refuseWiderThanOwn(user, body.memberships);
        const account = await settled(await changeAccount(prisma, id, version, body, user.id, new Date()), id);
        tagVersion(response, account.version);
        return account;
      },
    }),
    ...(
      [
        ['archive', true, 'Suspends an account: its sessions end and nobody gets in with it'],
        ['restore', false, 'Lets a suspended account in again'],
      ] as const
    ).map(([word, isSuspended, summary]) =>
      route({
        method: 'post',
        path: `/api/accounts/:id/${word}`,
        permission: 'accounts.edit',
        tag: 'accounts',
        summary,
        params,
        answer: accountViewSchema,
        problems: { 409: 'It is the own account, or nobody would be left to give accounts' },
        handler: async ({ params: { id }, user }) => {
          if (id === user.id) throw accountProblem('own-account');
          return await settled(await suspendAccount(prisma, id, isSuspended, user.id, new Date()), id);
        },
      }),
    ),
    route({
      method: 'post',
      path: '/api/accounts/:id/access',
      permission: 'accounts.edit',
      tag: 'accounts',
      summary:
        'Gives a new way in, told this once: a link to choose a password by, or a password for one use; sessions end',
      params,
      body: z.strictObject({ kind: z.enum(['invitation', 'password']) }),
      answer: accessSchema,
      handler: async ({ params: { id }, body, user, language }) => {
        if (id === user.id) throw accountProblem('own-account');
        return await giveAccess(platform, addressed(await read(id)), body.kind, user.id, language, new Date());
      },
    }),
    route({
      method: 'get',
      path: '/api/account-scopes',
      permission: 'accounts.read',
      tag: 'accounts',
      summary: 'What a role can be held over in the town that is served, and its crews',
      answer: scopeChoicesSchema,
      handler: async () => await scopeChoices(prisma, (await requireActiveTown(prisma)).id),
    }),
    route({
      method: 'get',
      path: '/api/accounts/:id/sessions',
      permission: 'accounts.read',
      tag: 'accounts',
      summary: 'Where somebody is signed in, the last used first',
      params,
      answer: z.object({ items: z.array(accountSessionSchema) }),
      handler: async ({ params: { id } }) => ({ items: await sessionsOf(prisma, (await read(id)).id, new Date()) }),
    }),
    route({
      method: 'post',
      path: '/api/accounts/:id/sessions/end',
      permission: 'accounts.edit',
      tag: 'accounts',
      summary: 'Ends one session of somebody, or all',
      params,
      body: z.strictObject({ sessionId: z.string().max(64).optional() }),
      answer: z.object({ ended: z.int() }),
      handler: async ({ params: { id }, body, user }) => {
        const which = body.sessionId === undefined ? 'all' : { id: body.sessionId };
        return { ended: await endSessions(prisma, (await read(id)).id, which, user.id) };
      },
    }),
  ];
}

const addressed = ({ id, name, email }: AccountView) => ({ id, name, email: email ?? placeholderEmail(id) });

/** Who holds a role over one town does not give one over every town. @throws Problem `wider-than-own` */
function refuseWiderThanOwn(user: SignedIn, memberships: readonly Membership[]): void {
  const own = user.memberships.filter(({ role }) => role === 'admin').map(({ townId }) => townId);
  if (own.includes(null)) return;
  const isWider = memberships.some(({ scopeKind, townId }) => scopeKind === 'town' && !own.includes(townId));
  if (isWider) throw accountProblem('wider-than-own');
}
