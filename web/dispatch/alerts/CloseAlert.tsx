import { Button, Popover, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Closes an alert with a reason in words, right at the button. */
export function CloseAlert({ onClose }: { onClose: (reason: string) => void }) {
  const { t } = useTranslation('alerts');
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <Popover opened={isAsking} onChange={setAsking} width={270} shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconCheck size={13} />}
          onClick={() => setAsking(!isAsking)}
        >
          {t('close')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() === '') return;
            setAsking(false);
            onClose(reason.trim());
          }}
        >
          <TextInput
            data-autofocus
            label={t('closeReason')}
            placeholder={t('closeHint')}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" mt={8} size="xs" disabled={reason.trim() === ''}>
            {t('closeConfirm')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
