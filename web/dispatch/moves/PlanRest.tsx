import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayModel } from '../day-model.ts';
import { usePermission } from '../../ui/session.ts';
import { ReplanButton } from './ReplanButton.tsx';
import { useReplan } from './use-replan.ts';

interface Props extends Pick<ComponentProps<typeof ReplanButton>, 'price'> {
  day: string;
  model: DayModel;
  /** Facilities that take nothing more from a moment on. */
  closed?: { facilityId: string; from: string | null }[];
}

/** Plans what is left of a day under way anew, by the books as they stand now; what comes of it is a proposal. */
export function PlanRest({ day, model, closed = [], price }: Props) {
  const { t } = useTranslation('alerts');
  const mayMake = usePermission('plan.make');
  const replan = useReplan(day, model);
  if (!mayMake || !model.revision?.isPublished || !model.isSteered) return null;
  return (
    <ReplanButton
      {...{ model, replan, ...(price && { price }) }}
      asked={{ closed }}
      words={{ button: t('planRest'), question: t('planRestAsk'), confirm: t('planRestConfirm') }}
    />
  );
}
