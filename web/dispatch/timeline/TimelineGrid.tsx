import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantAt } from '../../../domain/clock-times.ts';
import type { RouteView } from '../../../domain/plans.ts';
import { itemAt } from '../../../domain/item-at.ts';
import { useTimeZone } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { windowText } from '../details/window-text.ts';
import { choiceOf, NOTHING_CHOSEN, useSelection, useSelectionStore } from '../selection.ts';
import type { DayScale } from './day-scale.ts';
import { type Cell, cellAfter } from './grid-keys.ts';
import classes from './Timeline.module.css';
import { TimelineRow } from './TimelineRow.tsx';

/** Pixels; Timeline.module.css says the same. */
export const ROW_HEIGHT = 22;
/** Of the hours above the rows, which stay while the rows scroll. */
export const HOURS_HEIGHT = 28;

interface Props {
  day: string;
  model: DayModel;
  routes: readonly RouteView[];
  scale: DayScale;
  /** Lies above and over the rows and scrolls sideways with them. */
  children: ReactNode;
}

/**
 * The rows as a grid one walks with the arrow keys: from a truck's name through its stops, and from truck to truck. Enter or
 * Space chooses. Only rows in view exist.
 */
export function TimelineGrid({ day, model, routes, scale, children }: Props) {
  const { t } = useTranslation('dispatch');
  const selection = useSelectionStore();
  const chosen = useSelection((s) => s.truckId);
  const hovered = useSelection((s) => s.hoverTruckId);
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const [asked, setCell] = useState<Cell>({ routeId: '', stopId: null });
  // Another revision has other routes: the keyboard then begins anew.
  const cell = routes.some(({ id }) => id === asked.routeId) ? asked : { routeId: itemAt(routes, 0).id, stopId: null };
  const virtualizer = useVirtualizer({
    count: routes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => itemAt(routes, index).id,
    overscan: 12,
    scrollMargin: HOURS_HEIGHT,
    scrollPaddingStart: HOURS_HEIGHT,
  });
  const windows = useWindowsInView(day, model);

  const indexOfChosen = routes.findIndex(({ truckId }) => truckId === chosen);
  useEffect(() => {
    if (indexOfChosen >= 0) virtualizer.scrollToIndex(indexOfChosen, { align: 'auto' });
    // Only another choice scrolls; the routes may change under an old one without jumping.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen]);

  const chosenStop = useSelection((s) => (s.stopId === null ? undefined : model.stops.get(s.stopId)?.stop));
  const chosenStart = chosenStop?.startsAt;
  useEffect(() => {
    if (chosenStart !== undefined) showTime(scroller.current, scale.at(Date.parse(chosenStart)));
  }, [chosenStart, scale]);

  useEffect(() => {
    if (!wantsFocus.current) return;
    const target = scroller.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (!target) return;
    wantsFocus.current = false;
    target.focus({ preventScroll: true });
  });

  const choose = ({ routeId, stopId }: Cell) => {
    const entry = stopId ? model.stops.get(stopId) : undefined;
    const truckId = routes.find(({ id }) => id === routeId)?.truckId ?? null;
    selection.set(entry ? choiceOf(entry) : { ...NOTHING_CHOSEN, truckId });
  };

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(cell);
      return;
    }
    const next = cellAfter(routes, cell, event.key);
    if (!next) return;
    event.preventDefault();
    wantsFocus.current = true;
    setCell(next);
    const row = routes.findIndex(({ id }) => id === next.routeId);
    virtualizer.scrollToIndex(row, { align: 'auto' });
  };

  const shown = virtualizer.getVirtualItems();
  return (
    <div ref={scroller} className={classes.scroller}>
      <div className={classes.wide}>
        {children}
        <div
          role="grid"
          aria-label={t('timeline.title')}
          aria-rowcount={routes.length}
          onKeyDown={press}
          style={{ height: virtualizer.getTotalSize(), position: 'relative' }}
        >
          {shown.map(({ index, start }) => {
            const route = itemAt(routes, index);
            return (
              <TimelineRow
                key={route.id}
                model={model}
                route={route}
                scale={scale}
                rowIndex={index}
                top={start - HOURS_HEIGHT}
                focus={route.id === cell.routeId ? cell : null}
                isChosen={route.truckId === chosen}
                isHovered={route.truckId === hovered}
                windows={windows?.routeId === route.id ? windows : null}
                onFocusCell={setCell}
                onChooseCell={choose}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Scrolls sideways until `at` (0…1 of the hours) can be seen beside the trucks' names. */
function showTime(scroller: HTMLElement | null, at: number): void {
  if (!scroller || scroller.scrollWidth <= scroller.clientWidth) return;
  const names = Number.parseFloat(getComputedStyle(scroller).scrollPaddingLeft) || 0;
  const seen = scroller.clientWidth - names;
  const x = at * (scroller.scrollWidth - names);
  if (x < scroller.scrollLeft || x > scroller.scrollLeft + 0.9 * seen) scroller.scrollLeft = x - seen / 2;
}

export interface WindowsInView {
  routeId: string;
  label: string;
  spans: readonly { startMs: number; endMs: number }[];
}

/** The windows of the point that is hovered or chosen, to be drawn on its truck's row. */
function useWindowsInView(day: string, model: DayModel): WindowsInView | null {
  const { t } = useTranslation('dispatch');
  const timeZone = useTimeZone();
  const stopId = useSelection((s) => s.hoverStopId ?? s.stopId);
  const entry = stopId ? model.stops.get(stopId) : undefined;
  const windows = (entry?.stop.pointId && model.points.get(entry.stop.pointId)?.windows) || [];
  if (!entry || windows.length === 0) return null;
  return {
    routeId: entry.route.id,
    label: t('timeline.windowShort', { windows: windows.map(windowText).join(', ') }),
    spans: windows.map(([start, end]) => ({
      startMs: instantAt(day, start, timeZone).getTime(),
      endMs: instantAt(day, end, timeZone).getTime(),
    })),
  };
}
