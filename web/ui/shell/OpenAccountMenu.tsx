import { Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/queries.ts';
import { AccountButton } from './AccountButton.tsx';
import { SignOut } from './SignOut.tsx';

/** The menu of whoever is signed in: open as it appears, in the place of its button. */
export function OpenAccountMenu({ me: { id, name, email, role } }: { me: Me }) {
  const { t } = useTranslation();
  return (
    <Menu defaultOpened position="bottom-end" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <AccountButton name={name} />
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
