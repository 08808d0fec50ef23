import { Button, SegmentedControl, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { Failure } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/accounts.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/accounts.ts';
import { AccountDetail } from './AccountDetail.tsx';
import { AccountList } from './AccountList.tsx';
import classes from './AccountsPage.module.css';
import { accountsQuery } from './account-queries.ts';
import { NewAccount } from './NewAccount.tsx';

registerTexts('accounts', { vi, en });

/** `/register/accounts`: who may do what in the town, edited in place. */
export function AccountsPage() {
  return (
    <RequirePermission permission="accounts.read">
      <Page />
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('accounts');
  const product = useTranslation('ui').t('product');
  const { id } = useSearch({ from: '/register/accounts' });
  const navigate = useNavigate({ from: '/register/accounts' });
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 150);
  const [shown, setShown] = useState<'active' | 'suspended'>('active');
  const accounts = useQuery(accountsQuery(q, shown === 'suspended'));
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  const open = (next: string | undefined) => void navigate({ search: { id: next } });
  return (
    <div className={classes.page}>
      <TopBar />
      <OfflineBanner />
      <main id="main" className={classes.main} data-open={id !== undefined}>
        <section className={classes.side} aria-label={t('title')}>
          <div className={classes.head}>
            <Title order={1} size="h4">
              {t('title')}
            </Title>
            <Button size="compact-sm" leftSection={<IconPlus size={15} />} onClick={() => open('new')}>
              {t('new')}
            </Button>
          </div>
          <TextInput
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<IconSearch size={15} />}
            size="sm"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <SegmentedControl
            size="xs"
            value={shown}
            onChange={(value) => setShown(value)}
            data={(['active', 'suspended'] as const).map((value) => ({ value, label: t(`shown.${value}`) }))}
          />
          {accounts.isError && <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />}
          {accounts.data && <AccountList accounts={accounts.data.items} openId={id} onOpen={open} />}
        </section>
        <section className={classes.detail} aria-label={t('detail')}>
          {id === undefined && <p className={classes.hint}>{t('choose')}</p>}
          {id === 'new' && <NewAccount onMade={open} onClose={() => open(undefined)} />}
          {id !== undefined && id !== 'new' && <AccountDetail key={id} id={id} onClose={() => open(undefined)} />}
        </section>
      </main>
    </div>
  );
}
