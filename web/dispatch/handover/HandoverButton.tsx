import { late } from '../../ui/late.ts';
import { Button } from '@mantine/core';
import { IconTransfer } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayModel } from '../day-model.ts';

const Handover = late(async () => (await import('./Handover.tsx')).default);

/** Opens what the next dispatcher has to know; what that takes is loaded when somebody does. */
export function HandoverButton({ day, model }: { day: string; model: DayModel }) {
  const { t } = useTranslation('alerts');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconTransfer size={14} />}
        onClick={() => setOpen(!isOpen)}
      >
        {t('handover')}
      </Button>
      {isOpen && (
        <Suspense>
          <Handover day={day} model={model} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
