import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type CSSProperties, type KeyboardEvent, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { PlanView } from '../../domain/plans.ts';
import type { TruckPosition } from '../../domain/tracking.ts';
import { late } from '../ui/late.ts';
import type { ActiveArea } from '../ui/api/queries.ts';
import {
  dayPlanQuery,
  dayStateQuery,
  revisionQuery,
  revisionTownQuery,
  simulationQuery,
  townQuery,
} from '../ui/api/town-queries.ts';
import { useLiveConnection } from '../ui/live/LiveProvider.tsx';
import type { TownMapHandle } from '../ui/map/TownMap.tsx';
import { usePermission } from '../ui/session.ts';
import { Failure } from '../ui/states.tsx';
import { BoardContext, createBoard } from './board/board-store.ts';
import { BoardDialogs } from './board/BoardDialogs.tsx';
import { DragTag } from './board/DragTag.tsx';
import { EditBar } from './board/EditBar.tsx';
import { EditingContext, useEditingOf } from './board/editing.ts';
import { ColleaguesContext, useColleaguesOf } from './colleagues/colleagues.ts';
import { buildDayModel, type DayModel } from './day-model.ts';
import { townOfDay } from './town-of-day.ts';
import classes from './DispatchPage.module.css';
import { useTruckStates } from './fleet/use-truck-states.ts';
import { FoldButton } from './FoldButton.tsx';
import { useLiveDay } from './live-day.ts';
import { LateMap } from './map/LateMap.tsx';
import { Legend } from './map/Legend.tsx';
import { TownSearch } from './map/TownSearch.tsx';
import { type Missing, missingOf } from './missing.ts';
import { PlanSide } from './PlanSide.tsx';
import { StageSkeleton } from './StageSkeleton.tsx';
import {
  createSelection,
  NOTHING_CHOSEN,
  NOTHING_HOVERED,
  SelectionContext,
  useSelection,
  useSelectionStore,
} from './selection.ts';
import { useLayout, useLayoutStore } from './layout/layout.ts';
import { Resizer } from './layout/Resizer.tsx';
import { useSharedChoice } from './layout/shared-choice.ts';
import { useNoteNews } from './notes/use-notes.ts';
import { useShowProposal } from './moves/use-replan.ts';
import { spanOfReplay } from './replay/replay-span.ts';
import { createReplay, ReplayContext } from './replay/replay-store.ts';
import { useReplayed } from './replay/use-replayed.ts';
import { SimulationBar } from './simulation/SimulationBar.tsx';
import { CallTruck } from './urgent/CallTruck.tsx';
import { CalledToContext, createCalledTo, useCalledTo } from './urgent/urgent-store.ts';
import { Timeline, timelineHeight } from './timeline/Timeline.tsx';
import { useNow } from './timeline/use-now.ts';
import { useBooksOf } from './use-books-of.ts';
import { useKeptStop, useShowChosen, useTruckInAddress } from './use-chosen.ts';
import wall from './wall/Wall.module.css';

// What nobody sees before they have chosen something.
const DetailsPanel = late(async () => (await import('./details/DetailsPanel.tsx')).DetailsPanel);
const ReplayBar = late(async () => (await import('./replay/ReplayBar.tsx')).ReplayBar);
const WallBoard = late(async () => (await import('./wall/WallBoard.tsx')).WallBoard);

const NO_EVENTS: never[] = [];
/** So long after the day phones may still bring reports of it. */
const LATE_MILLISECONDS = 6 * 3_600_000;
/** Of a map with nothing over it. */
const BARE_PADDING = { top: 0, right: 0, bottom: 0, left: 0 };
/** Pixels that search and simulation take of a narrow map, all across. */
const OVER_HEIGHT = 46;

