import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { dayPlanQuery, dayStateQuery, revisionQuery } from '../../ui/api/town-queries.ts';
import { DayPicker } from '../../ui/shell/DayPicker.tsx';
import { Failure } from '../../ui/states.tsx';
import classes from './Typed.module.css';
import { TypedRoute } from './TypedRoute.tsx';

/** Run sheets that came back, typed in: a day, a truck, and a row for each of its stops. */
export function TypedPanel({ today }: { today: Day }) {
  const { t } = useTranslation('evidence');
  const search = useSearch({ from: '/evidence' });
  const navigate = useNavigate({ from: '/evidence' });
  const day = search.day ?? today;
  const plan = useQuery(dayPlanQuery(day));
  const published = plan.data?.revisions.find(({ isPublished }) => isPublished);
  const revision = useQuery({
    ...revisionQuery(plan.data?.id ?? '', published?.number ?? 0),
    enabled: published !== undefined,
  });
  const state = useQuery(dayStateQuery(day));
  const routes = published ? revision.data?.routes : undefined;
  const route = routes?.find(({ id }) => id === search.truck);
  const go = (next: { day?: Day; truck?: string }) => void navigate({ search: { tab: 'typed', day, ...next } });
  const failed = [plan, revision, state].find(({ isError }) => isError);
  return (
    <div className={classes.panel}>
      <Text size="sm" c="dimmed">
        {t('typed.hint')}
      </Text>
      <div className={classes.choose}>
        <DayPicker day={day} today={today} onChange={(next) => go({ day: next })} />
        {routes && (
          <NativeSelect
            aria-label={t('typed.truck')}
            value={route?.id ?? ''}
            data={[
              { value: '', label: t('typed.chooseTruck') },
              ...routes.map(({ id, truckNumber, truckCode }) => ({
                value: id,
                label: `${truckNumber} · ${truckCode}`,
              })),
            ]}
            onChange={(event) => go(event.currentTarget.value === '' ? {} : { truck: event.currentTarget.value })}
          />
        )}
      </div>
      {failed && <Failure error={failed.error} onRetry={() => void failed.refetch()} />}
      {plan.data !== undefined && !published && <Text c="dimmed">{t('typed.noPlan')}</Text>}
      {route && state.data && <TypedRoute key={route.id} day={day} route={route} events={state.data.events} />}
    </div>
  );
}
