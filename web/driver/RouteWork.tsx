import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { serverClock } from '../ui/api/server-clock.ts';
import { keepDay } from '../ui/kept-day.ts';
import { isOfKind, type OutboxItem } from '../ui/outbox/items.ts';
import type { useOutbox } from '../ui/outbox/use-outbox.ts';
import { Message } from '../ui/states.tsx';
import { AskFirst } from './AskFirst.tsx';
import { DriverHeader } from './DriverHeader.tsx';
import classes from './DriverPage.module.css';
import { PositionsKept } from './PositionsKept.tsx';
import type { TakenPhoto } from './photos/shrink-photo.ts';
import { openBefore, type Report } from './reports.ts';
import { StopOverview } from './StopOverview.tsx';
import { TaskScreen } from './TaskScreen.tsx';
import { nextTask, type Task, tasksOf } from './tasks.ts';
import { useRest } from './use-rest.ts';

interface Props {
  mail: ReturnType<typeof useOutbox>;
  route: OwnRouteView;
  isAway: boolean;
}

/** The route of the day: the task that is next, or all of them. */
export function RouteWork({ mail, route, isAway }: Props) {
  const { t } = useTranslation('driver');
  const { outbox, state } = mail;
  useRefetchOnSent(state.waiting.length);
  // The route that was begun with; another is said to be another before it is gone by.
  const [knownId, setKnownId] = useState(route.id);
  const [openStopId, setOpenStopId] = useState<string | null>(null);
  const [isListOpen, setListOpen] = useState(false);
  /** What was tapped and passes stops over: nothing is reported before that is meant. */
  const [asked, setAsked] = useState<{ report: Report; open: readonly Task[] } | null>(null);
  const rest = useRest();

  const me = useQuery(meQuery()).data;
  const area = useQuery(areaQuery()).data;
  useEffect(() => {
    if (me && area) void keepDay({ me, area, route });
  }, [me, area, route]);
  useEffect(() => {
    const known = new Set(route.events.map(({ id }) => id));
    const shown = state.sent.filter(({ id }) => known.has(id));
    outbox.forgetSent(shown.map(({ id }) => id)).catch((error: unknown) => console.error(error));
  }, [outbox, route, state.sent]);

  const tasks = useMemo(() => {
    const here = [...state.sent, ...state.refused, ...state.waiting];
    return tasksOf(
      route,
      here.filter((item) => isOfKind(item, 'field-event')).map(({ body }) => body),
    );
  }, [route, state]);
  const current = tasks.find(({ stop }) => stop.id === openStopId) ?? nextTask(tasks);

  const keep = async (report: Report) => {
    const id = v7();
    const doneAt = new Date(serverClock.now()).toISOString();
    // Nothing is said to be done before it is kept.
    await outbox.add('field-event', id, { ...report, id, truckId: route.truckId, doneAt });
    setAsked(null);
    setOpenStopId(null);
  };
  const keepPhoto = async ({ picture, position }: TakenPhoto): Promise<string> => {
    const id = v7();
    await outbox.add('photo', id, { id, takenAt: new Date(serverClock.now()).toISOString(), position, picture });
    return id;
  };
  const report = (what: Report) => {
    const open = openBefore(tasks, what);
    if (open.length > 0) setAsked({ report: what, open });
    else void rest.once(() => keep(what));
  };

  return (
    <div className={classes.page}>
      <DriverHeader
        truckNumber={route.truckNumber}
        isAway={isAway}
        outbox={{ state, onSend: () => void outbox.sendNow() }}
        onUnderstood={route.id === knownId ? null : () => setKnownId(route.id)}
      />
      <main id="main" className={classes.main}>
        {asked ? (
          <AskFirst
            isEnd={asked.report.kind === 'shift-ended'}
            open={asked.open}
            isResting={rest.isResting}
            onBack={() => setAsked(null)}
            onMeant={() => void rest.once(() => keep(asked.report))}
          />
        ) : isListOpen ? (
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
          <TaskScreen
            key={current.stop.id}
            route={route}
            tasks={tasks}
            task={current}
            isResting={rest.isResting}
            onReport={report}
            onPhoto={keepPhoto}
          />
        ) : (
          <Message icon={<IconCircleCheck size={72} stroke={1.3} />} title={t('finished')}>
            {t('notice')}
          </Message>
        )}
      </main>
      <footer className={classes.footer}>
        <div className={classes.footerButtons}>
          <TakeBack held={state.held} route={route} onTakeBack={(id) => void outbox.takeBack(id)} />
          <Button
            variant="default"
            h={56}
            fz={18}
            onClick={() => {
              setAsked(null);
              setListOpen(!isListOpen);
            }}
          >
            {isListOpen ? t('next') : t('list')}
          </Button>
        </div>
        <PositionsKept />
      </footer>
    </div>
  );
}

/** What has arrived is in the route as the server tells it, also where a new revision has put it. */
function useRefetchOnSent(waiting: number): void {
  const queryClient = useQueryClient();
  const before = useRef(waiting);
  useEffect(() => {
    if (waiting < before.current) void queryClient.invalidateQueries({ queryKey: ['own-route'] });
    before.current = waiting;
  }, [waiting, queryClient]);
}

interface TakeBackProps {
  held: OutboxItem | null;
  route: OwnRouteView;
  onTakeBack: (id: string) => void;
}

/** The last report, as long as it can be taken back. */
function TakeBack({ held, route, onTakeBack }: TakeBackProps) {
  const { t } = useTranslation('driver');
  if (!isOfKind(held, 'field-event')) return null;
  const { kind, stopId } = held.body;
  const name = route.stops.find(({ id }) => id === stopId)?.name;
  return (
    <Button variant="default" h={56} leftSection={<IconArrowBackUp size={24} />} onClick={() => onTakeBack(held.id)}>
      <span className={classes.takeBackText}>
        <span>{t('takeBack')}</span>
        <span className={classes.takeBackWhat}>{[t(`reported.${kind}`), name].filter(Boolean).join(' · ')}</span>
      </span>
    </Button>
  );
}
