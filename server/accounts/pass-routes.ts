import { z } from 'zod';
import { passwordFault } from '../../domain/passwords.ts';
import type { Platform } from '../../platform/platform.ts';
import { givePassword } from '../../records/people/credential.ts';
import { driversWithPhones } from '../../records/people/drivers.ts';
import { makePass, ownerOfPass, usePass } from '../../records/people/passes.ts';
import { bindPhone, endSessions } from '../../records/people/account-sessions.ts';
import { findInvited, ownPasswordChosen } from '../../records/people/sign-in.ts';
import { type Route, route } from '../http/route.ts';
import { spendTry } from '../http/spend-try.ts';
import type { Auth } from './auth.ts';
import { forward } from './forward.ts';
import { accountProblem, passwordProblem } from './problems.ts';

const PHONE_MINUTES = 10;
const params = z.object({ id: z.string().min(1).max(64) });
const passSchema = z.string().regex(/^[\w-]{20,64}$/);
const signedInSchema = z.looseObject({ token: z.string(), user: z.looseObject({ id: z.string() }) });
const phoneSchema = z.object({
  id: z.string(),
  name: z.string(),
  crews: z.array(z.string()),
  phone: z.object({ since: z.iso.datetime(), lastSeenAt: z.iso.datetime(), device: z.string() }).nullable(),
});

/** Ways in by a pass: the link of an invitation, and the code that signs a driver's phone in. */
export function passRoutes(platform: Platform, auth: Auth): Route[] {
  const { config, database, rateLimits } = platform;
  const { prisma } = database;
  const perAddress = rateLimits.open('pass-address', 30, 300);
  /** Drivers only: whoever may give phones must not get in as somebody with more. */
  const driver = async (id: string) => {
    const found = (await driversWithPhones(prisma, new Date())).find((each) => each.id === id);
    if (!found) throw accountProblem('no-such-account');
    return found;
  };
  return [
    route({
      method: 'post',
      path: '/api/auth/invitation',
      permission: 'public',
      tag: 'accounts',
      summary: 'Chooses the password by the pass of an invitation, which is used up; then sign in with it',
      body: z.strictObject({ pass: passSchema, password: z.string().min(8).max(128) }),
      answer: z.object({ signInName: z.string() }),
      handler: async ({ body, request }) => {
        await spendTry(perAddress, request.ip ?? '');
        const ownerId = await ownerOfPass(prisma, 'invitation', body.pass, new Date());
        const user = ownerId === null ? null : await findInvited(prisma, ownerId);
        if (!user) throw accountProblem('pass-refused');
        // Before the pass is used up: whoever is told to choose another password can.
        const fault = passwordFault(body.password, user);
        if (fault) throw passwordProblem(fault);
        if ((await usePass(prisma, 'invitation', body.pass, new Date())) === null) throw accountProblem('pass-refused');
        await givePassword(database, user.id, body.password, true);
        await ownPasswordChosen(prisma, user.id);
        return { signInName: user.signInName ?? user.email };
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/phone',
      permission: 'public',
      tag: 'accounts',
      summary: 'Signs this phone in by the pass of a QR code, which is used up; the phone the driver had before is out',
      body: z.strictObject({ pass: passSchema }),
      answer: z.object({ signedIn: z.literal(true) }),
      handler: async ({ body, request, response }) => {
        await spendTry(perAddress, request.ip ?? '');
        const { token, user } = await forward(auth, config.publicUrl, {
          request,
          response,
          path: '/api/auth/sign-in/pass',
          body,
          answer: signedInSchema,
          refusal: () => accountProblem('pass-refused'),
        });
        await bindPhone(prisma, user.id, token, request.headers['user-agent'] ?? 'phone');
        return { signedIn: true as const };
      },
    }),
    route({
      method: 'get',
      path: '/api/phones',
      permission: 'phones.edit',
      tag: 'accounts',
      summary: 'Drivers with the phone each is signed in on',
      answer: z.object({ items: z.array(phoneSchema) }),
      handler: async () => ({ items: await driversWithPhones(prisma, new Date()) }),
    }),
    route({
      method: 'post',
      path: '/api/phones/:id',
      permission: 'phones.edit',
      tag: 'accounts',
      summary: 'An address to show as a QR code: the first phone that opens it is signed in as this driver',
      params,
      answer: z.object({ url: z.string(), expiresAt: z.iso.datetime() }),
      handler: async ({ params: { id } }) => {
        await driver(id);
        const expiresAt = new Date(Date.now() + PHONE_MINUTES * 60_000);
        const pass = await makePass(prisma, 'phone', id, expiresAt);
        return { url: `${config.publicUrl}/phone#${pass}`, expiresAt: expiresAt.toISOString() };
      },
    }),
    route({
      method: 'post',
      path: '/api/phones/:id/cut-off',
      permission: 'phones.edit',
      tag: 'accounts',
      summary: 'Cuts a lost phone off at once',
      params,
      answer: z.object({ ended: z.int() }),
      handler: async ({ params: { id }, user }) => {
        await driver(id);
        return { ended: await endSessions(prisma, id, 'phone', user.id) };
      },
    }),
  ];
}
