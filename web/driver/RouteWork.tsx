import { Button, Loader } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconDots } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { IncidentKind } from '../../domain/incidents/incidents.ts';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { CHECK_KINDS, type CheckKind } from '../../domain/truck-checks/check-kinds.ts';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { serverClock } from '../ui/api/server-clock.ts';
import { endEarlyScreen } from '../ui/early-screen.ts';
import { keepDay } from '../ui/kept-day.ts';
import { isOfKind, type OutboxItem, withdrawnIds } from '../ui/outbox/items.ts';
import type { useOutbox } from '../ui/outbox/use-outbox.ts';
import { AskFirst } from './AskFirst.tsx';
import type { ToldCheck } from './checks/TruckCheck.tsx';
import { DriverHeader } from './DriverHeader.tsx';
import classes from './DriverPage.module.css';
import { type TruckWasFull, unloadingNow } from './full-truck.ts';
import type { ToldIncident } from './incidents/IncidentForm.tsx';
import {
  FullTruck,
  IncidentForm,
  MapScreen,
  MoreMenu,
  PositionScreen,
  StopOverview,
  TruckCheck,
  useScreensLoaded,
} from './lazy-screens.tsx';
import { useMapKept } from './map/use-map-kept.ts';
import { usePlacePhotosKept } from './place-photo/use-place-photos-kept.ts';
import { PositionsKept } from './PositionsKept.tsx';
import { usePositions } from './positions/use-positions.ts';
import type { TakenPhoto } from './photos/shrink-photo.ts';
import { keepReport, openBefore, type Report } from './reports.ts';
import { TaskScreen } from './TaskScreen.tsx';
import { nextTask, type Task } from './tasks.ts';
import { tasksHere } from './tasks-here.ts';
import { useAwake } from './use-awake.ts';
import { useCrewNews } from './use-crew-news.ts';
import { useRest } from './use-rest.ts';
import { useRouteSeen } from './use-route-seen.ts';

interface Props {
  mail: ReturnType<typeof useOutbox>;
  route: OwnRouteView;
  isAway: boolean;
  isSignedOut: boolean;
  ofOthers: number;
}

/** What is in sight: the task at hand, all of them, or something beside them. */
type Screen =
  | { readonly is: 'task' | 'list' | 'more' | 'full' | 'map' | 'position' }
  | { readonly is: 'check'; readonly kind: CheckKind }
  | { readonly is: 'incident'; readonly kind: Exclude<IncidentKind, 'full'> };

const TASK: Screen = { is: 'task' };

