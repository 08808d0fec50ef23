import { Anchor } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutationState, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isStatus } from '../api/problem.ts';
import { meQuery } from '../api/queries.ts';
import { signInHref } from '../GoTo.tsx';
import classes from './OfflineBanner.module.css';

/** One line with the way to sign-in, once an answer says that the session ended while the page was open. */
export function SignedOutBanner() {
  const { t } = useTranslation();
  const isQueryRefused = useRefusedQuery();
  const isMutationRefused = useMutationState({ select: ({ state }) => isStatus(state.error, 401) }).at(-1) ?? false;
  if (!isQueryRefused && !isMutationRefused) return null;
  return (
    <div role="alert" className={classes.banner}>
      <IconLock size={16} aria-hidden />
      {t('state.signedOut')}
      <Anchor href={signInHref(window.location)} c="inherit" fw={700} underline="always">
        {t('state.signInAgain')}
      </Anchor>
    </div>
  );
}

/** Whether anything the page shows could not be asked for again because nobody is signed in. */
function useRefusedQuery(): boolean {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  // A part of the page that asks for something new tells the cache so while it is drawn: nothing may be set by that, only compared.
  return useSyncExternalStore(subscribe, () => {
    const isSignedIn = cache.find(meQuery())?.state.data !== undefined;
    return (
      isSignedIn && cache.getAll().some((query) => query.getObserversCount() > 0 && isStatus(query.state.error, 401))
    );
  });
}
