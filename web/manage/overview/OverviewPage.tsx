import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../domain/ledger/overview.ts';
import { queryClient } from '../../ui/api/page-queries.ts';
import { type ActiveArea, areaQuery, meQuery } from '../../ui/api/queries.ts';
import { endEarlyScreen } from '../../ui/early-screen.ts';
import { LiveProvider, useLive } from '../../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { usePermission } from '../../ui/session.ts';
import { DiskBanner } from '../../ui/shell/DiskBanner.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { SignedOutBanner } from '../../ui/shell/SignedOutBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { Failure, NoArea } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useIsDrawn } from '../../ui/use-is-drawn.ts';
import { RatesMatrix } from '../rates/RatesMatrix.tsx';
import { Head, ManageLinks } from '../frame/ManageFrame.tsx';
import classes from './OverviewPage.module.css';
import { overviewQuery } from './overview-query.ts';
import { leadWords, spanWords } from './overview-words.ts';
import { Changes, Quality, ToDo } from './Sentences.tsx';
import './texts.ts';

// The map's library is larger than the page, and what is read further down is as much again: figures are there before either.
const GapMap = lazy(async () => ({ default: (await import('./GapMap.tsx')).GapMap }));
const Further = lazy(async () => ({ default: (await import('./Further.tsx')).Further }));

/** Nobody looks at an empty page for longer; then it says that it is loading. */
const LONGEST_MS = 400;

/** Has what the page is drawn from there before it is: drawn once it is there three times as soon as drawn part by part. */
export async function firstAnswers(): Promise<void> {
  const answers = [
    queryClient.prefetchQuery(meQuery()),
    queryClient.prefetchQuery(areaQuery()),
    queryClient.prefetchQuery(overviewQuery()),
  ];
  const enough = new Promise((resolve) => {
    setTimeout(resolve, LONGEST_MS);
  });
  await Promise.race([Promise.all(answers), enough]);
}

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
  const isDrawn = useIsDrawn();
  const { all, rows, totals, changes, quality, toDo, to, dirtyDays, denominator, ruleVersion } = overview;
  const lead = leadWords(overview, { t, format });
  // The words stood there before.
  useLayoutEffect(endEarlyScreen, []);
  return (
    <main id="main" className={classes.main} tabIndex={0}>
      <ManageLinks />
      <Head title={t('title')} span={spanWords(overview, { t, format })} />
      {dirtyDays > 0 && (
        <p className={classes.recomputed} role="status">
          {tRates('recomputed', { count: dirtyDays })}
        </p>
      )}
      {all === null && <p className={classes.note}>{t('none')}</p>}
      <div className={classes.words}>
        <section>
          {lead !== null && <p className={classes.lead}>{lead}</p>}
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
                {isDrawn && (
                  <Suspense fallback={<Skeleton h="100%" />}>
                    <GapMap area={area} units={totals.units} day={to} />
                  </Suspense>
                )}
              </div>
            </section>
          )}
        </div>
      )}
      {isDrawn && (
        <Suspense>
          <Further
            overview={overview}
            compared={compared}
            onCompared={(days) => void navigate({ to: '/manage', search: days, resetScroll: false })}
          />
        </Suspense>
      )}
      <p className={classes.note}>
        {tRates(`formula.${denominator}`)} {tRates('formula.rule', { version: ruleVersion })}
        {area.isSynthetic && ` ${tRates('synthetic')}`}
      </p>
    </main>
  );
}
