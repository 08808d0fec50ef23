import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Permission, Role } from '../../domain/roles.ts';
import { meQuery } from './api/queries.ts';
import { command } from './api/request.ts';
import { forgetDay } from './kept-day.ts';

/** Where each role works. */
export const HOME_OF_ROLE: Readonly<Record<Role, '/dispatch' | '/manage/coverage' | '/manage/areas' | '/driver'>> = {
  admin: '/dispatch',
  dispatcher: '/dispatch',
  manager: '/manage/coverage',
  driver: '/driver',
};

/** Whether the one signed in may do `permission`; false while unknown. */
export function usePermission(permission: Permission): boolean {
  return useQuery(meQuery()).data?.permissions.includes(permission) ?? false;
}

/** @throws ApiProblem with status 401 when email or password is wrong. */
export async function signIn(email: string, password: string): Promise<void> {
  await command('/api/auth/sign-in/email', { body: { email, password } });
  // Another person's, perhaps.
  forgetDay();
}

/** Signs out, forgets everything that was loaded, and goes to the public page. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await command('/api/auth/sign-out', { body: {} });
    queryClient.clear();
    forgetDay();
    window.location.assign('/');
  }, [queryClient]);
}
