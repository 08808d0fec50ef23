import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Me, meQuery } from '../api/queries.ts';
import { ahead } from '../late.ts';
import { AccountButton } from './AccountButton.tsx';

const menu = ahead(() => import('./OpenAccountMenu.tsx'));

/** Who is signed in, and the way out. What opens is loaded after the page: none waits for it. */
export function AccountMenu() {
  const { t } = useTranslation();
  const me = useQuery(meQuery());
  const isSigningIn = useMatchRoute()({ to: '/sign-in' }) !== false;
  const [Opened, setOpened] = useState<ComponentType<{ me: Me }> | null>(null);
  if (me.isPending || (!me.data && isSigningIn)) return null;
  if (!me.data) {
    return (
      <Button component={Link} to="/sign-in" size="compact-sm" h={30} variant="light">
        {t('account.signIn')}
      </Button>
    );
  }
  if (Opened) return <Opened me={me.data} />;
  const open = async (): Promise<void> => {
    const { OpenAccountMenu } = await menu();
    setOpened(() => OpenAccountMenu);
  };
  return (
    <AccountButton
      name={me.data.name}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => void open().catch((error: unknown) => console.error(error))}
    />
  );
}
