import { Button, Center, Loader } from '@mantine/core';
import { IconTruckOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, isStatus } from '../ui/api/problem.ts';
import { type Me, meQuery } from '../ui/api/queries.ts';
import { keepPage } from '../ui/keep-page.ts';
import { forgetDay } from '../ui/kept-day.ts';
import { useOthersWaiting } from '../ui/outbox/others-waiting.ts';
import { useOutbox } from '../ui/outbox/use-outbox.ts';
import { RequirePermission } from '../ui/RequirePermission.tsx';
import { Failure, Message } from '../ui/states.tsx';
import { DriverHeader } from './DriverHeader.tsx';
import classes from './DriverPage.module.css';
import { ownRouteQuery } from './own-route-query.ts';
import { PositionsKept } from './PositionsKept.tsx';
import { RouteWork } from './RouteWork.tsx';
import './texts.ts';
import { useKeptDay } from './use-kept-day.ts';

keepPage('/driver');

/** The server's own word that there is none; a hotspot's 404 says nothing of the kind. */
const NO_ROUTE: ReadonlySet<string> = new Set(['no-own-route', 'no-area']);

/** `/driver`: today's own route, one task a screen. */
export function DriverPage() {
  const { t } = useTranslation('driver');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  const kept = useKeptDay();
  const me = useQuery(meQuery()).data;
  const [seen, setSeen] = useState<Me | null>(null);
  if (me && me !== seen) setSeen(me);
  const isKeptUnread = kept === undefined;
  // A session that ended takes no shift's work away: whose day this phone keeps goes on, and is asked to sign in.
  const goesOnAs = me === null ? (isKeptUnread ? seen : (kept?.me ?? null)) : null;
  if (me === null && goesOnAs === null && isKeptUnread) return <Waiting />;
  const user = me ?? goesOnAs;
  return (
    <RequirePermission permission="own-route.read" goesOnAs={goesOnAs}>
      {user ? <OwnDay key={user.id} userId={user.id} /> : <Waiting />}
    </RequirePermission>
  );
}

/** What is not sent yet is sent and counted whatever there is to show: a day without a route too. */
function OwnDay({ userId }: { userId: string }) {
  const { t } = useTranslation('driver');
  const mail = useOutbox(userId);
  const route = useQuery(ownRouteQuery());
  const ofOthers = useOthersWaiting(userId);
  const isSignedOut = useSessionEnd(route, mail.state.needsSignIn);
  const hasNone = route.error instanceof ApiProblem && NO_ROUTE.has(route.error.code);
  useEffect(() => {
    if (hasNone) void forgetDay();
  }, [hasNone]);
  const isAway = route.failureCount > 0 && !hasNone && !isStatus(route.error, 401);
  // A failed look for news takes nothing off the screen that is known already.
  if (route.data && !hasNone)
    return <RouteWork mail={mail} route={route.data} isAway={isAway} isSignedOut={isSignedOut} ofOthers={ofOthers} />;
  return (
    <div className={classes.page}>
      <DriverHeader
        truckNumber={null}
        isAway={isAway}
        isSignedOut={isSignedOut}
        ofOthers={ofOthers}
        outbox={{ state: mail.state, onSend: () => void mail.outbox.sendNow() }}
      />
      <main id="main" className={classes.main}>
        {hasNone ? (
          <Message
            icon={<IconTruckOff size={56} stroke={1.3} />}
            title={t('none')}
            action={
              <Button size="xl" onClick={() => void route.refetch()} loading={route.isFetching}>
                {t('again')}
              </Button>
            }
          >
            {t('noneHint')}
          </Message>
        ) : route.isError ? (
          <Failure error={route.error} onRetry={() => void route.refetch()} />
        ) : (
          <Waiting />
        )}
      </main>
      <footer className={classes.footer}>
        <PositionsKept />
      </footer>
    </div>
  );
}

/** Whether nobody is signed in any more. An answer that says so has it asked again who is: one tap later it has to be known. */
function useSessionEnd(
  { error, errorUpdatedAt }: { readonly error: unknown; readonly errorUpdatedAt: number },
  isSendingRefused: boolean,
): boolean {
  const queryClient = useQueryClient();
  const refusedAt = isStatus(error, 401) ? errorUpdatedAt : isSendingRefused ? 1 : 0;
  useEffect(() => {
    if (refusedAt > 0) void queryClient.invalidateQueries({ queryKey: meQuery().queryKey });
  }, [refusedAt, queryClient]);
  return useQuery(meQuery()).data === null;
}

function Waiting() {
  return (
    <Center h="100%" mih="50dvh">
      <Loader type="dots" size="xl" />
    </Center>
  );
}
