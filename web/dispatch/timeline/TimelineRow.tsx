import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteView } from '../../../domain/plans.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { truckStyle } from '../../ui/truck-style.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useBoard } from '../board/board-store.ts';
import { useEditing } from '../board/editing.ts';
import { hoveredAtTime } from '../board/moves.ts';
import { pickedOf } from '../board/picked.ts';
import { useDraggable, useDropTarget } from '../board/use-drag.ts';
import { wholeTrip } from '../board/whole-trip.ts';
import { type DayModel, ownReportOf } from '../day-model.ts';
import { hoverOf, isLit, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import { type Block, blocksOf, tripSpans } from './blocks.ts';
import type { DayScale } from './day-scale.ts';
import type { Cell } from './grid-keys.ts';
import classes from './Timeline.module.css';
import type { WindowsInView } from './TimelineGrid.tsx';

interface Props {
  model: DayModel;
  route: RouteView;
  scale: DayScale;
  rowIndex: number;
  /** Pixels from the first row's top. */
  top: number;
  /** The cell the keyboard is on, when it is on this row. */
  focus: Cell | null;
  isChosen: boolean;
  isHovered: boolean;
  windows: WindowsInView | null;
  onFocusCell: (cell: Cell) => void;
  onChooseCell: (cell: Cell) => void;
}

/** A truck's day: its name, then a cell for each stop. Pointing at one points at its stop on the map and in the list. */
export const TimelineRow = memo(function TimelineRow(props: Props) {
  const { model, route, scale, rowIndex, top, focus, isChosen, isHovered, windows, onFocusCell, onChooseCell } = props;
  const { t } = useTranslation('dispatch');
  const selection = useSelectionStore();
  const { colour } = truckStyle(route.truckNumber);
  const name: Cell = { routeId: route.id, stopId: null };
  const hoverTruck = (hoverTrip: number | null) =>
    selection.set({ ...NOTHING_HOVERED, hoverTruckId: route.truckId, hoverTrip });
  const unhover = () => selection.set(NOTHING_HOVERED);
  const track = useRef<HTMLSpanElement>(null);
  useDropTarget(track, rowOf, (places, { clientX }, moved) => {
    const box = track.current?.getBoundingClientRect();
    const share = box ? (clientX - box.left) / box.width : 0;
    return hoveredAtTime(places, route, scale.startMs + share * (scale.endMs - scale.startMs), moved);
  });
  const isDroppedOn = useBoard((b) => b.hovered !== null && route.stops.some(({ id }) => id === b.hovered?.stopId));
  return (
    <div
      role="row"
      aria-rowindex={rowIndex + 1}
      aria-selected={isChosen}
      className={`${classes.row} ${isHovered || isDroppedOn ? classes.hovered : ''}`}
      style={{ '--truck': colour, top } as React.CSSProperties}
      onClick={() => onChooseCell(name)}
    >
      <span
        role="rowheader"
        className={classes.label}
        tabIndex={focus && focus.stopId === null ? 0 : -1}
        aria-label={t('trucks.row', { number: route.truckNumber, code: route.truckCode })}
        onFocus={() => {
          onFocusCell(name);
          hoverTruck(null);
        }}
        onBlur={unhover}
        onPointerEnter={() => hoverTruck(null)}
        onPointerLeave={unhover}
      >
        <TruckBadge number={route.truckNumber} size={20} />
        <span>{route.truckCode}</span>
      </span>
      <span ref={track} className={classes.track} role="presentation">
        {tripSpans(route).map((trip) => (
          <span
            key={trip.number}
            className={classes.trip}
            aria-hidden
            data-even={trip.number % 2 === 0}
            style={placed(scale, trip)}
            onPointerEnter={() => hoverTruck(trip.number)}
            onPointerLeave={unhover}
          >
            <TripHead model={model} route={route} number={trip.number} />
          </span>
        ))}
        {windows?.spans.map((span) => (
          <span
            key={span.startMs}
            className={classes.window}
            aria-hidden
            title={windows.label}
            style={placed(scale, {
              startMs: Math.max(span.startMs, scale.startMs),
              endMs: Math.min(span.endMs, scale.endMs),
            })}
          />
        ))}
        {blocksOf(route).map((block) => (
          <BlockMark
            key={`${block.kind} ${block.stop.id}`}
            block={block}
            model={model}
            route={route}
            scale={scale}
            state={ownReportOf(model, { stop: block.stop, route })?.state}
            isFocus={focus?.stopId === block.stop.id}
            onFocusCell={onFocusCell}
            onChooseCell={onChooseCell}
          />
        ))}
      </span>
    </div>
  );
});

const itself = (element: HTMLElement): HTMLElement => element;
const rowOf = (element: HTMLElement): HTMLElement | null => element.closest<HTMLElement>('[role="row"]');

function placed(scale: DayScale, { startMs, endMs }: { startMs: number; endMs: number }) {
  return { left: `${scale.at(startMs) * 100}%`, width: `${(scale.at(endMs) - scale.at(startMs)) * 100}%` };
}

/** The trip's number, by which all of it is dragged. */
function TripHead({ model, route, number }: Pick<Props, 'model' | 'route'> & { number: number }) {
  const { t } = useTranslation('board');
  const inside = useRef<HTMLSpanElement>(null);
  const canEdit = useEditing()?.canEdit === true;
  const trip = wholeTrip(model, route, number);
  useDraggable(inside, itself, trip);
  const isHandle = canEdit && trip !== null;
  return (
    <span ref={inside} data-handle={isHandle} title={isHandle ? t('drag.tripHandle', { number }) : undefined}>
      {number}
    </span>
  );
}

interface BlockProps extends Pick<Props, 'model' | 'route' | 'scale' | 'onFocusCell' | 'onChooseCell'> {
  block: Block;
  state: string | undefined;
  isFocus: boolean;
}

/** What a truck does at one time. Driving and waiting belong to the stop they lead to and are no cells of their own. */
function BlockMark({ block, model, route, scale, state, isFocus, onFocusCell, onChooseCell }: BlockProps) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  const isCell = block.kind !== 'driving' && block.kind !== 'wait';
  const isShownLit = useSelection((s) => isCell && isLit(s, block.stop));
  const entry = { stop: block.stop, route };
  const cell: Cell = { routeId: route.id, stopId: block.stop.id };
  const times = `${format.time(new Date(block.startMs))}–${format.time(new Date(block.endMs))}`;
  const inside = useRef<HTMLSpanElement>(null);
  useDraggable(inside, itself, block.kind === 'service' ? pickedOf(model, entry) : null);
  const label = [`${times} ${t(`timeline.${block.kind}`)}`, block.stop.name].filter(Boolean).join(' · ');
  return (
    <span
      ref={inside}
      {...(isCell ? { role: 'gridcell', 'aria-label': label, tabIndex: isFocus ? 0 : -1 } : { 'aria-hidden': true })}
      className={classes.block}
      data-kind={block.kind}
      data-lit={isShownLit}
      data-state={block.kind === 'service' ? state : undefined}
      style={placed(scale, block)}
      title={label}
      onFocus={(event) => {
        onFocusCell(cell);
        selection.set(hoverOf(entry));
        event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }}
      onBlur={() => selection.set(NOTHING_HOVERED)}
      onPointerEnter={() => selection.set(hoverOf(entry))}
      onPointerLeave={() => selection.set(NOTHING_HOVERED)}
      onClick={(event) => {
        event.stopPropagation();
        onChooseCell(cell);
      }}
    />
  );
}
