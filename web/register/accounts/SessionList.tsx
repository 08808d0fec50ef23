import { Button, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { messageOf } from '../../ui/api/problem.ts';
import { command } from '../../ui/api/request.ts';
import classes from './AccountsPage.module.css';
import { accountSessionsQuery } from './account-queries.ts';
import { deviceName } from './device-name.ts';

/** Where somebody is signed in, each to be ended. */
export function SessionList({ accountId }: { accountId: string }) {
  const { t, i18n } = useTranslation('accounts');
  const queryClient = useQueryClient();
  const sessions = useQuery(accountSessionsQuery(accountId)).data?.items ?? [];
  const end = useMutation({
    mutationFn: (sessionId: string | undefined) =>
      command(`/api/accounts/${accountId}/sessions/end`, { body: { sessionId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className={classes.part}>
      <div className={classes.head}>
        <Title order={3} size="h6">
          {t('sessions.title')}
        </Title>
        {sessions.length > 1 && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => end.mutate(undefined)}>
            {t('sessions.endAll')}
          </Button>
        )}
      </div>
      {sessions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('sessions.none')}
        </Text>
      )}
      {sessions.map(({ id, since, device, isPhone }) => (
        <div key={id} className={classes.line}>
          <span>
            {isPhone ? `${t('sessions.phone')} · ` : ''}
            {deviceName(device) ?? t('sessions.unknown')} ·{' '}
            {t('sessions.since', { time: when.format(new Date(since)) })}
          </span>
          <Button size="compact-xs" variant="default" disabled={end.isPending} onClick={() => end.mutate(id)}>
            {t('sessions.end')}
          </Button>
        </div>
      ))}
      {end.isError && (
        <Text role="alert" size="sm" c="var(--tx-unserved)">
          {messageOf(end.error)}
        </Text>
      )}
    </div>
  );
}
