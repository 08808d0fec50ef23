import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../domain/day-of.ts';
import { areaQuery, meQuery } from '../../ui/api/queries.ts';
import { serverClock } from '../../ui/api/server-clock.ts';
import { keepPage } from '../../ui/keep-page.ts';
import { keepTeam, keptTeam } from '../../ui/kept-team.ts';
import { forgetTeam } from '../../ui/forget-kept.ts';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { NoArea } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/evidence.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/evidence.ts';
import { useOnline } from '../../ui/use-online.ts';
import classes from '../EvidencePage.module.css';
import { TallyPanel } from './TallyPanel.tsx';

registerTexts('evidence', { vi, en });
keepPage('/tally');

/** `/tally`: a handcart team's day in half a minute, with a network or without. */
export function TallyPage() {
  const { t } = useTranslation('evidence');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('tabs.tallies')} · ${product}`;
  }, [t, product]);
  useKeptTeam();
  return (
    <RequirePermission permission="tallies.edit">
      <Page />
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('evidence');
  const me = useQuery(meQuery()).data;
  const area = useQuery(areaQuery()).data;
  const isOnline = useOnline();
  return (
    <div className={classes.page}>
      <TopBar />
      {!isOnline && (
        <div role="status" className={classes.offline}>
          {t('tallies.offline')}
        </div>
      )}
      <main id="main" className={classes.main}>
        {area === null && <NoArea />}
        {/* A page kept from yesterday is of today. */}
        {area && me && (
          <TallyPanel key={me.id} today={dayOf(new Date(serverClock.now()), area.timeZone)} owner={me.id} isOwnPage />
        )}
      </main>
    </div>
  );
}

/** Shows at once who this phone was last of; it counts as old, so all of it is asked for at the same time. */
function useKeptTeam(): void {
  const queryClient = useQueryClient();
  useState(() => {
    const kept = keptTeam();
    if (!kept || queryClient.getQueryData(meQuery().queryKey) !== undefined) return;
    queryClient.setQueryData(meQuery().queryKey, kept.me, { updatedAt: 1 });
    queryClient.setQueryData(areaQuery().queryKey, kept.area, { updatedAt: 1 });
  });
  const me = useQuery(meQuery()).data;
  const area = useQuery(areaQuery()).data;
  useEffect(() => {
    if (me === null) forgetTeam();
    if (me && area) keepTeam({ me, area });
  }, [me, area]);
}
