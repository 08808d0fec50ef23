import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { late } from '../../ui/late.ts';
import { usePermission } from '../../ui/session.ts';

const Proposal = late(async () => (await import('./Proposal.tsx')).default);

/** Opens other collection days for the week; what that takes is loaded when somebody does. */
export function ProposalButton({ monday, today }: { monday: Day; today: Day }) {
  const { t } = useTranslation('week');
  const mayReschedule = usePermission('points.reschedule');
  const [isOpen, setOpen] = useState(false);
  if (!mayReschedule) return null;
  return (
    <div>
      <Button size="compact-sm" variant="default" mb={8} onClick={() => setOpen(true)}>
        {t('propose')}
      </Button>
      {isOpen && (
        <Suspense>
          <Proposal monday={monday} today={today} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
