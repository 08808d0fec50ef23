import { Menu, Text } from '@mantine/core';
import { IconArrowLeft, IconLogout } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOf } from '../api/problem.ts';
import { outboxOf } from '../outbox/own-outbox.ts';
import { useSignOut } from '../session.ts';

/** How often what is waiting is tried again. */
const RETRY_MS = 5_000;

/** Signs out once everything this account reported on this phone is sent; until then it says how much is not. */
export function SignOut({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const outbox = outboxOf(userId);
  const { waiting } = useSyncExternalStore(outbox.subscribe, outbox.get);
  const { mutate, isPending, error } = useMutation({ mutationFn: useSignOut() });
  /** Wanted, and waiting for what is not sent. */
  const [isWanted, setWanted] = useState(false);
  const isWaiting = isWanted && waiting.length > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void outbox.send(), RETRY_MS);
    return () => clearInterval(timer);
  }, [isWaiting, outbox]);

  const ask = async () => {
    setWanted(true);
    await outbox.sendNow();
  };
  const isReady = isWanted && waiting.length === 0;
  const [hasAsked, setAsked] = useState(false);
  useEffect(() => {
    // What is on the phone is known once it was asked for.
    if (!isReady || !hasAsked) return;
    setWanted(false);
    setAsked(false);
    mutate();
  }, [isReady, hasAsked, mutate]);

  if (isWaiting) {
    return (
      <>
        <Text size="sm" role="status" px={12} py={6}>
          {t('account.unsent', { count: waiting.length })}
        </Text>
        <Menu.Item leftSection={<IconArrowLeft size={16} />} onClick={() => setWanted(false)}>
          {t('account.stay')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} disabled={isPending} onClick={() => mutate()}>
          {t('account.signOutNow')}
        </Menu.Item>
        <Failed error={error} />
      </>
    );
  }
  return (
    <>
      <Menu.Item
        leftSection={<IconLogout size={16} />}
        disabled={isPending || isWanted}
        onClick={() => void ask().finally(() => setAsked(true))}
      >
        {t('account.signOut')}
      </Menu.Item>
      <Failed error={error} />
    </>
  );
}

function Failed({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Text size="sm" c="var(--tx-unserved)" role="alert" px={12} py={6}>
      {t('account.stillSignedIn', { reason: messageOf(error) })}
    </Text>
  );
}
