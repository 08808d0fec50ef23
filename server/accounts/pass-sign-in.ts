import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { usePass } from '../../records/people/passes.ts';

/**
 * Lets the sign-in library open a session for whoever brings a pass of a phone instead of a password. The pass is used up, so it
 * lets in the first device that brings it and no other.
 */
export function passSignIn(prisma: PrismaClient): BetterAuthPlugin {
  return {
    id: 'pass-sign-in',
    endpoints: {
      signInPass: createAuthEndpoint(
        '/sign-in/pass',
        { method: 'POST', body: z.object({ pass: z.string() }) },
        async (context) => {
          const userId = await usePass(prisma, 'phone', context.body.pass, new Date());
          const user = userId === null ? null : await context.context.internalAdapter.findUserById(userId);
          if (!user || ('banned' in user && user.banned === true)) throw new APIError('UNAUTHORIZED');
          const session = await context.context.internalAdapter.createSession(user.id);
          await setSessionCookie(context, { session, user });
          return context.json({ token: session.token, user: { id: user.id, email: user.email } });
        },
      ),
    },
  };
}
