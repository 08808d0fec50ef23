import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteView } from '../../../domain/plans.ts';
import { truckStyle } from '../../ui/truck-style.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { NOTHING_CHOSEN, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import { type Block, blocksOf, tripSpans } from './blocks.ts';
import type { DayScale } from './day-scale.ts';
import classes from './Timeline.module.css';

interface Props {
  model: DayModel;
  route: RouteView;
  scale: DayScale;
  windows: readonly { startMs: number; endMs: number }[];
  windowLabel: string;
}

/** A truck's day as blocks; pointing at one points at its stop on the map and in the list. */
export const TimelineRow = memo(function TimelineRow({ model, route, scale, windows, windowLabel }: Props) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  const lit = useSelection((s) => s.hoverStopId ?? s.stopId);
  const { colour } = truckStyle(route.truckNumber);
  const place = (startMs: number, endMs: number) => ({
    left: `${scale.at(startMs) * 100}%`,
    width: `${(scale.at(endMs) - scale.at(startMs)) * 100}%`,
  });
  const title = (block: Block) =>
    `${format.time(new Date(block.startMs))}–${format.time(new Date(block.endMs))} ${t(`timeline.${block.kind}`)}${block.stop.name ? ` · ${block.stop.name}` : ''}`;

  return (
    <span className={classes.track} style={{ '--truck': colour } as React.CSSProperties}>
      {tripSpans(route).map((trip) => (
        <span
          key={trip.number}
          className={classes.trip}
          data-even={trip.number % 2 === 0}
          style={place(trip.startMs, trip.endMs)}
          onPointerEnter={() =>
            selection.set({ ...NOTHING_HOVERED, hoverTruckId: route.truckId, hoverTrip: trip.number })
          }
          onPointerLeave={() => selection.set(NOTHING_HOVERED)}
        >
          <span>{trip.number}</span>
        </span>
      ))}
      {windows.map((window) => (
        <span
          key={window.startMs}
          className={classes.window}
          title={windowLabel}
          style={place(Math.max(window.startMs, scale.startMs), Math.min(window.endMs, scale.endMs))}
        />
      ))}
      {blocksOf(route).map((block) => (
        <span
          key={`${block.kind} ${block.stop.id}`}
          className={classes.block}
          data-kind={block.kind}
          data-lit={block.stop.id === lit && block.kind !== 'driving'}
          data-state={block.kind === 'service' ? model.stopStates.get(block.stop.id)?.state : undefined}
          style={place(block.startMs, block.endMs)}
          title={title(block)}
          onPointerEnter={() =>
            selection.set({
              ...NOTHING_HOVERED,
              hoverTruckId: route.truckId,
              hoverStopId: block.stop.id,
              hoverPointId: block.stop.pointId,
            })
          }
          onPointerLeave={() => selection.set(NOTHING_HOVERED)}
          onClick={() =>
            selection.set({
              ...NOTHING_CHOSEN,
              truckId: route.truckId,
              stopId: block.stop.id,
              pointId: block.stop.pointId,
            })
          }
        />
      ))}
    </span>
  );
});
