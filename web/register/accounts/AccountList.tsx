import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../../domain/accounts/account.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import classes from './AccountsPage.module.css';

interface Props {
  accounts: readonly AccountView[];
  openId: string | undefined;
  onOpen: (id: string) => void;
}

/** The accounts, each with what it is called and what it may be. */
export function AccountList({ accounts, openId, onOpen }: Props) {
  const { t } = useTranslation('accounts');
  const ui = useTranslation('ui').t;
  if (accounts.length === 0) return <p className={classes.hint}>{t('none')}</p>;
  return (
    <div className={classes.list}>
      <VirtualList
        label={t('list', { count: accounts.length })}
        items={accounts}
        keyOf={(account) => account.id}
        rowHeight={52}
        rowClassName={() => classes.row}
        isChosen={(account) => account.id === openId}
        onChoose={(account) => onOpen(account.id)}
        revealKey={openId}
      >
        {(account) => (
          <>
            <span className={classes.name}>{account.name}</span>
            <span className={classes.under}>
              {account.memberships.length === 0
                ? ui('role.none')
                : account.memberships
                    .map(({ role, scopeName }) => [ui(`role.${role}`), scopeName].filter(Boolean).join(': '))
                    .join(' · ')}
              {account.isWaiting && ` · ${t('waiting')}`}
            </span>
          </>
        )}
      </VirtualList>
    </div>
  );
}
