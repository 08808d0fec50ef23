import { Button, Center, Loader } from '@mantine/core';
import { IconCircleCheck, IconTruckOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { FieldEventInput } from '../../domain/field-events.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { ApiProblem } from '../ui/api/problem.ts';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { forgetDay, keepDay, keptDay } from '../ui/kept-day.ts';
import { RequirePermission } from '../ui/RequirePermission.tsx';
import { Failure, Message } from '../ui/states.tsx';
import { en } from '../ui/texts/en/driver.ts';
import { registerTexts } from '../ui/texts/i18n.ts';
import { vi } from '../ui/texts/vi/driver.ts';
import { DriverHeader } from './DriverHeader.tsx';
import classes from './DriverPage.module.css';
import { ownRouteQuery } from './own-route-query.ts';
import { StopOverview } from './StopOverview.tsx';
import { TaskScreen } from './TaskScreen.tsx';
import { nextTask, tasksOf } from './tasks.ts';
import { useKeptDay } from './use-kept-day.ts';
import { useOutbox } from './use-outbox.ts';

registerTexts('driver', { vi, en });

// While developing, what Vite serves changes all the time. Without https a phone's browser has no service workers.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('/driver-worker.js', { scope: '/driver' }).catch((error: unknown) => {
    console.error('the page will not open without a network:', error);
  });
}

/** The server's own word that there is none; a hotspot's 404 says nothing of the kind. */
const NO_ROUTE: ReadonlySet<string> = new Set(['no-own-route', 'no-area']);

/** `/driver`: today's own route, one task a screen. */
export function DriverPage() {
  const { t } = useTranslation('driver');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  useKeptDay();
  return (
    <RequirePermission permission="own-route.read">
      <OwnRoute />
    </RequirePermission>
  );
}

function OwnRoute() {
  const me = useQuery(meQuery()).data;
  return me ? <OwnDay key={me.id} userId={me.id} /> : <Waiting />;
}

/** What is not sent yet is sent and counted whatever there is to show: a day without a route too. */
function OwnDay({ userId }: { userId: string }) {
  const { t } = useTranslation('driver');
  const mail = useOutbox(userId);
  const route = useQuery(ownRouteQuery());
  const hasNone = route.error instanceof ApiProblem && NO_ROUTE.has(route.error.code);
  useEffect(() => {
    if (hasNone) forgetDay();
  }, [hasNone]);
  const isAway = route.failureCount > 0 && !hasNone;
  // A failed look for news takes nothing off the screen that is known already.
  if (route.data && !hasNone) return <RouteWork mail={mail} route={route.data} isAway={isAway} />;
  return (
    <div className={classes.page}>
      <DriverHeader
        truckNumber={null}
        isAway={isAway}
        outbox={{ state: mail.state, onSend: () => void mail.outbox.send() }}
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

function Waiting() {
  return (
    <Center h="100%" mih="50dvh">
      <Loader type="dots" size="xl" />
    </Center>
  );
}

/** What the driver did, before it has an id and a time. */
export type Report = Omit<FieldEventInput, 'id' | 'truckId' | 'doneAt'>;

function RouteWork({
  mail,
  route,
  isAway,
}: {
  mail: ReturnType<typeof useOutbox>;
  route: OwnRouteView;
  isAway: boolean;
}) {
  const { t } = useTranslation('driver');
  const { outbox, state } = mail;
  const queryClient = useQueryClient();
  // The route that was begun with; another is said to be another before it is gone by.
  const [knownId, setKnownId] = useState(route.id);
  const unsent = state.unsent.length;
  const unsentBefore = useRef(unsent);
  useEffect(() => {
    // What has arrived is in the route as the server tells it, also where a new revision has put it.
    if (unsent < unsentBefore.current) void queryClient.invalidateQueries({ queryKey: ['own-route'] });
    unsentBefore.current = unsent;
  }, [unsent, queryClient]);
  const [openStopId, setOpenStopId] = useState<string | null>(null);
  const [isListOpen, setListOpen] = useState(false);
  // What was sent a moment ago is not in the route yet that was loaded before.
  const [sentHere, setSentHere] = useState<readonly FieldEventInput[]>(() => {
    const kept = keptDay(new Date());
    return kept?.route.id === route.id ? kept.reported : [];
  });
  const me = useQuery(meQuery()).data;
  const area = useQuery(areaQuery()).data;
  useEffect(() => {
    if (me && area) keepDay({ me, area, route, reported: [...sentHere] });
  }, [me, area, route, sentHere]);
  const tasks = useMemo(
    () => tasksOf(route, [...sentHere, ...state.refused, ...state.unsent]),
    [route, sentHere, state],
  );
  const current = tasks.find(({ stop }) => stop.id === openStopId) ?? nextTask(tasks);

  const report = (what: Report) => {
    const event: FieldEventInput = { ...what, id: v7(), truckId: route.truckId, doneAt: new Date().toISOString() };
    void outbox.add(event);
    setSentHere((before) => [...before, event]);
    setOpenStopId(null);
  };

  return (
    <div className={classes.page}>
      <DriverHeader
        truckNumber={route.truckNumber}
        isAway={isAway}
        outbox={{ state, onSend: () => void outbox.send() }}
      />
      {route.id !== knownId && (
        <div className={classes.changed} role="alert">
          <span>{t('changed')}</span>
          <Button variant="white" color="dark" h={56} fz={18} onClick={() => setKnownId(route.id)}>
            {t('understood')}
          </Button>
        </div>
      )}
      <main id="main" className={classes.main}>
        {isListOpen ? (
          <StopOverview
            day={route.day}
            tasks={tasks}
            currentId={current?.stop.id ?? null}
            onOpen={(stopId) => {
              setOpenStopId(stopId);
              setListOpen(false);
            }}
          />
        ) : current ? (
          <TaskScreen key={current.stop.id} route={route} tasks={tasks} task={current} onReport={report} />
        ) : (
          <Message icon={<IconCircleCheck size={72} stroke={1.3} />} title={t('finished')}>
            {t('notice')}
          </Message>
        )}
      </main>
      <footer className={classes.footer}>
        <Button fullWidth variant="default" h={56} fz={18} onClick={() => setListOpen(!isListOpen)}>
          {isListOpen ? t('next') : t('list')}
        </Button>
        <PositionsKept />
      </footer>
    </div>
  );
}

/** Where a truck is, is where its crew is: they are told for how long that is known. */
function PositionsKept() {
  const { t } = useTranslation('driver');
  const area = useQuery(areaQuery()).data;
  if (!area) return null;
  return <p className={classes.kept}>{t('positionsKept', { count: area.positionRetentionDays })}</p>;
}
