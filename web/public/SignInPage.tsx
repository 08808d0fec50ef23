import { Alert, Anchor, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, messageOf } from '../ui/api/problem.ts';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { GoTo } from '../ui/GoTo.tsx';
import { homeOf, signIn } from '../ui/session.ts';
import { TopBar } from '../ui/shell/TopBar.tsx';
import { setLanguage } from '../ui/texts/i18n.ts';

// Of those who sign in few have anything waiting here, and it reads what the phone keeps.
const WaitingHere = lazy(async () => ({ default: (await import('../ui/outbox/WaitingHere.tsx')).WaitingHere }));

export function SignInPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: '/sign-in' });
  const queryClient = useQueryClient();
  const me = useQuery(meQuery());
  const area = useQuery(areaQuery()).data;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const attempt = useMutation({
    mutationFn: () => signIn(queryClient, email.trim(), password),
    onSuccess: async (now) => {
      if (now?.language === 'en' || now?.language === 'vi') await setLanguage(now.language);
    },
  });

  if (me.data) return <GoTo href={safePath(next) ?? homeOf(me.data) ?? '/'} />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const faults = {
      email: email.trim() === '' ? t('signIn.emailNeeded') : undefined,
      password: password === '' ? t('signIn.passwordNeeded') : undefined,
    };
    setMissing(faults);
    if (!faults.email && !faults.password) attempt.mutate();
  };

  return (
    <>
      <TopBar />
      <main id="main" style={{ display: 'grid', placeItems: 'start center', padding: '10vh 16px 16px' }}>
        <Paper component="form" noValidate withBorder p="xl" w="100%" maw={400} onSubmit={submit}>
          <Stack>
            <Title order={1} size="h3">
              {t('signIn.title')}
            </Title>
            <Suspense>
              <WaitingHere />
            </Suspense>
            {attempt.isError && (
              <Alert role="alert" color="red" variant="light">
                <Text size="sm" c="var(--mantine-color-text)">
                  {refusal(attempt.error, t)}
                </Text>
              </Alert>
            )}
            <TextInput
              label={t('signIn.email')}
              name="email"
              autoComplete="username"
              autoFocus
              size="md"
              value={email}
              error={missing.email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('signIn.password')}
              name="password"
              autoComplete="current-password"
              size="md"
              value={password}
              error={missing.password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" size="md" loading={attempt.isPending}>
              {t('signIn.submit')}
            </Button>
            {area?.isDemo && (
              <Text size="sm" c="dimmed">
                {t('signIn.demoHint')}
              </Text>
            )}
            <Anchor component={Link} to="/" size="sm">
              {t('signIn.publicLink')}
            </Anchor>
          </Stack>
        </Paper>
      </main>
    </>
  );
}

/** A path on this site, so that a forged link cannot lead away after sign-in. */
function safePath(next: string | undefined): string | null {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : null;
}

function refusal(error: unknown, t: (key: 'signIn.wrong' | 'signIn.tooMany' | 'signIn.banned') => string): string {
  if (!(error instanceof ApiProblem)) return messageOf(error);
  if (error.status === 401 || error.status === 400 || error.status === 422) return t('signIn.wrong');
  if (error.status === 403) return t('signIn.banned');
  if (error.status === 429) return t('signIn.tooMany');
  return error.message;
}
