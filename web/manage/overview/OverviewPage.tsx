import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../domain/ledger/overview.ts';
import { type ActiveArea, areaQuery } from '../../ui/api/queries.ts';
import { LiveProvider, useLive } from '../../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { daysOf } from '../../ui/period/period.ts';
import { usePermission } from '../../ui/session.ts';
import { DiskBanner } from '../../ui/shell/DiskBanner.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { SignedOutBanner } from '../../ui/shell/SignedOutBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { Failure, NoArea } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/overview.ts';
import { en as enRates } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/overview.ts';
import { vi as viRates } from '../../ui/texts/vi/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { RatesMatrix } from '../rates/RatesMatrix.tsx';
import { Comparison } from '../frame/Comparison.tsx';
import { Head, ManageLinks } from '../frame/ManageFrame.tsx';
import { RemediesPanel } from '../remedies/RemediesPanel.tsx';
import classes from './OverviewPage.module.css';
import { overviewQuery } from './overview-query.ts';
import { Changes, Quality, ToDo } from './Sentences.tsx';
import { Trend } from './Trend.tsx';

// The map's library is larger than the page: figures are there before it.
const GapMap = lazy(async () => ({ default: (await import('./GapMap.tsx')).GapMap }));

registerTexts('overview', { vi, en });
registerTexts('rates', { vi: viRates, en: enRates });

/** `/manage`: where the town stands, what changed, how well that is known, and what to do. */
export function OverviewPage() {
  return (
    <RequirePermission permission="ledger.read">
      <LiveProvider>
        <Page />
      </LiveProvider>
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('overview');
  const product = useTranslation('ui').t('product');
  const queryClient = useQueryClient();
  const area = useQuery(areaQuery()).data;
  const overview = useQuery(overviewQuery());
  useLive('ledger', () => void queryClient.invalidateQueries({ queryKey: ['ledger'] }));
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
      {area && overview.isError && overview.data === undefined && (
        <Failure error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      {area && overview.isPending && (
        <main id="main" className={classes.main}>
          <Skeleton h={120} />
          <Skeleton h={300} mt={12} />
        </main>
      )}
      {area && overview.data && <Figures area={area} overview={overview.data} />}
    </div>
  );
}

function Figures({ area, overview }: { area: ActiveArea; overview: Overview }) {
  const { t } = useTranslation('overview');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const navigate = useNavigate();
  const compared = useSearch({ from: '/manage' });
  const seesTown = usePermission('town.read');
  const { all, rows, totals, months, changes, quality, toDo, from, to, days, dirtyDays, denominator, ruleVersion } =
    overview;
  return (
    <main id="main" className={classes.main} tabIndex={0}>
      <ManageLinks />
      <Head
        title={t('title')}
        span={
          days > 0 && days < daysOf({ from, to })
            ? t('partOfSpan', { to: format.day(to), days })
            : t('span', { to: format.day(to) })
        }
      />
      {dirtyDays > 0 && (
        <p className={classes.recomputed} role="status">
          {tRates('recomputed', { count: dirtyDays })}
        </p>
      )}
      {all === null && <p className={classes.note}>{t('none')}</p>}
      <div className={classes.words}>
        <section>
          {all?.rate !== null && all !== null && (
            <p className={classes.lead}>
              {all.target === null
                ? t('allNoTarget', { rate: format.percentTenths(all.rate) })
                : t('all', { rate: format.percentTenths(all.rate), target: format.percent(all.target) })}
            </p>
          )}
          <Changes changes={changes} />
        </section>
        <Quality quality={quality} />
        <ToDo toDo={toDo} quality={quality} />
      </div>
      {rows.length > 0 && (
        <div className={classes.figures} data-map={seesTown}>
          <section>
            <h2>{t('targets')}</h2>
            <RatesMatrix
              cells={rows}
              units={totals.units}
              streams={totals.streams}
              all={all}
              chosen={null}
              onChoose={(cell) => void navigate({ to: '/manage/rates', search: cell })}
            />
          </section>
          {seesTown && (
            <section>
              <h2>{t('map.title')}</h2>
              <div className={classes.map}>
                <Suspense fallback={<Skeleton h="100%" />}>
                  <GapMap area={area} units={totals.units} day={to} />
                </Suspense>
              </div>
            </section>
          )}
        </div>
      )}
      <RemediesPanel />
      {rows.length > 0 && (
        <Comparison
          lastDay={to}
          denominator={denominator}
          days={compared}
          onDays={(days) => void navigate({ to: '/manage', search: days, resetScroll: false })}
        />
      )}
      {months.length > 0 && <Trend months={months} />}
      <p className={classes.note}>
        {tRates(`formula.${denominator}`)} {tRates('formula.rule', { version: ruleVersion })}
        {area.isSynthetic && ` ${tRates('synthetic')}`}
      </p>
    </main>
  );
}
