import { Button, Skeleton, Title } from '@mantine/core';
import { IconCalendarDue, IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../domain/day.ts';
import type { DueReport, ReportRequest } from '../../../domain/reports/requests.ts';
import { type ActiveArea, areaQuery } from '../../ui/api/queries.ts';
import { periodAround, shifted } from '../../ui/period/period.ts';
import { usePermission } from '../../ui/session.ts';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { DiskBanner } from '../../ui/shell/DiskBanner.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { SignedOutBanner } from '../../ui/shell/SignedOutBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { Failure, NoArea } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/reports.ts';
import { currentLanguage, registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/reports.ts';
import { useFormat } from '../../ui/use-format.ts';
import { OpenDataPanel } from '../open-data/OpenDataPanel.tsx';
import { ReportForm } from './ReportForm.tsx';
import { ReportList } from './ReportList.tsx';
import { reportsQuery } from './report-queries.ts';
import classes from './ReportsPage.module.css';

registerTexts('reports', { vi, en });

/** `/manage/reports`: reports are made here, and those made so far are found again. */
export function ReportsPage() {
  return (
    <RequirePermission permission="reports.make">
      <Page />
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('reports');
  const product = useTranslation('ui').t('product');
  const area = useQuery(areaQuery()).data;
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  return (
    <div className={classes.page}>
      <TopBar />
      <SignedOutBanner />
      <OfflineBanner />
      <DiskBanner />
      {area === null && <NoArea />}
      {area && <Reports area={area} />}
    </div>
  );
}

function Reports({ area }: { area: ActiveArea }) {
  const { t } = useTranslation('reports');
  const list = useQuery(reportsQuery());
  const mayOpen = usePermission('open-data.edit');
  const lastDay = addDays(area.today, -1);
  // The last month that is over: what is mostly asked for.
  const [asked, setAsked] = useState<ReportRequest>(() => ({
    ...{ kind: 'period', format: 'docx', language: currentLanguage(), scope: '' },
    ...shifted(periodAround('month', area.today), -1, lastDay),
  }));
  return (
    <main id="main" className={classes.main}>
      <div>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <p className={classes.hint}>{t('hint')}</p>
      </div>
      {list.isError && list.data === undefined && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton h={240} />}
      {list.data && (
        <>
          {list.data.due && (
            <Due
              due={list.data.due}
              onPrepare={({ from, to }) =>
                setAsked((before) => ({ ...before, kind: 'yearly', from, to, scope: 'town' }))
              }
            />
          )}
          <ReportForm area={area} scopes={list.data.scopes} asked={asked} onAsked={setAsked} />
          <ReportList items={list.data.items} />
          {mayOpen && <OpenDataPanel />}
        </>
      )}
    </main>
  );
}

/** What is due before 20 December. */
function Due({ due, onPrepare }: { due: DueReport; onPrepare: (due: DueReport) => void }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const said = { year: String(due.year), before: format.day(due.before) };
  return (
    <div className={classes.due} data-is={due.isMade ? 'made' : 'open'} role="status">
      {due.isMade ? <IconCircleCheckFilled size={18} aria-hidden /> : <IconCalendarDue size={18} aria-hidden />}
      <span>{due.isMade ? t('dueMade', said) : t('due', said)}</span>
      {!due.isMade && (
        <Button size="compact-sm" variant="default" onClick={() => onPrepare(due)}>
          {t('prepare')}
        </Button>
      )}
    </div>
  );
}
