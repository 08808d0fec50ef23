import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import type { Day } from '../../../domain/day.ts';
import type { TruckCheckView } from '../../../domain/truck-checks/truck-checks.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Checks.module.css';
import { checksQuery } from './check-queries.ts';
import { DriverSettings } from './DriverSettings.tsx';

/** How trucks were found on a day, what their dials showed, and the list that drivers go by. */
export function CheckPanel({ day }: { day: Day }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const navigate = useNavigate({ from: '/evidence' });
  const mayEdit = usePermission('checks.edit');
  const checks = useQuery(checksQuery(day));
  const items = checks.data?.items ?? [];
  const trucks = [...new Map(items.map(({ truckId, truckNumber, truckCode }) => [truckId, { truckNumber, truckCode }]))]
    .map(([truckId, truck]) => ({
      ...{ truckId, ...truck },
      told: items.filter((check) => check.truckId === truckId).toReversed(),
    }))
    .sort((a, b) => a.truckNumber - b.truckNumber);
  return (
    <div className={classes.panel}>
      <section className={classes.checks} aria-label={t('checks.list')}>
        <DayField
          label={t('checks.day')}
          value={day}
          onChange={(value) => {
            if (value) void navigate({ search: (before) => ({ ...before, day: value }) });
          }}
        />
        {checks.isError && !checks.data && <Failure error={checks.error} onRetry={() => void checks.refetch()} />}
        {checks.data && items.length === 0 && <Text c="dimmed">{t('checks.none', { day: format.dayShort(day) })}</Text>}
        {trucks.map(({ truckId, truckNumber, truckCode, told }) => (
          <article key={truckId} className={classes.truck}>
            <div className={classes.head}>
              <TruckBadge number={truckNumber} />
              <strong>{truckCode}</strong>
              <Driven told={told} />
            </div>
            {told.map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </article>
        ))}
      </section>
      {mayEdit && <DriverSettings />}
    </div>
  );
}

/** What the dials of one day tell; nothing where one of them was not read. */
function Driven({ told }: { told: readonly TruckCheckView[] }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const start = told.find(({ kind, odometerKm }) => kind === 'start' && odometerKm !== null)?.odometerKm;
  const end = told.findLast(({ kind, odometerKm }) => kind === 'end' && odometerKm !== null)?.odometerKm;
  if (typeof start !== 'number' || typeof end !== 'number' || end < start) return null;
  return <span>{t('checks.driven', { km: format.count(end - start) })}</span>;
}

function Check({ check }: { check: TruckCheckView }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const { kind, odometerKm, odometerBeforeKm, items, note, photoIds, doneAt, day } = check;
  const broken = items.filter(({ isFine }) => isFine === false);
  const unseen = items.filter(({ isFine }) => isFine === null);
  const isLess = odometerKm !== null && odometerBeforeKm !== null && odometerKm < odometerBeforeKm;
  return (
    <div>
      <Text size="sm">
        {t(`checks.kind.${kind}`)} {format.time(doneAt, day)}
        {' · '}
        {odometerKm === null ? t('checks.noKm') : t('checks.km', { km: format.count(odometerKm) })}
      </Text>
      {isLess && (
        <Text size="sm" className={classes.strange}>
          ▲ {t('checks.less', { km: format.count(odometerBeforeKm) })}
        </Text>
      )}
      {broken.length > 0 && (
        <Text size="sm" className={classes.strange}>
          ✕ {broken.map(({ text }) => text).join(', ')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('checks.fine', { count: items.length - broken.length - unseen.length })}
        {unseen.length > 0 && ` · ${t('checks.unseen', { what: unseen.map(({ text }) => text).join(', ') })}`}
      </Text>
      {note && <Text size="sm">{note}</Text>}
      {photoIds.map((id, index) => (
        <Anchor key={id} size="sm" mr={8} href={`/api/photos/${id}`} target="_blank" rel="noreferrer">
          {t('visits.photo', { number: index + 1 })}
        </Anchor>
      ))}
    </div>
  );
}
