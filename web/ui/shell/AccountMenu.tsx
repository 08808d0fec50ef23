import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/queries.ts';
import { SignOut } from './SignOut.tsx';

export function AccountMenu() {
  const { t } = useTranslation();
  const me = useQuery(meQuery());
  const isSigningIn = useMatchRoute()({ to: '/sign-in' }) !== false;
  if (me.isPending || (!me.data && isSigningIn)) return null;
  if (!me.data) {
    return (
      <Button component={Link} to="/sign-in" size="compact-sm" h={30} variant="light">
        {t('account.signIn')}
      </Button>
    );
  }
  const { id, name, email, role } = me.data;
  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false}>
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
            {t('account.asRole', { role: t(`role.${role ?? 'none'}`) })}
          </Text>
        </div>
        <Menu.Divider />
        <SignOut userId={id} />
      </Menu.Dropdown>
    </Menu>
  );
}