/** The route of the day: the task that is next, or all of them. */
export function RouteWork({ mail, route, isAway, isSignedOut, ofOthers }: Props) {
  const { t } = useTranslation('driver');
  const { outbox, state } = mail;
  useLayoutEffect(endEarlyScreen, []);
  useRefetchOnSent(state.waiting.length);
  const [openStopId, setOpenStopId] = useState<string | null>(null);
  const [screen, setScreen] = useState<Screen>(TASK);
  /** What was tapped and passes stops over: nothing is reported before that is meant. */
  const [asked, setAsked] = useState<{ report: Report; open: readonly Task[] } | null>(null);
  const rest = useRest();
  useMapKept(route);
  usePlacePhotosKept(route);
  useScreensLoaded();
  useAwake();
  useCrewNews();

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

  const withdrawn = useMemo(() => withdrawnIds(state), [state]);
  const tasks = useMemo(() => tasksHere(route, state), [route, state]);
  const doneVisits = useMemo(
    () => new Set(tasks.flatMap(({ stop, state: told }) => (told === 'planned' ? [] : (stop.visitId ?? [])))),
    [tasks],
  );
  const isDone = useCallback((visitId: string) => doneVisits.has(visitId), [doneVisits]);
  const seen = useRouteSeen(route, isDone);
  const checked = useMemo(
    () =>
      new Set(
        [...state.sent, ...state.waiting]
          .filter((item) => isOfKind(item, 'truck-check'))
          .filter(
            ({ id, body: { check } }) =>
              !withdrawn.has(id) && check.day === route.day && check.truckId === route.truckId,
          )
          .map(({ body: { check } }) => check.kind),
      ),
    [route, state, withdrawn],
  );
  const next = nextTask(tasks);
  const current = tasks.find(({ stop }) => stop.id === openStopId) ?? next;
  const unloading = unloadingNow(tasks, next);
  const hasEnded = tasks.some((task) => task.stop.kind === 'end' && task.state !== 'planned');
  const isRunning = !hasEnded && tasks.some(({ stop, state: told }) => stop.kind === 'start' && told !== 'planned');
  const watching = usePositions(outbox, route.truckId, isRunning);

  const keep = async (report: Report) => {
    await keepReport(outbox, route, report);
    setAsked(null);
    setOpenStopId(null);
  };
  const keepIncident = async (told: ToldIncident, full?: TruckWasFull) => {
    const id = v7();
    const doneAt = new Date(serverClock.now()).toISOString();
    const incident = { ...told, id, truckId: route.truckId, day: route.day, doneAt };
    await outbox.add('incident', id, { id, incident, ...(full && { full }) });
    setOpenStopId(null);
    setScreen(TASK);
  };
  const keepCheck = async (told: ToldCheck) => {
    const id = v7();
    const doneAt = new Date(serverClock.now()).toISOString();
    const check = { ...told, id, truckId: route.truckId, day: route.day, doneAt };
    await outbox.add('truck-check', id, { id, check });
    setScreen(TASK);
  };
  const keepPhoto = async ({ picture, position }: TakenPhoto): Promise<string> => {
    const id = v7();
    await outbox.add('photo', id, { id, takenAt: new Date(serverClock.now()).toISOString(), position, picture });
    return id;
  };
  const report = (what: Report) => {
    const open = openBefore(tasks, what, current?.stop.id);
    if (open.length > 0) setAsked({ report: what, open });
    else void rest.once(() => keep(what));
  };

  return (
    <div className={classes.page}>
      <DriverHeader
        truckNumber={route.truckNumber}
        isAway={isAway}
        isSignedOut={isSignedOut}
        ofOthers={ofOthers}
        outbox={{ state, onSend: () => void outbox.sendNow() }}
        changed={seen.changes && { changes: seen.changes, onUnderstood: seen.understand }}
      />
      <main id="main" className={classes.main}>
        <Suspense fallback={<Loader type="dots" size="xl" m="auto" mt={80} />}>
          {asked ? (
            <AskFirst
              isEnd={asked.report.kind === 'shift-ended'}
              open={asked.open}
              isResting={rest.isResting}
              onBack={() => setAsked(null)}
              onMeant={() => void rest.once(() => keep(asked.report))}
            />
          ) : screen.is === 'list' ? (
            <StopOverview
              day={route.day}
              tasks={tasks}
              currentId={current?.stop.id ?? null}
              onOpen={(stopId) => {
                setOpenStopId(stopId);
                setScreen(TASK);
              }}
            />
          ) : screen.is === 'more' ? (
            <MoreMenu
              unloadsAt={unloading?.task.stop.name ?? null}
              onFull={() => setScreen({ is: 'full' })}
              onIncident={(kind) => setScreen({ is: 'incident', kind })}
              checks={CHECK_KINDS.map((kind) => ({ kind, isDone: checked.has(kind) }))}
              onCheck={(kind) => setScreen({ is: 'check', kind })}
              phone={route.dispatcherPhone}
              onPosition={() => setScreen({ is: 'position' })}
              onBack={() => setScreen(TASK)}
            />
          ) : screen.is === 'position' ? (
            <PositionScreen truckId={route.truckId} watching={watching} onBack={() => setScreen({ is: 'more' })} />
          ) : screen.is === 'full' && unloading ? (
            <FullTruck
              unloading={unloading}
              isResting={rest.isResting}
              onBack={() => setScreen(TASK)}
              onMeant={(position) =>
                void rest.once(() =>
                  keepIncident(
                    { kind: 'full', position },
                    { goesTo: unloading.task.stop.id, behind: unloading.behind.map(({ stop }) => stop.id) },
                  ),
                )
              }
            />
          ) : screen.is === 'map' && current ? (
            <MapScreen key={current.stop.id} route={route} tasks={tasks} next={current} />
          ) : screen.is === 'check' ? (
            <TruckCheck
              key={screen.kind}
              kind={screen.kind}
              list={route.checkItems}
              isResting={rest.isResting}
              onBack={() => setScreen(TASK)}
              onPhoto={keepPhoto}
              onSend={(told) => void rest.once(() => keepCheck(told))}
            />
          ) : screen.is === 'incident' ? (
            <IncidentForm
              key={screen.kind}
              kind={screen.kind}
              isResting={rest.isResting}
              onBack={() => setScreen({ is: 'more' })}
              onPhoto={keepPhoto}
              onSend={(told) => void rest.once(() => keepIncident(told))}
            />
          ) : current ? (
            <TaskScreen
              key={current.stop.id}
              route={route}
              tasks={tasks}
              task={current}
              isResting={rest.isResting}
              onReport={report}
              onMap={() => setScreen({ is: 'map' })}
              checked={checked}
              onCheck={(kind) => setScreen({ is: 'check', kind })}
              onPhoto={keepPhoto}
            />
          ) : (
            <section className={classes.finished}>
              <IconCircleCheck size={72} stroke={1.3} aria-hidden />
              <h1>{t('finished')}</h1>
              <p>{t('notice')}</p>
            </section>
          )}
        </Suspense>
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
              setScreen(screen.is === 'task' ? { is: 'list' } : TASK);
            }}
          >
            {screen.is === 'task' ? t('list') : t('next')}
          </Button>
          <Button
            className={classes.more}
            variant="default"
            h={56}
            aria-label={t('more')}
            aria-expanded={screen.is === 'more'}
            onClick={() => {
              setAsked(null);
              setScreen(screen.is === 'more' ? TASK : { is: 'more' });
            }}
          >
            <IconDots size={28} />
          </Button>
        </div>
        <PositionsKept watching={watching} />
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
  const what = isOfKind(held, 'field-event')
    ? [t(`reported.${held.body.kind}`), route.stops.find(({ id }) => id === held.body.stopId)?.name]
    : isOfKind(held, 'incident')
      ? [t(`incident.kind.${held.body.incident.kind}`)]
      : isOfKind(held, 'truck-check')
        ? [t(`check.${held.body.check.kind}`)]
        : null;
  if (!held || !what) return null;
  return (
    <Button
      className={classes.takeBack}
      variant="default"
      h={56}
      leftSection={<IconArrowBackUp size={24} />}
      onClick={() => onTakeBack(held.id)}
    >
      <span className={classes.takeBackText}>
        <span>{t('takeBack')}</span>
        <span className={classes.takeBackWhat}>{what.filter(Boolean).join(' · ')}</span>
      </span>
    </Button>
  );
}
