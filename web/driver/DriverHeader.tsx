import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import iconUrl from '../icon.svg';
import { AccountMenu } from '../ui/shell/AccountMenu.tsx';
import { LanguageSwitch } from '../ui/shell/LanguageSwitch.tsx';
import { ThemeSwitch } from '../ui/shell/ThemeSwitch.tsx';
import { TruckBadge } from '../ui/TruckBadge.tsx';
import { useOnline } from '../ui/use-online.ts';
import classes from './DriverPage.module.css';
import type { OutboxState } from './outbox.ts';

interface Props {
  truckNumber: number | null;
  /** The last look for news got no answer. */
  isAway: boolean;
  outbox: { state: OutboxState; onSend: () => void } | null;
}

/** Whose route it is, and whether everything reported has arrived. */
export function DriverHeader({ truckNumber, isAway, outbox }: Props) {
  const { t } = useTranslation('driver');
  const ui = useTranslation('ui').t;
  const isOnline = useOnline();
  const unsent = outbox?.state.unsent.length ?? 0;
  const unstored = outbox?.state.unstored ?? 0;
  const refused = outbox?.state.refused.length ?? 0;
  return (
    <header>
      <div className={classes.bar}>
        {truckNumber === null ? (
          <img src={iconUrl} alt="" width={32} height={32} />
        ) : (
          <TruckBadge number={truckNumber} size={40} />
        )}
        <span className={classes.space} />
        <LanguageSwitch />
        <ThemeSwitch />
        <AccountMenu />
      </div>
      <div role="status" aria-live="polite">
        {(isAway || !isOnline) && <div className={classes.offline}>{t('offline')}</div>}
        {unsent > 0 && (
          <div className={classes.unsent}>
            <span>
              {t('unsent', { count: unsent })}
              {outbox?.state.needsSignIn && `. ${t('signInAgain')}`}
              {outbox?.state.isClockAhead && `. ${t('clockAhead')}`}
            </span>
            {outbox?.state.needsSignIn ? (
              <Button component="a" href="/sign-in?next=/driver" variant="white" color="dark" h={56} fz={18}>
                {ui('account.signIn')}
              </Button>
            ) : (
              <Button variant="white" color="dark" h={56} fz={18} onClick={outbox?.onSend}>
                {t('sendNow')}
              </Button>
            )}
          </div>
        )}
        {unstored > 0 && <div className={classes.refused}>{t('unstored', { count: unstored })}</div>}
        {refused > 0 && <div className={classes.refused}>{t('refused', { count: refused })}</div>}
      </div>
    </header>
  );
}