/** Loads one day and lays map, panels and timeline over one another. */
export function DispatchStage({ area, day }: { area: ActiveArea; day: Day }) {
  const { revision: askedRevision } = useSearch({ from: '/dispatch' });
  const { isConnected } = useLiveConnection();
  const [selection] = useState(createSelection);
  const [board] = useState(createBoard);
  const [calledTo] = useState(createCalledTo);
  const [replay] = useState(createReplay);
  useLiveDay(day);
  useNoteNews();

  const town = useQuery(townQuery());
  const plan = useQuery({
    ...dayPlanQuery(day),
    // Announcements may be lost: a run under way is asked after, more often when nothing can be heard.
    refetchInterval: (query) => {
      const state = query.state.data?.state;
      return state === 'queued' || state === 'running' ? (isConnected ? 5000 : 1500) : false;
    },
  });
  const revisions = plan.data?.revisions ?? [];
  // The one asked for, else the published one, else the one that editing goes on from: what was undone stays so over a reload.
  const shownNumber =
    (askedRevision !== undefined && revisions.some((r) => r.number === askedRevision) ? askedRevision : null) ??
    revisions.find((r) => r.isPublished)?.number ??
    plan.data?.headNumber ??
    revisions[0]?.number ??
    null;
  const revision = useQuery({
    ...revisionQuery(plan.data?.id ?? '', shownNumber ?? 0),
    enabled: shownNumber !== null,
    // While another revision loads, the one before stays on the map.
    placeholderData: (before) => (before?.planId === plan.data?.id ? before : undefined),
  });
  // Heals what no announcement told: one may be lost between servers.
  const dayState = useQuery({ ...dayStateQuery(day), refetchInterval: 60_000 });
  const reported = dayState.data?.events ?? NO_EVENTS;
  const replayed = useReplayed(replay, day, reported);
  const events = replayed?.events ?? reported;
  const mayWatch = usePermission('fleet.watch');
  const simulation = useQuery({ ...simulationQuery(), enabled: area.isDemo && mayWatch }).data ?? null;
  const present = useNow(simulation);
  const now = replayed?.now ?? present;
  // A day that is over is looked at with the books of that day: what was edited since is not what was planned and driven.
  const isPast = day < dayOf(present, area.timeZone);
  const booksThen = useQuery({
    ...revisionTownQuery(plan.data?.id ?? '', shownNumber ?? 0),
    enabled: isPast && shownNumber !== null,
  });
  const books = booksThen.data ?? town.data;
  useBooksOf(revision.data, town.data);
  const isReplayed = replayed !== null;
  const isOver =
    !isReplayed && dayState.data !== undefined && now.getTime() > Date.parse(dayState.data.to) + LATE_MILLISECONDS;
  const ofDay = useMemo(() => books && townOfDay(books, day), [books, day]);
  const shown = shownNumber === null ? undefined : revision.data;
  const publishedId = plan.data?.publishedRevisionId;
  const model = useMemo(() => {
    if (!ofDay) return null;
    // A revision is read once and never changes; which one is published is the plan's to say.
    const asPublished = shown ? { ...shown, isPublished: shown.id === publishedId } : null;
    return buildDayModel(ofDay, asPublished, events, isOver, !isOver && !isReplayed);
  }, [ofDay, shown, publishedId, events, isOver, isReplayed]);

  // Once drawn, the map stays: what comes later, or fails to, is told beside it.
  const [wasReady, setWasReady] = useState(false);
  const isReady = wasReady || shownNumber === null || !revision.isPending;
  if (isReady && !wasReady && model && !plan.isPending) setWasReady(true);

  if (town.isError && town.data === undefined) {
    return <Failure error={town.error} onRetry={() => void town.refetch()} />;
  }
  if (!model || (plan.isPending && !wasReady) || !isReady) return <StageSkeleton />;
  return (
    <SelectionContext value={selection}>
      <BoardContext value={board}>
        <CalledToContext value={calledTo}>
          <ReplayContext value={replay}>
            <Stage
              area={area}
              day={day}
              model={model}
              plan={plan.data ?? null}
              missing={missingOf({ plan, revision: shownNumber === null ? null : revision, dayState })}
              shownRevision={shownNumber}
              positions={replayed?.positions ?? dayState.data?.positions ?? NO_EVENTS}
              replay={
                replayed && dayState.data ? { span: spanOfReplay(dayState.data), isLoaded: replayed.isLoaded } : null
              }
              events={events}
              now={now}
            />
          </ReplayContext>
        </CalledToContext>
      </BoardContext>
    </SelectionContext>
  );
}

