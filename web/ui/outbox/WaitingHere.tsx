import { Alert } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whoseDay } from '../kept-day.ts';
import { ownersWaiting } from './others-waiting.ts';

/** What becomes of reports that wait on this phone, to be read before somebody signs in; nothing where none wait. */
export function WaitingHere() {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState<{ count: number; name: string | null } | null>(null);
  useEffect(() => {
    const page = { isOpen: true };
    const read = async (): Promise<void> => {
      const [owners, known] = await Promise.all([ownersWaiting(), whoseDay()]);
      const name = owners.every((owner) => owner === known?.id) ? (known?.name ?? null) : null;
      if (page.isOpen) setWaiting({ count: owners.length, name });
    };
    read().catch((error: unknown) => console.error(error));
    return () => {
      page.isOpen = false;
    };
  }, []);
  if (!waiting || waiting.count === 0) return null;
  const { count, name } = waiting;
  return (
    <Alert role="status" color="yellow" variant="light" c="var(--mantine-color-text)">
      {t('signIn.waiting', { count, name: name ?? t('signIn.somebody') })}
    </Alert>
  );
}
