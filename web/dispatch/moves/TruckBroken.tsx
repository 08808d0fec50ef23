import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { useReplan } from './use-replan.ts';

/**
 * Asks for the rest of the day without a truck that drives no more. What comes of it is a proposal, which is shown as soon as it is
 * there.
 */
export function TruckBroken({ day, model, truckId }: { day: string; model: DayModel; truckId: string }) {
  const { t } = useTranslation('moves');
  const format = useFormat();
  const mayMake = usePermission('plan.make');
  const { revision, hasFieldEvents } = model;
  const replan = useReplan(day, model);
  useForgetFailure(replan.mutation);
  const route = model.routesOfTruck.get(truckId)?.at(-1);
  if (!mayMake || !revision?.isPublished || !hasFieldEvents || !route) return null;
  const open = route.stops.filter(({ id }) => model.outcomes.get(id) === 'open');
  if (open.length === 0) return null;
  const kg = open.reduce((sum, { loadKg }) => sum + loadKg, 0);
  return (
    <>
      <AskFirst
        question={t('broken.ask', { count: open.length, load: format.tonnes(kg) })}
        confirm={t('broken.confirm')}
        onConfirm={() => replan.mutation.mutate({ without: { trucks: [truckId] } })}
      >
        {(ask) => (
          <Button size="compact-xs" variant="default" loading={replan.isUnderWay} onClick={ask}>
            {t('broken.button')}
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
