import { Alert, Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOf } from './api/problem.ts';
import { command } from './api/request.ts';
import { TopBar } from './shell/TopBar.tsx';

/** In place of any page, until who signed in with a password for one use has chosen another. */
export function OwnPassword() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useMutation({
    mutationFn: () => command('/api/auth/change-password', { body: { currentPassword, newPassword } }),
    onSuccess: () => queryClient.resetQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <>
      <TopBar />
      <main id="main" style={{ display: 'grid', placeItems: 'start center', padding: '10vh 16px 16px' }}>
        <Paper component="form" withBorder p="xl" w="100%" maw={400} onSubmit={submit}>
          <Stack>
            <Title order={1} size="h3">
              {t('ownPassword.title')}
            </Title>
            <Text size="sm">{t('ownPassword.hint')}</Text>
            {change.isError && (
              <Alert role="alert" color="red" variant="light">
                {messageOf(change.error)}
              </Alert>
            )}
            <PasswordInput
              label={t('ownPassword.current')}
              autoComplete="current-password"
              size="md"
              value={currentPassword}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('ownPassword.new')}
              autoComplete="new-password"
              size="md"
              value={newPassword}
              onChange={(event) => setNew(event.currentTarget.value)}
            />
            <Button
              type="submit"
              size="md"
              disabled={currentPassword === '' || newPassword === ''}
              loading={change.isPending}
            >
              {t('ownPassword.submit')}
            </Button>
          </Stack>
        </Paper>
      </main>
    </>
  );
}
