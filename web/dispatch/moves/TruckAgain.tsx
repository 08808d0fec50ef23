import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isoWeekday } from '../../../domain/day.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { dayPlanQuery } from '../../ui/api/queries.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';
import { useReplan } from './use-replan.ts';

/** Has a truck drive again that the rest of the day was planned without: what comes of it is a proposal. */
export function TruckAgain({ day, model, truckId }: { day: string; model: DayModel; truckId: string }) {
  const { t } = useTranslation('moves');
  const mayMake = usePermission('plan.make');
  const replan = useReplan(day, model);
  const plan = useQuery(dayPlanQuery(day)).data;
  const truck = model.town.trucks.find(({ id }) => id === truckId);
  const route = model.routesOfTruck.get(truckId)?.at(-1);
  // Whose day ends where it stands was planned to do no more.
  const isOut = route ? route.stops.at(-1)?.kind !== 'end' : true;
  const isOnShift = truck?.isActive && truck.shifts.some(({ weekdays }) => weekdays.includes(isoWeekday(day)));
  const wasReplanned = plan?.revisions.some(({ origin }) => origin === 'replanned') ?? false;
  if (!mayMake || !model.revision?.isPublished || !isOut || !isOnShift || !wasReplanned) return null;
  return (
    <>
      <AskFirst
        question={t('again.ask')}
        confirm={t('again.confirm')}
        onConfirm={() => replan.mutation.mutate({ again: { trucks: [truckId] } })}
      >
        {(ask) => (
          <Button size="compact-xs" variant="default" loading={replan.isUnderWay} onClick={ask}>
            {t('again.button')}
          </Button>
        )}
      </AskFirst>
      {replan.mutation.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(replan.mutation.error)}
        </Text>
      )}
    </>
  );
}
