import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Day, dayOf } from '../../domain/day.ts';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { LonLat } from '../../domain/geo.ts';
import type { PlanView, RevisionView } from '../../domain/plans.ts';
import type { TownBooks } from '../../domain/town-view.ts';
import type { TruckPosition } from '../../domain/tracking.ts';
import {
  type ActiveArea,
  dayPlanQuery,
  dayStateQuery,
  revisionQuery,
  revisionTownQuery,
  simulationQuery,
  townQuery,
} from '../ui/api/queries.ts';
import { useLiveConnection } from '../ui/live/LiveProvider.tsx';
import type { TownMapHandle } from '../ui/map/TownMap.tsx';
import { usePermission } from '../ui/session.ts';
import { Failure } from '../ui/states.tsx';
import { BoardContext, createBoard } from './board/board-store.ts';
import { ConflictDialog } from './board/ConflictDialog.tsx';
import { DragTag } from './board/DragTag.tsx';
import { EditBar } from './board/EditBar.tsx';
import { EditDialog } from './board/EditDialog.tsx';
import { EditingContext, useEditingOf } from './board/editing.ts';
import { ColleaguesContext, useColleaguesOf } from './colleagues/colleagues.ts';
import { buildDayModel, type DayModel } from './day-model.ts';
import { townOfDay } from './town-of-day.ts';
import { DetailsPanel } from './details/DetailsPanel.tsx';
import classes from './DispatchPage.module.css';
import { useTruckStates } from './fleet/use-truck-states.ts';
import { FoldButton } from './FoldButton.tsx';
import { useLiveDay } from './live-day.ts';
import { DispatchMap } from './map/DispatchMap.tsx';
import { bboxOf } from './map/features.ts';
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
import { useNoteNews } from './notes/use-notes.ts';
import { ReplayBar } from './replay/ReplayBar.tsx';
import { spanOfReplay } from './replay/replay-span.ts';
import { createReplay, ReplayContext } from './replay/replay-store.ts';
import { useReplayed } from './replay/use-replayed.ts';
import { SimulationBar } from './simulation/SimulationBar.tsx';
import { CallTruck } from './urgent/CallTruck.tsx';
import { CalledToContext, createCalledTo, useCalledTo } from './urgent/urgent-store.ts';
import { Timeline, timelineHeight } from './timeline/Timeline.tsx';
import { useNow } from './timeline/use-now.ts';

const NO_EVENTS: never[] = [];
/** So long after the day phones may still bring reports of it. */
const LATE_MILLISECONDS = 6 * 3_600_000;
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
  // The one asked for, else the published one, else the newest.
  const shownNumber =
    (askedRevision !== undefined && revisions.some((r) => r.number === askedRevision) ? askedRevision : null) ??
    revisions.find((r) => r.isPublished)?.number ??
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
  const isOver =
    replayed === null &&
    dayState.data !== undefined &&
    now.getTime() > Date.parse(dayState.data.to) + LATE_MILLISECONDS;
  const ofDay = useMemo(() => books && townOfDay(books, day), [books, day]);
  const model = useMemo(
    () => (ofDay ? buildDayModel(ofDay, shownNumber !== null ? (revision.data ?? null) : null, events, isOver) : null),
    [ofDay, revision.data, shownNumber, events, isOver],
  );

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

