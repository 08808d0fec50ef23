import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import iconUrl from '../icon.svg';
import type { RouteChanges } from '../../domain/own-route-changes.ts';
import { AccountMenu } from '../ui/shell/AccountMenu.tsx';
import { LanguageSwitch } from '../ui/shell/LanguageSwitch.tsx';
import { ThemeButton } from '../ui/shell/ThemeButton.tsx';
import { serverClock } from '../ui/api/server-clock.ts';
import type { OutboxState } from '../ui/outbox/outbox.ts';
import { TruckBadge } from '../ui/TruckBadge.tsx';
import { useFormat } from '../ui/use-format.ts';
import { useOnline } from '../ui/use-online.ts';
import classes from './DriverPage.module.css';
import { RouteChanged } from './RouteChanged.tsx';

interface Props {
  truckNumber: number | null;
  /** The last look for news got no answer. */
  isAway: boolean;
  /** The session is over, and whose route it is still works. */
  isSignedOut: boolean;
  outbox: { state: OutboxState; onSend: () => void } | null;
  /** How many reports of other accounts wait on this phone. */
  ofOthers: number;
  /** Set while the route asks something that was not seen yet. */
  changed?: { readonly changes: RouteChanges; readonly onUnderstood: () => void } | null;
}

/** Clocks that are off by less are nobody's trouble: times are put right all the same. */
const TOLD_MS = 5 * 60_000;

/** Whose route it is, and whether everything reported has arrived. */
export function DriverHeader({ truckNumber, isAway, isSignedOut, outbox, ofOthers, changed = null }: Props) {
  const { t } = useTranslation('driver');
  const ui = useTranslation('ui').t;
  const isOnline = useOnline();
  const format = useFormat();
  const isOffline = isAway || !isOnline;
  // What may still be taken back is not late.
  const late = outbox?.state.waiting.filter((item) => isOffline || item !== outbox.state.held) ?? [];
  const sending = isOffline ? 0 : late.filter(({ id }) => outbox?.state.sending.has(id)).length;
  const unsent = late.length - sending;
  const wrongBy = serverClock.measuredOffset() ?? 0;
  const isWrong = Math.abs(wrongBy) >= TOLD_MS;
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
        <ThemeButton />
        {!isSignedOut && <AccountMenu />}
      </div>
      {/* The gravest first: where not all have room, the last are scrolled to. */}
      <div className={classes.notices} role="status" aria-live="polite">
        {changed && (
          <div className={classes.changed} role="alert">
            <RouteChanged changes={changed.changes} />
            <Button className={classes.noticeButton} variant="white" color="dark" onClick={changed.onUnderstood}>
              {t('understood')}
            </Button>
          </div>
        )}
        {isSignedOut && !isOffline && (
          <div className={classes.unsent}>
            <span>{t('signInAgain')}</span>
            {/* Within the page: what the phone had no room to keep is in its memory alone. */}
            <Button
              className={classes.noticeButton}
              renderRoot={(props) => <Link to="/sign-in" search={{ next: '/driver' }} {...props} />}
              variant="white"
              color="dark"
            >
              {ui('account.signIn')}
            </Button>
          </div>
        )}
        {unstored > 0 && <div className={classes.refused}>{t('unstored', { count: unstored })}</div>}
        {refused > 0 && <div className={classes.refused}>{t('refused', { count: refused })}</div>}
        {unsent > 0 && (
          <div className={classes.unsent}>
            <span>
              {t('unsent', { count: unsent })}
              {sending > 0 && `. ${t('sending', { count: sending })}`}
              {outbox?.state.isClockAhead && !isWrong && `. ${t('clockAhead')}`}
            </span>
            {!isSignedOut && (
              <Button className={classes.noticeButton} variant="white" color="dark" onClick={outbox?.onSend}>
                {t('sendNow')}
              </Button>
            )}
          </div>
        )}
        {unsent === 0 && sending > 0 && <div className={classes.unsent}>{t('sending', { count: sending })}</div>}
        {ofOthers > 0 && <div className={classes.offline}>{t('ofOthers', { count: ofOthers })}</div>}
        {isOffline && <div className={classes.offline}>{t('offline')}</div>}
        {isWrong && (
          <div className={classes.offline}>
            {t(wrongBy < 0 ? 'clockFast' : 'clockSlow', { by: format.duration(Math.abs(wrongBy) / 1000) })}
          </div>
        )}
      </div>
    </header>
  );
}
