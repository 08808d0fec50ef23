import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { areaQuery } from '../ui/api/queries.ts';
import { LiveProvider } from '../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../ui/RequirePermission.tsx';
import { DayPicker } from '../ui/shell/DayPicker.tsx';
import { OfflineBanner } from '../ui/shell/OfflineBanner.tsx';
import { TopBar } from '../ui/shell/TopBar.tsx';
import { Failure, NoArea } from '../ui/states.tsx';
import { en } from '../ui/texts/en/dispatch.ts';
import { registerTexts } from '../ui/texts/i18n.ts';
import { vi } from '../ui/texts/vi/dispatch.ts';
import classes from './DispatchPage.module.css';
import { DispatchStage } from './DispatchStage.tsx';
import { StageSkeleton } from './StageSkeleton.tsx';

registerTexts('dispatch', { vi, en });

/** `/dispatch?day=…`: plan a day, watch it, steer it. */
export function DispatchPage() {
  return (
    <RequirePermission permission="plan.read">
      <LiveProvider>
        <Page />
      </LiveProvider>
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('dispatch');
  const product = useTranslation('ui').t('product');
  const search = useSearch({ from: '/dispatch' });
  const navigate = useNavigate({ from: '/dispatch' });
  const area = useQuery(areaQuery());
  const day = search.day ?? area.data?.today;

  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);

  return (
    <div className={classes.page}>
      <TopBar>
        {area.data && day && (
          <DayPicker
            day={day}
            today={area.data.today}
            onChange={(chosen) => void navigate({ search: (before) => ({ day: chosen, truck: before.truck }) })}
          />
        )}
      </TopBar>
      <OfflineBanner />
      <main id="main" className={classes.main}>
        {area.isPending && <StageSkeleton />}
        {area.isError && area.data === undefined && <Failure error={area.error} onRetry={() => void area.refetch()} />}
        {area.data === null && <NoArea />}
        {area.data && day && <DispatchStage key={area.data.id} area={area.data} day={day} />}
      </main>
    </div>
  );
}