/** Reads the books again where a revision names a point that they do not have: a place that a truck was called to since. */
function useBooksOf(revision: RevisionView | undefined, books: TownBooks | undefined): void {
  const queryClient = useQueryClient();
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (!revision || !books || asked.current === revision.id) return;
    const known = new Set(books.points.map(({ id }) => id));
    const isUnknown = ({ pointId }: { pointId: string | null }) => pointId !== null && !known.has(pointId);
    if (!revision.routes.some(({ stops }) => stops.some(isUnknown)) && !revision.unserved.some(isUnknown)) return;
    asked.current = revision.id;
    void queryClient.invalidateQueries({ queryKey: ['town'] });
  }, [revision, books, queryClient]);
}

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
  const selection = useSelectionStore();
  const mayManage = usePermission('simulation.run');
  const isPublished = model.revision !== null && plan?.publishedRevisionId === model.revision.id;
  const states = useTruckStates(model, positions, events, now, isPublished);
  const map = useRef<TownMapHandle>(null);
  const isStacked = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const [isLeftOpen, setLeftOpen] = useState(true);
  const [isRightOpen, setRightOpen] = useState(true);
  const [wantsTimeline, setTimelineOpen] = useState(!isStacked);
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

  const padding = isStacked
    ? { top: OVER_HEIGHT, left: 0, right: 0, bottom: bottom.height + Math.max(left.height, right.height) }
    : { top: OVER_HEIGHT, left: left.width, right: isRightShown ? right.width : 0, bottom: bottom.height };

  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // What is being filled in or asked is left first, be it drawn elsewhere; the chosen truck stays.
    if (event.target instanceof Element && event.target.closest('form, [role=dialog], [role=menu]')) return;
    selection.set({ ...NOTHING_HOVERED, ...NOTHING_CHOSEN });
  };

  return (
    // Escape is heard from everything inside; the stage itself is no control.
    <EditingContext value={editing}>
      <ColleaguesContext value={colleagues}>
        <div className={classes.stage} data-details={isRightShown} data-timeline={isTimelineOpen} onKeyDown={close}>
          <DispatchMap
            area={area}
            day={day}
            model={model}
            positions={positions}
            states={states}
            padding={padding}
            handle={map}
          />
          <div className={classes.left} data-open={isLeftOpen} ref={left.ref} role="region" aria-label={t('leftPanel')}>
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
            <FoldButton side="left" isOpen={isLeftOpen} onToggle={() => setLeftOpen(!isLeftOpen)} />
          </div>
          <div className={classes.over}>
            <div className={classes.search}>
              <TownSearch model={model} onFound={(position) => map.current?.flyTo(position)} />
            </div>
            <CallTruck day={day} model={model} onFound={(position) => map.current?.flyTo(position)} />
            {replay?.span && <ReplayBar day={day} span={replay.span} isLoaded={replay.isLoaded} />}
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
              ref={right.ref}
              role="region"
              aria-label={t('rightPanel')}
            >
              {isRightOpen && <DetailsPanel day={day} model={model} />}
              <FoldButton side="right" isOpen={isRightOpen} onToggle={() => setRightOpen(!isRightOpen)} />
            </div>
          )}
          <div
            className={classes.bottom}
            data-open={isTimelineOpen}
            ref={bottom.ref}
            // As high as its rows, if there is room.
            style={{ '--timeline-height': `${timelineHeight(model.revision?.routes.length ?? 0)}px` } as CSSProperties}
          >
            <Timeline
              day={day}
              model={model}
              now={now}
              isOpen={isTimelineOpen}
              onFold={() => setTimelineOpen(!wantsTimeline)}
            />
          </div>
          <DragTag day={day} />
          <EditDialog model={model} />
          <ConflictDialog />
        </div>
      </ColleaguesContext>
    </EditingContext>
  );
}

/** Keeps the chosen truck's number in the address, so that a link shows the same truck. */
function useTruckInAddress(model: DayModel): void {
  const selection = useSelectionStore();
  const { truck } = useSearch({ from: '/dispatch' });
  const navigate = useNavigate({ from: '/dispatch' });
  const truckId = useSelection((s) => s.truckId);
  const isRead = useRef(false);
  useEffect(() => {
    if (!isRead.current) {
      isRead.current = true;
      const asked = model.town.trucks.find((candidate) => candidate.number === truck);
      if (asked) {
        selection.set({ truckId: asked.id });
        return;
      }
    }
    const number = model.town.trucks.find((candidate) => candidate.id === truckId)?.number;
    if (number !== truck) void navigate({ search: (before) => ({ ...before, truck: number }), replace: true });
  }, [truckId, truck, model.town.trucks, selection, navigate]);
}

/** Each revision has stops of its own: the chosen one stays chosen by its visit, wherever an edit put it. */
function useKeptStop(model: DayModel): void {
  const selection = useSelectionStore();
  const before = useRef(model);
  useEffect(() => {
    const { stopId } = selection.get();
    const old = before.current.stops.get(stopId ?? '');
    before.current = model;
    if (!old || model.stops.has(old.stop.id)) return;
    const same = [...model.stops.values()].find(
      ({ stop }) => stop.visitId !== null && stop.visitId === old.stop.visitId,
    );
    selection.set({ stopId: same?.stop.id ?? null });
  }, [model, selection]);
}

/** Brings the chosen truck's route or the chosen unit into view. */
function useShowChosen(model: DayModel, map: React.RefObject<TownMapHandle | null>): void {
  const truckId = useSelection((s) => s.truckId);
  const unitId = useSelection((s) => s.unitId);
  const latest = useRef(model);
  useEffect(() => {
    latest.current = model;
  });
  const selection = useSelectionStore();
  useEffect(() => {
    // A point or stop was chosen, and its truck with it: the eye is there already.
    if (selection.get().pointId || selection.get().facilityId) return;
    const routes = truckId ? (latest.current.routesOfTruck.get(truckId) ?? []) : [];
    const unit = unitId ? latest.current.town.units.find((candidate) => candidate.id === unitId) : undefined;
    const positions: LonLat[] =
      routes.length > 0
        ? routes.flatMap((route) => route.stops.flatMap((stop) => stop.geometry?.coordinates ?? [stop.position]))
        : unit
          ? unit.geometry.type === 'Polygon'
            ? unit.geometry.coordinates.flat()
            : unit.geometry.coordinates.flat(2)
          : [];
    const box = bboxOf(positions);
    if (box) map.current?.show(box);
  }, [truckId, unitId, map, selection]);
  const pointId = useSelection((s) => s.pointId);
  const facilityId = useSelection((s) => s.facilityId);
  useEffect(() => {
    const { points, town } = latest.current;
    const place = points.get(pointId ?? '') ?? town.facilities.find(({ id }) => id === facilityId);
    // Once the panel that the choice opens has been measured.
    const timer = setTimeout(() => place && map.current?.reveal(place.position), 120);
    return () => clearTimeout(timer);
  }, [pointId, facilityId, map]);
}
