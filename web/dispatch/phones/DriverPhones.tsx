import { ActionIcon, Drawer, Tooltip } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { late } from '../../ui/late.ts';
import { usePermission } from '../../ui/session.ts';

const PhoneList = late(async () => (await import('./PhoneList.tsx')).default);

/** A button that opens the drivers' phones: a code to sign one in, and a click that cuts a lost one off. */
export function DriverPhones() {
  const { t } = useTranslation('dispatch');
  const [isOpen, setOpen] = useState(false);
  if (!usePermission('phones.edit')) return null;
  return (
    <>
      <Tooltip label={t('phones.title')}>
        <ActionIcon variant="default" size={30} aria-label={t('phones.title')} onClick={() => setOpen(true)}>
          <IconDeviceMobile size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Drawer opened={isOpen} onClose={() => setOpen(false)} position="right" title={t('phones.title')} size={380}>
        <Suspense>{isOpen && <PhoneList />}</Suspense>
      </Drawer>
    </>
  );
}
