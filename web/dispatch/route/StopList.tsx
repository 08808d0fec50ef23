import {
  IconArrowBarToDown,
  IconCheck,
  IconCoffee,
  IconGripVertical,
  IconHome,
  IconLock,
  IconMinus,
} from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayNote } from '../../../domain/notes/notes.ts';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { pointIcon } from '../../ui/map/icons.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useBoard, type WholeTrip } from '../board/board-store.ts';
import board from '../board/Board.module.css';
import { useEditing } from '../board/editing.ts';
import { MarkBox, useMarks } from '../board/MarkBox.tsx';
import { pickedOf } from '../board/picked.ts';
import { useDraggable, useDropTarget } from '../board/use-drag.ts';
import { hoveredBeside } from '../board/moves.ts';
import { wholeTrip } from '../board/whole-trip.ts';
import { ColleagueMarks } from '../colleagues/ColleagueMarks.tsx';
import { type DayModel, ownReportOf } from '../day-model.ts';
import { ExpectedAt } from '../moves/Expected.tsx';
import { type Etas, useEtas } from '../moves/use-etas.ts';
import { NoteMark } from '../notes/NoteMark.tsx';
import { useNotes } from '../notes/use-notes.ts';
import { shortPointName } from '../short-point-name.ts';
import { choiceOf, hoverOf, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import classes from './RoutePanel.module.css';
import { unloadFill } from './unload-reason.ts';

const NO_NOTES: readonly DayNote[] = [];

interface Props {
  day: string;
  model: DayModel;
  route: RouteView;
}

/** The stops of a route in order: planned arrival, load after the stop against the capacity, wait, and what became of it. */
export function StopList({ day, model, route }: Props) {
  const { t } = useTranslation('dispatch');
  const selection = useSelectionStore();
  const chosen = useSelection((s) => s.stopId);
  const hovered = useSelection((s) => s.hoverStopId);
  const etas = useEtas(day, model);
  const notes = useNotes(day).items;
  const hoveredFacility = useSelection((s) => (s.hoverStopId === null ? s.hoverFacilityId : null));
  const canEdit = useEditing()?.canEdit === true;
  const { toggle } = useMarks();
  const mark = (stop: StopView) => toggle(pickedOf(model, { stop, route }));
  return (
    <VirtualList
      items={route.stops}
      label={t('route.list', { number: route.truckNumber })}
      keyOf={(stop) => stop.id}
      rowHeight={51}
      rowClassName={(stop) =>
        `${classes.row} ${stop.id === hovered || (hoveredFacility !== null && stop.facilityId === hoveredFacility) ? classes.hovered : ''}`
      }
      isChosen={(stop) => stop.id === chosen}
      revealKey={chosen ?? hovered}
      onChoose={(stop) => selection.set(choiceOf({ stop, route }))}
      onHover={(stop) => selection.set(stop ? hoverOf({ stop, route }) : NOTHING_HOVERED)}
      onMark={canEdit ? mark : undefined}
    >
      {(stop) => (
        <StopRow
          {...{ day, model, route, stop }}
          eta={etas.ofStop.get(stop.id)}
          notes={stop.pointId === null ? NO_NOTES : notes.filter(({ pointId }) => pointId === stop.pointId)}
        />
      )}
    </VirtualList>
  );
}

interface RowProps extends Props {
  stop: StopView;
  eta: Etas['stop'] | undefined;
  notes: readonly DayNote[];
}

function StopRow({ day, model, route, stop, eta, notes }: RowProps) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const reported = model.stopStates.get(stop.id);
  const outcome = model.outcomes.get(stop.id);
  const isWeighed = reported !== undefined && reported.loadKg !== null && !reported.isEstimate;
  const aboardKg = model.aboardKg.get(stop.id) ?? stop.loadAfterKg;
  const fill = unloadFill(route, stop);
  const title = useStopTitle(stop);
  const numberOf = (truckId: string) => model.town.trucks.find(({ id }) => id === truckId)?.number;
  const shortTitle = shortPointName(title, model.points.get(stop.pointId ?? '')?.kind);
  const inside = useRef<HTMLSpanElement>(null);
  const picked = pickedOf(model, { stop, route });
  const editing = useEditing();
  const isFirstOfTrip =
    stop.kind === 'point' &&
    route.stops.find(({ kind, tripNumber }) => kind === 'point' && tripNumber === stop.tripNumber)?.id === stop.id;
  const trip = editing?.canEdit && isFirstOfTrip ? wholeTrip(model, route, stop.tripNumber) : null;
  const lock = editing?.locks.find(({ visitId }) => visitId !== null && visitId === stop.visitId);
  useDraggable(inside, rowOf, picked);
  useDropTarget(inside, rowOf, (places, { clientY }, moved) => {
    const box = (inside.current && rowOf(inside.current))?.getBoundingClientRect();
    const edge = box && clientY < box.top + box.height / 2 ? 'before' : 'after';
    return hoveredBeside(places, route, stop, edge, moved);
  });
  return (
    <>
      {trip && <TripHead trip={trip} />}
      <span
        ref={inside}
        className={classes.time}
        title={t('route.arrival', { time: format.time(stop.arrivesAt, day) })}
      >
        {format.time(stop.arrivesAt)}
        {editing?.canEdit && picked && <MarkBox picked={picked} />}
        <DropLine stopId={stop.id} />
      </span>
      <StopMark model={model} route={route} stop={stop} />
      <span style={{ minWidth: 0 }}>
        <span className={classes.name}>
          <span title={title}>{shortTitle}</span>
          {stop.visitId !== null && <ColleagueMarks of={{ visitId: stop.visitId }} />}
          {stop.kind === 'unload' && (
            <span>
              {reported?.state === 'unloaded' && reported.loadKg !== null
                ? t(reported.isEstimate ? 'route.unloadedAbout' : 'route.unloaded', {
                    load: format.kg(reported.loadKg),
                  })
                : t('route.unloadPlanned', { load: format.kg(Math.abs(stop.loadKg)) })}
            </span>
          )}
        </span>
        <span className={classes.detail}>
          {lock && <LockMark kind={lock.kind} />}
          <NoteMark notes={notes} />
          {stop.kind === 'point' && <span>{stop.code}</span>}
          {stop.kind === 'point' && outcome !== 'skipped' && outcome !== 'unreported' && (
            <span className={classes.took} data-is={outcome === 'served' ? undefined : 'planned'}>
              {t(outcome === 'served' && isWeighed ? 'route.tookReported' : 'route.took', {
                load: format.kg(outcome === 'served' ? (reported?.loadKg ?? stop.loadKg) : stop.loadKg),
              })}
            </span>
          )}
          {stop.waitSeconds > 0 && (
            <span className={classes.wait}>{t('route.wait', { duration: format.duration(stop.waitSeconds) })}</span>
          )}
          {reported && (
            <span className={classes.reported}>
              {t(`route.state.${reported.state}`)} {format.time(reported.doneAt, day)}
              {reported.truckId !== route.truckId && ` · ${t('route.byTruck', { number: numberOf(reported.truckId) })}`}
            </span>
          )}
          {outcome === 'unreported' && <span className={classes.wait}>{t('route.state.unreported')}</span>}
          {stop.kind === 'point' && outcome !== 'skipped' && outcome !== 'unreported' && (
            <>
              <span
                className={classes.capacity}
                role="img"
                aria-label={t('route.loadOf', {
                  load: format.kg(aboardKg),
                  capacity: format.kg(route.capacityKg),
                })}
              >
                <span style={{ width: `${Math.min(100, (100 * aboardKg) / route.capacityKg)}%` }} />
              </span>
              {!reported && (
                <span className={classes.aboard}>{t('route.loadAfter', { load: format.kg(aboardKg) })}</span>
              )}
            </>
          )}
        </span>
        {eta && !reported && <ExpectedAt day={day} eta={eta} />}
        {reported?.reason && (
          <span className={classes.reason}>{skipReasonText(reported.reason, currentLanguage())}</span>
        )}
        {fill && (
          <span className={classes.fill}>
            {t('route.fill', {
              load: format.kg(fill.loadKg),
              litres: format.litres(fill.loadLitres),
              shareKg: format.percent(fill.shareKg),
              shareLitres: format.percent(fill.shareLitres),
            })}
            {fill.reason && ` ${t(`route.unloadReason.${fill.reason}`)}`}
          </span>
        )}
      </span>
    </>
  );
}

