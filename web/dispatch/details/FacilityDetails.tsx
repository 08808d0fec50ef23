import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { facilityIcon } from '../../ui/map/icons.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel, StopOnRoute } from '../day-model.ts';
import { choiceOf, hoverOf, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import classes from './Details.module.css';
import { windowText } from './window-text.ts';

/** What a depot or disposal site is, and what the plan brings to it. */
export function FacilityDetails({ day, model, facilityId }: { day: string; model: DayModel; facilityId: string }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const format = useFormat();
  // Below the card of a stop chosen on a route there is the route itself.
  const hasRoute = useSelection((s) => s.truckId !== null);
  const facility = model.town.facilities.find((candidate) => candidate.id === facilityId);
  if (!facility) return null;
  const unloads = [...model.stops.values()]
    .filter(({ stop }) => stop.kind === 'unload' && stop.facilityId === facilityId)
    .sort((a, b) => (a.stop.startsAt < b.stop.startsAt ? -1 : 1));
  const unloadedKg = unloads.reduce((sum, { stop }) => sum + Math.abs(stop.loadKg), 0);
  return (
    <section className={classes.card} aria-label={facility.name}>
      <div className={classes.title}>
        <MarkIcon size={30} name={(theme) => facilityIcon(facility.kind, theme)} />
        <div style={{ minWidth: 0 }}>
          <Text fw={600} size="sm" lh={1.3}>
            {facility.name}
          </Text>
          <Text size="xs" c="dimmed">
            {facility.code} · {ui(`facilityKind.${facility.kind}`)}
          </Text>
        </div>
      </div>
      {unloads.length > 0 && (
        <>
          <div className={classes.visit}>
            {t('facility.unloads', { count: unloads.length, load: format.tonnes(unloadedKg) })}
          </div>
          {!hasRoute && <Unloads day={day} unloads={unloads} />}
        </>
      )}
      <dl className={classes.figures}>
        <dt>{t('facility.hours')}</dt>
        <dd>{facility.windows.length > 0 ? facility.windows.map(windowText).join(', ') : t('point.anyTime')}</dd>
        {facility.acceptedStreams.length > 0 && (
          <>
            <dt>{t('facility.streams')}</dt>
            <dd>{facility.acceptedStreams.map((stream) => STREAM_NAMES[stream][currentLanguage()]).join(', ')}</dd>
            <dt>{t('facility.intake')}</dt>
            <dd>{facility.dailyIntakeKg === null ? t('facility.unlimited') : format.tonnes(facility.dailyIntakeKg)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Who unloads when, in the order of the day; each leads to its stop on the route. */
function Unloads({ day, unloads }: { day: string; unloads: readonly StopOnRoute[] }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  const hovered = useSelection((s) => s.hoverStopId);
  return (
    <ul className={classes.unloads} aria-label={t('facility.unloadList')}>
      {unloads.map((entry) => (
        <li key={entry.stop.id}>
          <UnstyledButton
            data-hovered={entry.stop.id === hovered}
            aria-label={t('facility.unload', {
              number: entry.route.truckNumber,
              time: format.time(entry.stop.startsAt, day),
              load: format.kg(entry.stop.loadKg),
            })}
            onClick={() => selection.set(choiceOf(entry))}
            onPointerEnter={() => selection.set(hoverOf(entry))}
            onPointerLeave={() => selection.set(NOTHING_HOVERED)}
            onFocus={() => selection.set(hoverOf(entry))}
            onBlur={() => selection.set(NOTHING_HOVERED)}
          >
            <TruckBadge number={entry.route.truckNumber} size={22} />
            <span>{format.time(entry.stop.startsAt, day)}</span>
            <span>{format.kg(entry.stop.loadKg)}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
