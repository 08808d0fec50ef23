import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { ReplanButton } from './ReplanButton.tsx';
import { useReplan } from './use-replan.ts';

interface Props extends Pick<ComponentProps<typeof ReplanButton>, 'price'> {
  day: string;
  model: DayModel;
  truckId: string;
}

/**
 * Asks for the rest of the day without a truck that drives no more. What comes of it is a proposal, which is shown as soon as it is
 * there.
 */
export function TruckBroken({ day, model, truckId, price }: Props) {
  const { t } = useTranslation('moves');
  const format = useFormat();
  const mayMake = usePermission('plan.make');
  const { revision, hasFieldEvents, isSteered } = model;
  const replan = useReplan(day, model);
  const route = model.routesOfTruck.get(truckId)?.at(-1);
  if (!mayMake || !revision?.isPublished || !hasFieldEvents || !isSteered || !route) return null;
  const open = route.stops.filter(({ id }) => model.outcomes.get(id) === 'open');
  if (open.length === 0) return null;
  const kg = open.reduce((sum, { loadKg }) => sum + loadKg, 0);
  return (
    <ReplanButton
      {...{ model, replan, ...(price && { price }) }}
      asked={{ without: { trucks: [truckId] } }}
      words={{
        button: t('broken.button'),
        question: t('broken.ask', { count: open.length, load: format.tonnes(kg) }),
        confirm: t('broken.confirm'),
      }}
    />
  );
}
