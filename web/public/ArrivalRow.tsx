import { IconCheck, IconClock, IconClockOff, IconMapPin, IconQuestionMark, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { STREAM_NAMES } from '../../domain/stream-names.ts';
import { currentLanguage } from '../ui/texts/i18n.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './ArrivalsPage.module.css';
import type { Nearness } from './near-streets.ts';
import type { Arrival, Standing } from './next-arrivals.ts';

const ICONS: Partial<Record<Standing, typeof IconClock>> = {
  next: IconClock,
  due: IconClock,
  late: IconClockOff,
  unknown: IconQuestionMark,
  skipped: IconX,
};

interface Props {
  arrival: Arrival;
  standing: Standing;
  day: string;
  /** The streets that were searched for and are near. */
  near: readonly Nearness[];
}

/** When a truck comes to a point, and how that stands. */
export function ArrivalRow({ arrival, standing, day, near }: Props) {
  const { t } = useTranslation('public');
  const format = useFormat();
  const Icon = ICONS[standing] ?? IconCheck;
  return (
    <>
      <span className={classes.time} data-state={standing}>
        {format.time(arrival.plannedArrival, day)}
      </span>
      <span className={classes.text}>
        <span className={classes.name}>{arrival.name}</span>
        <span className={classes.detail}>
          {arrival.unitName && `${arrival.unitName} · `}
          {arrival.streams.map((stream) => STREAM_NAMES[stream][currentLanguage()]).join(', ')}
        </span>
        {near.length > 0 && (
          <span className={classes.near}>
            <IconMapPin size={14} aria-hidden />
            {near
              .map(({ street, metres }) => t('near', { street: street.name, distance: format.distance(metres) }))
              .join(' · ')}
          </span>
        )}
      </span>
      <span className={classes.state} data-state={standing}>
        <Icon size={16} aria-hidden /> {t(`state.${standing}`)}
      </span>
    </>
  );
}
