import { ActionIcon, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instantAt } from '../../../domain/day.ts';
import type { RouteView } from '../../../domain/plans.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat, useTimeZone } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { DayModel } from '../day-model.ts';
import { windowText } from '../details/window-text.ts';
import { NOTHING_CHOSEN, useSelection, useSelectionStore } from '../selection.ts';
import { type DayScale, dayScale } from './day-scale.ts';
import classes from './Timeline.module.css';
import { TimelineRow } from './TimelineRow.tsx';

interface Props {
  day: string;
  model: DayModel;
  now: Date;
  isOpen: boolean;
  onFold: () => void;
}

/** One row a truck, all on one scale of hours, with a line where the day is now. */
export function Timeline({ day, model, now, isOpen, onFold }: Props) {
  const { t } = useTranslation('dispatch');
  const routes = useMemo(
    () => [...(model.revision?.routes ?? [])].sort((a, b) => a.truckNumber - b.truckNumber),
    [model.revision],
  );
  const scale = useMemo(() => dayScale(routes), [routes]);
  const nowAt = scale?.at(now.getTime());
  return (
    <section className={classes.timeline} data-open={isOpen} aria-label={t('timeline.title')}>
      <div className={classes.head}>
        <div className={classes.title}>
          <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            size={24}
            disabled={!scale}
            aria-expanded={isOpen}
            aria-label={isOpen ? t('timeline.fold') : t('timeline.unfold')}
            onClick={onFold}
          >
            {isOpen ? <IconChevronDown size={17} /> : <IconChevronUp size={17} />}
          </ActionIcon>
          <span>{t('timeline.title')}</span>
        </div>
        {isOpen && scale && <Hours scale={scale} />}
        {!scale && (
          <Text size="xs" c="dimmed">
            {t('timeline.empty')}
          </Text>
        )}
      </div>
      {isOpen && scale && (
        <div className={classes.rows}>
          <Rows day={day} model={model} routes={routes} scale={scale} />
          {nowAt !== undefined && nowAt > 0 && nowAt < 1 && <NowLine at={nowAt} now={now} />}
        </div>
      )}
    </section>
  );
}

function Rows({ day, model, routes, scale }: { day: string; model: DayModel; routes: RouteView[]; scale: DayScale }) {
  const { t } = useTranslation('dispatch');
  const timeZone = useTimeZone();
  const selection = useSelectionStore();
  const chosen = useSelection((s) => s.truckId);
  const hovered = useSelection((s) => s.hoverTruckId);
  const stopId = useSelection((s) => s.hoverStopId ?? s.stopId);
  const entry = stopId ? model.stops.get(stopId) : undefined;
  const windows = (entry?.stop.pointId && model.points.get(entry.stop.pointId)?.windows) || [];
  const windowsMs = windows.map(([start, end]) => ({
    startMs: instantAt(day, start, timeZone).getTime(),
    endMs: instantAt(day, end, timeZone).getTime(),
  }));
  const windowLabel =
    windows.length > 0 ? t('timeline.windowShort', { windows: windows.map(windowText).join(', ') }) : '';
  return (
    <VirtualList
      items={routes}
      label={t('timeline.title')}
      keyOf={(route) => route.id}
      rowHeight={26}
      rowClassName={(route) => `${classes.row} ${route.truckId === hovered ? classes.hovered : ''}`}
      isChosen={(route) => route.truckId === chosen}
      revealKey={chosen ? (model.routesOfTruck.get(chosen)?.[0]?.id ?? null) : null}
      onChoose={(route) => {
        // A click on a block has chosen its stop already.
        if (selection.get().truckId !== route.truckId) selection.set({ ...NOTHING_CHOSEN, truckId: route.truckId });
      }}
    >
      {(route) => (
        <>
          <span className={classes.label}>
            <TruckBadge number={route.truckNumber} size={22} />
            <span>{route.truckCode}</span>
          </span>
          <TimelineRow
            model={model}
            route={route}
            scale={scale}
            windows={entry?.route.id === route.id ? windowsMs : []}
            windowLabel={windowLabel}
          />
        </>
      )}
    </VirtualList>
  );
}

function Hours({ scale }: { scale: DayScale }) {
  const format = useFormat();
  const every = scale.hours.length > 16 ? 2 : 1;
  return (
    <div className={classes.hours} aria-hidden>
      {scale.hours.slice(0, -1).map((hour, index) =>
        index % every === 0 ? (
          <span key={hour} style={{ left: `${scale.at(hour) * 100}%` }}>
            {format.time(new Date(hour))}
          </span>
        ) : null,
      )}
    </div>
  );
}

function NowLine({ at, now }: { at: number; now: Date }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  return (
    <div className={classes.nowArea}>
      <div
        className={classes.now}
        style={{ left: `${at * 100}%` }}
        title={t('timeline.now', { time: format.time(now) })}
      />
    </div>
  );
}
