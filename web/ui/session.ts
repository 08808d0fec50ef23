import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { may } from '../../domain/policy/may.ts';
import type { Permission } from '../../domain/policy/permissions.ts';
import type { Role } from '../../domain/policy/roles.ts';
import { lateForm } from './api/late-form.ts';
import { type Me, meQuery } from './api/queries.ts';
import { command, request } from './api/request.ts';
import { forgetDay, forgetDayOfOthers } from './kept-day.ts';
import { forgetDesk } from './forget-kept.ts';
import { forgetTeam } from './forget-kept.ts';
import { onlySendFor } from './outbox/sender.ts';

/** Where each role works; who works nowhere but on a part of the town begins on the page everybody sees. */
const HOME_OF_ROLE: Readonly<Partial<Record<Role, '/dispatch' | '/manage' | '/clerk' | '/driver'>>> = {
  admin: '/dispatch',
  dispatcher: '/dispatch',
  manager: '/manage',
  'site-clerk': '/clerk',
  driver: '/driver',
};

/** Where somebody goes who signed in; `null`: to the page everybody sees. */
export function homeOf(me: Pick<Me, 'role'>): string | null {
  return (me.role && HOME_OF_ROLE[me.role]) ?? null;
}

/** Whether the one signed in may do `permission` to something, or to the given row; false while unknown. */
export function usePermission(permission: Permission, row?: object): boolean {
  const me = useQuery(meQuery()).data;
  if (!me) return false;
  return row === undefined ? me.permissions.includes(permission) : may(me, permission, row);
}

/**
 * Signs in by `post`, forgets what this device kept of others, and has all that was loaded for them, or for nobody, asked for again.
 * What others did and have not sent stays here, and is not sent as if somebody else had done it.
 *
 * @throws ApiProblem what `post` throws
 */
export async function signInBy(queryClient: QueryClient, post: () => Promise<void>): Promise<Me | null> {
  let me: Me | null;
  onlySendFor(null);
  try {
    await post();
    me = await request(lateForm('me'), '/api/me');
  } catch (error) {
    onlySendFor(undefined);
    throw error;
  }
  onlySendFor(me?.id);
  forgetDesk();
  forgetTeam();
  if (me) await forgetDayOfOthers(me.id);
  await queryClient.resetQueries();
  return me;
}

/** @throws ApiProblem with status 401 when email or password is wrong. */
export async function signIn(queryClient: QueryClient, email: string, password: string): Promise<Me | null> {
  return await signInBy(queryClient, () => command('/api/auth/sign-in/email', { body: { email, password } }));
}

/** Signs out, forgets everything that was loaded, and goes to the public page. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await command('/api/auth/sign-out', { body: {} });
    queryClient.clear();
    forgetDesk();
    forgetTeam();
    await forgetDay();
    window.location.assign('/');
  }, [queryClient]);
}
