import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { STREAM_NAMES } from '../../../domain/streams.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { facilityIcon } from '../../ui/map/icons.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import classes from './Details.module.css';
import { windowText } from './window-text.ts';

/** What a depot or disposal site is, and what the plan brings to it. */
export function FacilityDetails({ model, facilityId }: { model: DayModel; facilityId: string }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const format = useFormat();
  const facility = model.town.facilities.find((candidate) => candidate.id === facilityId);
  if (!facility) return null;
  const unloads = [...model.stops.values()].filter(
    ({ stop }) => stop.kind === 'unload' && stop.facilityId === facilityId,
  );
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
        <div className={classes.visit}>
          {t('facility.unloads', { count: unloads.length, load: format.tonnes(unloadedKg) })}
        </div>
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
