import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../domain/policy/permissions.ts';
import { type Me, meQuery } from './api/queries.ts';
import { ToSignIn } from './GoTo.tsx';
import { Failure, NoPermission } from './states.tsx';

// Few ever see these, and every page asks for a permission.
const TopBar = lazy(async () => ({ default: (await import('./shell/TopBar.tsx')).TopBar }));
const OwnPassword = lazy(async () => ({ default: (await import('./OwnPassword.tsx')).OwnPassword }));

interface Props {
  permission: Permission | readonly Permission[];
  /** Who it was, of a page that goes on by what the phone keeps when their session is over. */
  goesOnAs?: Me | null;
  children: ReactNode;
}

/** Shows `children` to those who may (any of several); others sign in first, or are told that their role may not. */
export function RequirePermission({ permission, goesOnAs = null, children }: Props) {
  const { t } = useTranslation();
  const me = useQuery(meQuery());
  if (me.isPending) {
    return (
      <Center h="100%" role="status" aria-label={t('state.loading')}>
        <Loader type="dots" />
      </Center>
    );
  }
  // Who it was a moment ago it still is when the next look fails.
  if (me.data === undefined) return <Failure error={me.error} onRetry={() => void me.refetch()} />;
  const user = me.data ?? goesOnAs;
  if (!user) return <ToSignIn />;
  if (user.mustChangePassword) {
    return (
      <Suspense>
        <OwnPassword />
      </Suspense>
    );
  }
  const wanted: readonly Permission[] = typeof permission === 'string' ? [permission] : permission;
  const { permissions } = user;
  if (!wanted.some((each) => permissions.includes(each))) {
    return (
      <>
        <Suspense>
          <TopBar />
        </Suspense>
        <main id="main">
          <NoPermission />
        </main>
      </>
    );
  }
  return children;
}
