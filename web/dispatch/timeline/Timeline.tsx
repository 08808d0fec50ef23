import { ActionIcon, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type CSSProperties, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { useSelection } from '../selection.ts';
import { type DayScale, dayScale, hourStep } from './day-scale.ts';
import classes from './Timeline.module.css';
import { HOURS_HEIGHT, ROW_HEIGHT, TimelineGrid } from './TimelineGrid.tsx';

interface Props {
  day: string;
  model: DayModel;
  now: Date;
  isOpen: boolean;
  onFold: () => void;
}

/** Pixels in which a timeline of so many rows needs no scrolling. */
export function timelineHeight(rows: number): number {
  return HOURS_HEIGHT + 2 + rows * ROW_HEIGHT;
}

/**
 * One row a truck, all on one scale of hours, with a line where the day is now. Where a day is too long for the window, it
 * scrolls sideways and the trucks' names stay.
 */
export function Timeline({ day, model, now, isOpen, onFold }: Props) {
  const { t } = useTranslation('dispatch');
  const routes = useMemo(
    () => [...(model.revision?.routes ?? [])].sort((a, b) => a.truckNumber - b.truckNumber),
    [model.revision],
  );
  const scale = useMemo(() => dayScale(routes), [routes]);
  const nowAt = scale?.at(now.getTime());
  return (
    <section
      className={classes.timeline}
      data-open={isOpen && scale !== null}
      aria-label={t('timeline.title')}
      style={{ '--hours': (scale?.hours.length ?? 1) - 1 } as CSSProperties}
    >
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
        {isOpen && scale && <Pointed day={day} model={model} />}
        {!scale && (
          <Text size="xs" c="dimmed">
            {t('timeline.empty')}
          </Text>
        )}
      </div>
      {isOpen && scale && (
        <TimelineGrid day={day} model={model} routes={routes} scale={scale}>
          <Hours scale={scale} />
          {nowAt !== undefined && nowAt > 0 && nowAt < 1 && <NowLine at={nowAt} now={now} />}
        </TimelineGrid>
      )}
    </section>
  );
}

function Hours({ scale }: { scale: DayScale }) {
  const format = useFormat();
  const { ref, width } = useElementSize();
  const every = hourStep(scale.hours.length - 1, width);
  return (
    <div className={classes.hours} aria-hidden>
      <div ref={ref}>
        {scale.hours.slice(0, -1).map((hour, index) =>
          index % every === 0 ? (
            <span key={hour} style={{ left: `${scale.at(hour) * 100}%` }}>
              {format.time(new Date(hour))}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}

/** In words, what the pointer or the keyboard is on. */
function Pointed({ day, model }: { day: string; model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const stopId = useSelection((s) => s.hoverStopId);
  const entry = stopId ? model.stops.get(stopId) : undefined;
  if (!entry) return null;
  const { stop, route } = entry;
  return (
    <span className={classes.pointed} aria-hidden>
      {t('timeline.pointed', {
        number: route.truckNumber,
        start: format.time(stop.startsAt, day),
        end: format.time(stop.departsAt, day),
        name: stop.name,
      })}
    </span>
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
