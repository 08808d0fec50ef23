import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { messageOf } from '../api/problem.ts';
import { meQuery } from '../api/queries.ts';
import { useSignOut } from '../session.ts';

export function AccountMenu() {
  const { t } = useTranslation();
  const me = useQuery(meQuery());
  const signOut = useMutation({ mutationFn: useSignOut() });
  const isSigningIn = useMatchRoute()({ to: '/sign-in' }) !== false;
  if (me.isPending || (!me.data && isSigningIn)) return null;
  if (!me.data) {
    return (
      <Button component={Link} to="/sign-in" size="compact-sm" h={30} variant="light">
        {t('account.signIn')}
      </Button>
    );
  }
  const { name, email, role } = me.data;
  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false} onClose={signOut.reset}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size={32}
          aria-label={t('account.menu', { name })}
        >
          <IconUserCircle size={21} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '6px 12px 8px' }}>
          <Text size="sm" fw={600} truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
          <Text size="xs" c="dimmed">
            {t('account.asRole', { role: t(`role.${role}`) })}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('account.signOut')}
        </Menu.Item>
        {signOut.error && (
          <Text size="sm" c="var(--tx-unserved)" role="alert" px={12} py={6}>
            {t('account.stillSignedIn', { reason: messageOf(signOut.error) })}
          </Text>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