/** A panel as wide as somebody made it. */
const widthOf = (width: number | null): CSSProperties =>
  width === null ? {} : ({ '--panel-width': `${width}px` } as CSSProperties);

interface StageProps {
  area: ActiveArea;
  day: Day;
  model: DayModel;
  plan: PlanView | null;
  missing: Missing | null;
  shownRevision: number | null;
  positions: readonly TruckPosition[];
  events: readonly FieldEventView[];
  now: Date;
  /** The day is played again. */
  replay: { span: readonly [number, number] | null; isLoaded: boolean } | null;
}

function Stage({ area, day, model, plan, missing, shownRevision, positions, events, now, replay }: StageProps) {
  const { t } = useTranslation('dispatch');
  const board = useTranslation('board').t;
  const selection = useSelectionStore();
  const { view } = useSearch({ from: '/dispatch' });
  const mayManage = usePermission('simulation.run');
  const isPublished = model.revision !== null && plan?.publishedRevisionId === model.revision.id;
  const states = useTruckStates(model, positions, events, now, isPublished);
  const map = useRef<TownMapHandle>(null);
  const isStacked = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const layout = useLayoutStore();
  const {
    isLeftOpen,
    isRightOpen,
    leftWidth,
    rightWidth,
    timelineHeight: ownHeight,
    ...arranged
  } = useLayout((l) => l);
  const isSwapped = arranged.isSwapped && !isStacked;
  const wantsTimeline = arranged.isTimelineOpen ?? !isStacked;
  // Without a plan there is nothing to unfold.
  const isTimelineOpen = wantsTimeline && model.revision !== null;
  const left = useElementSize();
  const right = useElementSize();
  const bottom = useElementSize();
  // Where a place is chosen on a small map, nothing else may lie over it.
  const isPicking = useCalledTo((s) => s.isPicking) && isStacked;
  const hasDetails = useSelection((s) => s.truckId !== null || s.pointId !== null || s.facilityId !== null);
  const hasRight = hasDetails && missing === null;
  const isRightShown = hasRight && isRightOpen;
  const editing = useEditingOf(day, plan, shownRevision);
  const colleagues = useColleaguesOf(day, model);
  useTruckInAddress(model);
  useKeptStop(model);
  useShowChosen(model, map);
  useShowProposal(day);
  useSharedChoice(day, view === 'map' ? 'map' : 'board');

  const padding = isStacked
    ? { top: OVER_HEIGHT, left: 0, right: 0, bottom: bottom.height + Math.max(left.height, right.height) }
    : isSwapped
      ? { top: OVER_HEIGHT, left: isRightShown ? right.width : 0, right: left.width, bottom: bottom.height }
      : { top: OVER_HEIGHT, left: left.width, right: isRightShown ? right.width : 0, bottom: bottom.height };

  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // What is being filled in or asked is left first, be it drawn elsewhere; the chosen truck stays.
    if (event.target instanceof Element && event.target.closest('form, [role=dialog], [role=menu]')) return;
    selection.set({ ...NOTHING_HOVERED, ...NOTHING_CHOSEN });
  };

  if (view !== undefined) {
    const drawn = (
      <LateMap
        {...{ area, day, model, positions, states }}
        padding={BARE_PADDING}
        handle={map}
        hasControls={view === 'map'}
      />
    );
    return (
      <EditingContext value={editing}>
        <ColleaguesContext value={colleagues}>
          {view === 'map' ? (
            <div className={classes.stage} onKeyDown={close}>
              {drawn}
            </div>
          ) : (
            <div className={wall.stage} inert>
              <div className={wall.map}>{drawn}</div>
              <Suspense>
                <WallBoard day={day} model={model} states={states} now={now} />
              </Suspense>
            </div>
          )}
        </ColleaguesContext>
      </EditingContext>
    );
  }
  return (
    // Escape is heard from everything inside; the stage itself is no control.
    <EditingContext value={editing}>
      <ColleaguesContext value={colleagues}>
        <div
          className={classes.stage}
          data-details={isRightShown}
          data-timeline={isTimelineOpen}
          data-swapped={isSwapped}
          onKeyDown={close}
        >
          <LateMap
            area={area}
            day={day}
            model={model}
            positions={positions}
            states={states}
            padding={padding}
            handle={map}
          />
          <div
            className={classes.left}
            data-open={isLeftOpen}
            ref={left.ref}
            role="region"
            aria-label={t('leftPanel')}
            style={widthOf(leftWidth)}
          >
            {isLeftOpen && (
              <PlanSide
                day={day}
                model={model}
                plan={plan}
                missing={missing}
                shownRevision={shownRevision}
                states={states}
              />
            )}
            {isLeftOpen && (
              <Resizer
                label={board('layout.left')}
                edge={isSwapped ? 'left' : 'right'}
                size={left.width}
                least={240}
                most={640}
                onSize={(size) => layout.set({ leftWidth: size })}
              />
            )}
            <FoldButton
              side="left"
              isSwapped={isSwapped}
              isOpen={isLeftOpen}
              onToggle={() => layout.set({ isLeftOpen: !isLeftOpen })}
            />
          </div>
          <div className={classes.over}>
            <div className={classes.search}>
              <TownSearch model={model} onFound={(position) => map.current?.flyTo(position)} />
            </div>
            <CallTruck day={day} model={model} onFound={(position) => map.current?.flyTo(position)} />
            <Suspense>{replay?.span && <ReplayBar day={day} span={replay.span} isLoaded={replay.isLoaded} />}</Suspense>
            {!isPicking && !replay && <EditBar plan={plan} shown={shownRevision} />}
            {!isPicking && !replay && area.isDemo && mayManage && (
              <SimulationBar day={day} isPublished={plan?.publishedRevisionId != null} />
            )}
          </div>
          <div className={classes.legend}>
            <Legend isDriven={model.hasFieldEvents} />
          </div>
          {hasRight && (
            <div
              className={classes.right}
              data-open={isRightOpen}
              data-details
              ref={right.ref}
              style={widthOf(rightWidth)}
              role="region"
              aria-label={t('rightPanel')}
            >
              <Suspense>{isRightOpen && <DetailsPanel day={day} model={model} />}</Suspense>
              {isRightOpen && (
                <Resizer
                  label={board('layout.right')}
                  edge={isSwapped ? 'right' : 'left'}
                  size={right.width}
                  least={260}
                  most={640}
                  onSize={(size) => layout.set({ rightWidth: size })}
                />
              )}
              <FoldButton
                side="right"
                isSwapped={isSwapped}
                isOpen={isRightOpen}
                onToggle={() => layout.set({ isRightOpen: !isRightOpen })}
              />
            </div>
          )}
          <div
            className={classes.bottom}
            data-open={isTimelineOpen}
            ref={bottom.ref}
            // As high as its rows, if there is room.
            style={
              {
                '--timeline-height': `${timelineHeight(model.revision?.routes.length ?? 0)}px`,
                ...(ownHeight !== null && !isStacked && { '--own-height': `${ownHeight}px` }),
              } as CSSProperties
            }
          >
            {isTimelineOpen && (
              <Resizer
                label={board('layout.timeline')}
                edge="top"
                size={bottom.height}
                least={110}
                most={900}
                onSize={(size) => layout.set({ timelineHeight: size })}
              />
            )}
            <Timeline
              day={day}
              model={model}
              now={now}
              isOpen={isTimelineOpen}
              onFold={() => layout.set({ isTimelineOpen: !wantsTimeline })}
            />
          </div>
          <DragTag day={day} />
          <BoardDialogs day={day} model={model} />
        </div>
      </ColleaguesContext>
    </EditingContext>
  );
}