/** Above the first stop of a trip: by it all of the trip is dragged. */
function TripHead({ trip }: { trip: WholeTrip }) {
  const { t } = useTranslation('board');
  const inside = useRef<HTMLSpanElement>(null);
  useDraggable(inside, itself, trip);
  return (
    <span ref={inside} className={classes.tripHead} title={t('drag.tripHandle', { number: trip.number })}>
      <IconGripVertical size={13} aria-hidden />
      {t('drag.tripHead', { number: trip.number, count: trip.visits.length })}
    </span>
  );
}

const itself = (element: HTMLElement): HTMLElement => element;
const rowOf = (element: HTMLElement): HTMLElement | null => element.closest<HTMLElement>('[data-index]');

function LockMark({ kind }: { kind: string }) {
  const { t } = useTranslation('board');
  const label = t(kind === 'visit-place' ? 'lock.isPlace' : 'lock.isTruck');
  return (
    <span role="img" aria-label={label} title={label}>
      <IconLock size={13} style={{ verticalAlign: '-2px' }} />
    </span>
  );
}

/** Where what is dragged comes in. */
function DropLine({ stopId }: { stopId: string }) {
  const edge = useBoard((b) => (b.hovered?.stopId === stopId ? b.hovered.edge : null));
  const isHard = useBoard((b) => b.hovered?.stopId === stopId && b.hovered.place?.isHard === true);
  return edge && <span className={board.line} data-edge={edge} data-hard={isHard} />;
}

function useStopTitle(stop: StopView): string {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  switch (stop.kind) {
    case 'point':
      return stop.name;
    case 'start':
      return t('route.start', { name: stop.name });
    case 'end':
      return t('route.end', { name: stop.name });
    case 'unload':
      return t('route.unload', { name: stop.name });
    case 'break':
      return t('route.break', {
        duration: format.duration((Date.parse(stop.departsAt) - Date.parse(stop.startsAt)) / 1000),
      });
  }
}

const KIND_ICONS = { start: IconHome, end: IconHome, unload: IconArrowBarToDown, break: IconCoffee } as const;

function StopMark({ model, route, stop }: { model: DayModel; route: RouteView; stop: StopView }) {
  const reported = ownReportOf(model, { stop, route })?.state;
  if (stop.kind !== 'point') {
    const Icon = reported ? IconCheck : (KIND_ICONS[stop.kind] ?? IconMinus);
    return (
      <span className={classes.mark} aria-hidden>
        <Icon size={17} stroke={1.8} />
      </span>
    );
  }
  const kind = (stop.pointId && model.points.get(stop.pointId)?.kind) || 'container';
  const state = reported === 'served' || reported === 'skipped' ? reported : 'planned';
  return (
    <span className={classes.mark} aria-hidden>
      <MarkIcon
        size={24}
        name={(theme) => pointIcon(kind, state, state === 'planned' ? route.truckNumber : null, theme)}
      />
    </span>
  );
}
