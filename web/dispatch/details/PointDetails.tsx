import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import { STREAM_NAMES } from '../../../domain/streams.ts';
import { MarkIcon } from '../../ui/MarkIcon.tsx';
import { pointIcon } from '../../ui/map/icons.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type DayModel, pointStateOf } from '../day-model.ts';
import { NOTHING_CHOSEN, useSelection, useSelectionStore } from '../selection.ts';
import classes from './Details.module.css';
import { windowText } from './window-text.ts';

/** What is known of a collection point, and when who comes to it on the day. */
export function PointDetails({ day, model, pointId }: { day: string; model: DayModel; pointId: string }) {
  const { t } = useTranslation('dispatch');
  const ui = useTranslation('ui').t;
  const format = useFormat();
  const selection = useSelectionStore();
  const shownTruckId = useSelection((s) => s.truckId);
  const point = model.points.get(pointId);
  if (!point) return null;
  const state = pointStateOf(model, pointId);
  const visits = model.stopsOfPoint.get(pointId) ?? [];
  const unserved = model.unservedOfPoint.get(pointId) ?? [];
  const unit = model.unitOfPoint.get(pointId);
  const limits = [
    point.maxWeightTonnes !== null && t('point.maxWeight', { tonnes: format.decimal(point.maxWeightTonnes) }),
    point.maxWidthMetres !== null && t('point.maxWidth', { metres: format.decimal(point.maxWidthMetres) }),
    point.maxHeightMetres !== null && t('point.maxHeight', { metres: format.decimal(point.maxHeightMetres) }),
  ].filter((limit) => limit !== false);
  return (
    <section className={classes.card} aria-label={t('point.details')}>
      <div className={classes.title}>
        <MarkIcon
          size={26}
          name={(theme) => pointIcon(point.kind, state, visits[0]?.route.truckNumber ?? null, theme)}
        />
        <div style={{ minWidth: 0 }}>
          <Text fw={600} size="sm" lh={1.3}>
            {point.name}
          </Text>
          <Text size="xs" c="dimmed">
            {point.code} · {ui(`pointKind.${point.kind}`)} · {ui(`pointState.${state}`)}
          </Text>
        </div>
      </div>
      {visits.map(({ stop, route }) => (
        <div key={stop.id} className={classes.visit}>
          {t('point.visit', {
            number: route.truckNumber,
            time: format.time(stop.arrivesAt, day),
            load: format.kg(stop.loadKg),
          })}
          <SkipReason reason={model.stopStates.get(stop.id)?.reason} />
        </div>
      ))}
      {unserved.map(({ stream, reason }) => (
        <div key={stream} className={classes.visit} data-is="unserved">
          {t('point.unserved', {
            stream: STREAM_NAMES[stream][currentLanguage()],
            reason: t(`unserved.reason.${reason}`),
          })}
        </div>
      ))}
      {state === 'none' && model.revision && <div className={classes.visit}>{t('point.notDue')}</div>}
      <dl className={classes.figures}>
        {unit && (
          <>
            <dt>{t('point.unit')}</dt>
            <dd>{unit.name}</dd>
          </>
        )}
        <dt>{t('point.streams')}</dt>
        <dd>
          {point.streams
            .map(
              (entry) =>
                `${STREAM_NAMES[entry.stream][currentLanguage()]} ${t('point.perDay', { load: format.kg(entry.expectedKgPerDay) })}`,
            )
            .join(', ')}
        </dd>
        <dt>{t('point.windows')}</dt>
        <dd>{point.windows.length > 0 ? point.windows.map(windowText).join(', ') : t('point.anyTime')}</dd>
        {limits.length > 0 && (
          <>
            <dt>{t('point.limits')}</dt>
            <dd>{limits.join(', ')}</dd>
          </>
        )}
        <dt>{t('point.households')}</dt>
        <dd>{format.count(point.householdsServed)}</dd>
      </dl>
      {visits[0] && visits[0].route.truckId !== shownTruckId && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() =>
            selection.set({ ...NOTHING_CHOSEN, truckId: visits[0].route.truckId, stopId: visits[0].stop.id })
          }
        >
          {t('point.showRoute')}
        </Button>
      )}
    </section>
  );
}

function SkipReason({ reason }: { reason: string | null | undefined }) {
  const { t } = useTranslation('dispatch');
  if (!reason) return null;
  return <div>{t('point.skipped', { reason: skipReasonText(reason, currentLanguage()) })}</div>;
}
