import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isoWeekday } from '../../../domain/day.ts';
import { trucksOutOf } from '../../../domain/replans/carry-over.ts';
import { dayPlanQuery } from '../../ui/api/town-queries.ts';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';
import { ReplanButton } from './ReplanButton.tsx';
import { useReplan } from './use-replan.ts';

/** Has a truck drive again that the rest of the day was planned without: what comes of it is a proposal. */
export function TruckAgain({ day, model, truckId }: { day: string; model: DayModel; truckId: string }) {
  const { t } = useTranslation('moves');
  const mayMake = usePermission('plan.make');
  const replan = useReplan(day, model);
  const plan = useQuery(dayPlanQuery(day)).data;
  const truck = model.town.trucks.find(({ id }) => id === truckId);
  // A truck that never had a route on the day has none to drive again.
  const isOut = model.revision !== null && trucksOutOf(plan?.revisions ?? [], model.revision.number).has(truckId);
  const isOnShift = truck?.isActive && truck.shifts.some(({ weekdays }) => weekdays.includes(isoWeekday(day)));
  if (!mayMake || !model.revision?.isPublished || !model.isSteered || !isOut || !isOnShift) return null;
  return (
    <ReplanButton
      {...{ model, replan }}
      asked={{ again: { trucks: [truckId] } }}
      words={{ button: t('again.button'), question: t('again.ask'), confirm: t('again.confirm') }}
    />
  );
}
