import { Alert, Button, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOf } from '../ui/api/problem.ts';
import { command } from '../ui/api/request.ts';
import { signInBy } from '../ui/session.ts';
import { TopBar } from '../ui/shell/TopBar.tsx';

/**
 * `/phone#…`: the address of the code that a dispatcher shows. One tap signs this phone in as the driver; a look-ahead of the camera's
 * app must not use the code up, so it is not done by opening the page alone.
 */
export function PhonePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [pass] = useState(() => window.location.hash.slice(1));
  const bind = useMutation({
    mutationFn: () => signInBy(queryClient, () => command('/api/auth/phone', { body: { pass } })),
    onSuccess: () => navigate({ to: '/driver' }),
  });
  return (
    <>
      <TopBar />
      <main id="main" style={{ display: 'grid', placeItems: 'start center', padding: '10vh 16px 16px' }}>
        <Paper withBorder p="xl" w="100%" maw={400}>
          <Stack>
            <Title order={1} size="h3">
              {t('phone.title')}
            </Title>
            <Text>{pass === '' ? t('phone.broken') : t('phone.hint')}</Text>
            {bind.isError && (
              <Alert role="alert" color="red" variant="light">
                {messageOf(bind.error)}
              </Alert>
            )}
            <Button size="lg" mih={56} disabled={pass === '' || bind.isPending} onClick={() => bind.mutate()}>
              {bind.isPending ? <Loader type="dots" color="white" /> : t('phone.submit')}
            </Button>
          </Stack>
        </Paper>
      </main>
    </>
  );
}
