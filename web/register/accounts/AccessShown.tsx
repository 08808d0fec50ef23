import { Alert, Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AccountAccess } from '../../../domain/accounts/account.ts';
import classes from './AccountsPage.module.css';

/** What lets somebody in. It is shown now and never again. */
export function AccessShown({ access }: { access: AccountAccess }) {
  const { t } = useTranslation('accounts');
  return (
    <Alert variant="light" role="status" title={t(`access.${access.kind}`)} mt="md">
      <p className={classes.secret}>
        <code>{access.secret}</code>
        <CopyButton value={access.secret}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? t('access.copied') : t('access.copy')}
            </Button>
          )}
        </CopyButton>
      </p>
      {access.mailedTo && <p>{t('access.mailed', { address: access.mailedTo })}</p>}
      <p>{t(`access.${access.kind}Hint`)}</p>
    </Alert>
  );
}
