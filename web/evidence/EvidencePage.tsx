import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../domain/policy/permissions.ts';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { RequirePermission } from '../ui/RequirePermission.tsx';
import { OfflineBanner } from '../ui/shell/OfflineBanner.tsx';
import { SignedOutBanner } from '../ui/shell/SignedOutBanner.tsx';
import { TopBar } from '../ui/shell/TopBar.tsx';
import { NoArea } from '../ui/states.tsx';
import { en as enClerk } from '../ui/texts/en/clerk.ts';
import { en as enComplaints } from '../ui/texts/en/complaints.ts';
import { en } from '../ui/texts/en/evidence.ts';
import { registerTexts } from '../ui/texts/i18n.ts';
import { vi as viClerk } from '../ui/texts/vi/clerk.ts';
import { vi as viComplaints } from '../ui/texts/vi/complaints.ts';
import { vi } from '../ui/texts/vi/evidence.ts';
import { CheckPanel } from './checks/CheckPanel.tsx';
import { ComplaintPanel } from './complaints/ComplaintPanel.tsx';
import classes from './EvidencePage.module.css';
import { TallyPanel } from './tallies/TallyPanel.tsx';
import { DoubtPanel } from './tickets/DoubtPanel.tsx';
import { TicketPanel } from './tickets/TicketPanel.tsx';
import { TypedPanel } from './typed/TypedPanel.tsx';
import { VisitPanel } from './visits/VisitPanel.tsx';

registerTexts('evidence', { vi, en });
registerTexts('clerk', { vi: viClerk, en: enClerk });
registerTexts('complaints', { vi: viComplaints, en: enComplaints });

/** A tab is there for who holds all that it needs. */
const TABS = [
  { tab: 'visits', needs: ['visits.read'] },
  { tab: 'tickets', needs: ['tickets.read'] },
  { tab: 'doubts', needs: ['tickets.read'] },
  { tab: 'complaints', needs: ['complaints.read'] },
  { tab: 'tallies', needs: ['tallies.read'] },
  { tab: 'checks', needs: ['checks.read'] },
  { tab: 'typed', needs: ['plan.read', 'field.report'] },
] as const satisfies readonly { tab: string; needs: readonly Permission[] }[];

/** `/evidence`: what really happened, and how that is known. */
export function EvidencePage() {
  return (
    <RequirePermission permission={['visits.read', 'tickets.read', 'tallies.read']}>
      <Page />
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('evidence');
  const product = useTranslation('ui').t('product');
  const search = useSearch({ from: '/evidence' });
  const me = useQuery(meQuery()).data;
  const area = useQuery(areaQuery()).data;
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  const tabs = TABS.filter(({ needs }) => needs.every((each) => me?.permissions.includes(each))).map(({ tab }) => tab);
  const tab = tabs.find((each) => each === search.tab) ?? tabs[0];
  const nav = useRef<HTMLElement>(null);
  // On a phone the later tabs lie beyond the edge: the one that is open shows itself.
  useEffect(() => {
    const show = () =>
      nav.current?.querySelector(`[data-tab="${tab}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    show();
    // The letters of the font to come are wider than those at hand.
    void document.fonts.ready.then(show);
  }, [tab]);
  return (
    <div className={classes.page}>
      <TopBar />
      <SignedOutBanner />
      <OfflineBanner />
      <nav ref={nav} className={classes.tabs} aria-label={t('title')}>
        {tabs.map((each) => (
          <Link
            key={each}
            to="/evidence"
            search={{ tab: each }}
            data-tab={each}
            aria-current={each === tab ? 'page' : undefined}
          >
            {t(`tabs.${each}`)}
          </Link>
        ))}
      </nav>
      <main id="main" className={classes.main}>
        {area === null && <NoArea />}
        {area && tab === 'visits' && <VisitPanel today={area.today} />}
        {area && tab === 'tickets' && <TicketPanel today={area.today} />}
        {area && tab === 'doubts' && <DoubtPanel />}
        {area && tab === 'complaints' && <ComplaintPanel key={search.point} today={area.today} />}
        {area && me && tab === 'tallies' && <TallyPanel key={me.id} today={area.today} owner={me.id} />}
        {area && tab === 'checks' && <CheckPanel day={search.day ?? area.today} />}
        {area && tab === 'typed' && <TypedPanel today={area.today} />}
      </main>
    </div>
  );
}
