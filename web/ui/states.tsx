import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from './api/queries.ts';
import { ApiProblem, isStatus, messageOf } from './api/problem.ts';
import { signInHref } from './GoTo.tsx';
import { usePermission } from './session.ts';

interface MessageProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** What stands in a page's or panel's place when there is nothing to show: what is so, why, and what to do. */
export function Message({ icon, title, children, action }: MessageProps) {
  return (
    <Center p="lg" mih={160} h="100%">
      <Stack align="center" gap="xs" maw={420} ta="center">
        <span style={{ color: 'var(--mantine-color-dimmed)' }} aria-hidden>
          {icon}
        </span>
        <Title order={2} size="h5">
          {title}
        </Title>
        {children && (
          <Text size="sm" c="dimmed">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

/** A query that failed, with its reason and another try. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  if (isStatus(error, 401)) return <SignedOut />;
  if (error instanceof ApiProblem && error.code === 'no-area') return <NoArea />;
  return (
    <div role="alert" style={{ height: '100%' }}>
      <Message
        icon={<IconAlertTriangle size={32} stroke={1.4} />}
        title={t('state.failed')}
        action={
          onRetry && (
            <Button variant="light" onClick={onRetry}>
              {t('state.retry')}
            </Button>
          )
        }
      >
        {messageOf(error)}
      </Message>
    </div>
  );
}

/** The session ended while the page was open. */
function SignedOut() {
  const { t } = useTranslation();
  return (
    <div role="alert" style={{ height: '100%' }}>
      <Message
        icon={<IconLock size={32} stroke={1.4} />}
        title={t('state.signedOut')}
        action={
          <Button component="a" href={signInHref(window.location)} variant="light">
            {t('state.signInAgain')}
          </Button>
        }
      />
    </div>
  );
}

export function NoPermission() {
  const { t } = useTranslation();
  const me = useQuery(meQuery()).data;
  return (
    <Message
      icon={<IconLock size={36} stroke={1.4} />}
      title={t('state.noPermission')}
      action={
        <Button component={Link} to="/" variant="light">
          {t('state.goHome')}
        </Button>
      }
    >
      {me && t('state.noPermissionHint', { role: t(`role.${me.role ?? 'none'}`) })}
    </Message>
  );
}

export function NoArea() {
  const { t } = useTranslation();
  const mayImport = usePermission('area.import');
  return (
    <Message
      icon={<IconMapOff size={40} stroke={1.3} />}
      title={t('state.noArea')}
      action={
        mayImport && (
          <Button component={Link} to="/manage/first-steps">
            {t('state.firstSteps')}
          </Button>
        )
      }
    >
      {t('state.noAreaHint')}
    </Message>
  );
}

/** A page that threw while drawing. */
export function Crashed({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <main id="main" style={{ height: '100%' }}>
      <Message
        icon={<IconAlertTriangle size={40} stroke={1.3} />}
        title={t('state.crashed')}
        action={
          <>
            <Text size="xs" ff="monospace">
              {messageOf(error)}
            </Text>
            <Button onClick={() => window.location.reload()}>{t('state.reload')}</Button>
          </>
        }
      >
        {t('state.crashedHint')}
      </Message>
    </main>
  );
}
