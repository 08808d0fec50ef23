import { Alert, Anchor, Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { messageOf } from '../ui/api/problem.ts';
import { request } from '../ui/api/request.ts';
import { signIn } from '../ui/session.ts';
import { TopBar } from '../ui/shell/TopBar.tsx';

/** `/invitation#…`: who was invited chooses a password, and is signed in with it. */
export function InvitationPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // Read once: what stands behind the hash never leaves the browser but with the password.
  const [pass] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState('');
  const choose = useMutation({
    mutationFn: async () => {
      const { signInName } = await request(z.object({ signInName: z.string() }), '/api/auth/invitation', {
        method: 'POST',
        body: { pass, password },
      });
      await signIn(queryClient, signInName, password);
    },
    onSuccess: () => void navigate({ to: '/sign-in' }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choose.mutate();
  };
  return (
    <>
      <TopBar />
      <main id="main" style={{ display: 'grid', placeItems: 'start center', padding: '10vh 16px 16px' }}>
        <Paper component="form" withBorder p="xl" w="100%" maw={400} onSubmit={submit}>
          <Stack>
            <Title order={1} size="h3">
              {t('invitation.title')}
            </Title>
            {pass === '' ? <Text>{t('invitation.broken')}</Text> : <Text size="sm">{t('invitation.hint')}</Text>}
            {choose.isError && (
              <Alert role="alert" color="red" variant="light">
                {messageOf(choose.error)}
              </Alert>
            )}
            <PasswordInput
              label={t('invitation.password')}
              autoComplete="new-password"
              autoFocus
              size="md"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" size="md" disabled={pass === '' || password === ''} loading={choose.isPending}>
              {t('invitation.submit')}
            </Button>
            <Anchor component={Link} to="/" size="sm">
              {t('signIn.publicLink')}
            </Anchor>
          </Stack>
        </Paper>
      </main>
    </>
  );
}
