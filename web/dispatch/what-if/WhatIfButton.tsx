import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { late } from '../../ui/late.ts';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';

const WhatIf = late(async () => (await import('./WhatIf.tsx')).default);

/** Opens what the plan would come to if something were otherwise; what that takes is loaded when somebody does. */
export function WhatIfButton({ model }: { model: DayModel }) {
  const { t } = useTranslation('alerts');
  const mayMake = usePermission('plan.make');
  const [isOpen, setOpen] = useState(false);
  if (!mayMake || !model.revision) return null;
  return (
    <div>
      <Button size="compact-xs" variant="subtle" mx={12} my={6} onClick={() => setOpen(true)}>
        {t('whatIf')}
      </Button>
      {isOpen && (
        <Suspense>
          <WhatIf key={model.revision.id} model={model} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
