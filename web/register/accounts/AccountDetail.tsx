import { Alert, Button, MultiSelect, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accessSchema, type AccountChange, accountViewSchema } from '../../../domain/accounts/account.ts';
import { isStatus, messageOf } from '../../ui/api/problem.ts';
import { meQuery } from '../../ui/api/queries.ts';
import { command, request } from '../../ui/api/request.ts';
import { Failure } from '../../ui/states.tsx';
import { AccessShown } from './AccessShown.tsx';
import classes from './AccountsPage.module.css';
import { accountQuery, scopeChoicesQuery } from './account-queries.ts';
import { EditedText } from './EditedText.tsx';
import { MembershipEditor } from './MembershipEditor.tsx';
import { SessionList } from './SessionList.tsx';

/** One account, edited in place: each field is saved by itself. */
export function AccountDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const queryClient = useQueryClient();
  const account = useQuery(accountQuery(id));
  const choices = useQuery(scopeChoicesQuery()).data;
  const isOwn = useQuery(meQuery()).data?.id === id;
  const readAgain = () => queryClient.invalidateQueries({ queryKey: ['accounts'] });
  const change = useMutation({
    mutationFn: (body: AccountChange) =>
      request(accountViewSchema, `/api/accounts/${id}`, {
        method: 'PATCH',
        body,
        headers: { 'If-Match': `"${account.data?.version ?? 0}"` },
      }),
    // Whoever came second sees what the first one changed, and decides.
    onSettled: readAgain,
  });
  const give = useMutation({
    mutationFn: (kind: 'invitation' | 'password') =>
      request(accessSchema, `/api/accounts/${id}/access`, { method: 'POST', body: { kind } }),
    onSettled: readAgain,
  });
  const suspend = useMutation({
    mutationFn: (word: 'archive' | 'restore') => command(`/api/accounts/${id}/${word}`, { body: {} }),
    onSettled: readAgain,
  });
  if (account.isError && !account.data) return <Failure error={account.error} onRetry={() => void account.refetch()} />;
  if (!account.data) return null;
  const { name, email, signInName, memberships, crews, archived, isWaiting } = account.data;
  const failed = change.error ?? give.error ?? suspend.error;
  return (
    <div>
      <div className={classes.head}>
        <Title order={2} size="h4">
          {name}
        </Title>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      {archived && (
        <Alert variant="light" color="orange" my="sm">
          {t('isSuspended')}
        </Alert>
      )}
      {failed && (
        <Alert role="alert" variant="light" color="red" my="sm">
          {isStatus(failed, 412) ? t('stale') : messageOf(failed)}
        </Alert>
      )}
      <div className={classes.fields}>
        <EditedText label={t('name')} required value={name} onSave={(next) => change.mutate({ name: next })} />
        <EditedText
          label={t('email')}
          type="email"
          value={email ?? ''}
          onSave={(next) => change.mutate({ email: next === '' ? null : next })}
        />
        <EditedText
          label={t('signInName')}
          description={t('signInNameHint')}
          value={signInName ?? ''}
          onSave={(next) => change.mutate({ signInName: next === '' ? null : next })}
        />
      </div>
      <div className={classes.part}>
        <Title order={3} size="h6">
          {t('roles')}
        </Title>
        <MembershipEditor
          memberships={memberships.map(({ role, scopeKind, scopeId, townId }) => ({
            role,
            scopeKind,
            scopeId,
            townId,
          }))}
          isBusy={change.isPending}
          onChange={(next) => change.mutate({ memberships: next })}
        />
        {(memberships.some(({ role }) => role === 'driver') || crews.length > 0) && (
          <MultiSelect
            label={t('crews')}
            searchable
            data={choices?.crew.map((crew) => ({ value: crew.id, label: crew.label }))}
            value={crews.map((crew) => crew.id)}
            onChange={(crewIds) => change.mutate({ crewIds })}
          />
        )}
      </div>
      {!isOwn && (
        <div className={classes.part}>
          <Title order={3} size="h6">
            {t('access.title')}
          </Title>
          {isWaiting && (
            <Text size="sm" c="dimmed">
              {t('waitingHint')}
            </Text>
          )}
          <div className={classes.buttons}>
            <Button
              size="compact-sm"
              variant="default"
              loading={give.isPending}
              onClick={() => give.mutate('invitation')}
            >
              {t('access.newInvitation')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              loading={give.isPending}
              onClick={() => give.mutate('password')}
            >
              {t('access.newPassword')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              c={archived ? undefined : 'var(--tx-unserved)'}
              loading={suspend.isPending}
              onClick={() => suspend.mutate(archived ? 'restore' : 'archive')}
            >
              {archived ? t('restore') : t('suspend')}
            </Button>
          </div>
          {give.data && <AccessShown access={give.data} />}
        </div>
      )}
      <SessionList accountId={id} />
    </div>
  );
}
