import { Button, NativeSelect, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../domain/day.ts';
import { type ActiveArea, areaQuery } from '../../ui/api/queries.ts';
import { LiveProvider, useLive } from '../../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { periodAround } from '../../ui/period/period.ts';
import type { Span } from '../../ui/period/span.ts';
import { PeriodChoice } from '../../ui/period/PeriodChoice.tsx';
import { usePermission } from '../../ui/session.ts';
import { DiskBanner } from '../../ui/shell/DiskBanner.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { SignedOutBanner } from '../../ui/shell/SignedOutBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { NoArea } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/rates.ts';
import { Months } from './Months.tsx';
import classes from './RatesPage.module.css';
import { RatesFigures } from './RatesFigures.tsx';
import { WhyPanel } from './WhyPanel.tsx';

registerTexts('rates', { vi, en });

/** `/manage/rates`: where the collection rate of every unit and stream stands against its target, and how that is known. */
export function RatesPage() {
  return (
    <RequirePermission permission="ledger.read">
      <LiveProvider>
        <Page />
      </LiveProvider>
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('rates');
  const product = useTranslation('ui').t('product');
  const queryClient = useQueryClient();
  const area = useQuery(areaQuery()).data;
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
      {area && <Rates area={area} />}
    </div>
  );
}

function Rates({ area }: { area: ActiveArea }) {
  const { t } = useTranslation('rates');
  const search = useSearch({ from: '/manage/rates' });
  const navigate = useNavigate({ from: '/manage/rates' });
  const mayClose = usePermission('ledger.close');
  // Today is not over: until it is, its figures would only pull the rate down. Whoever wants them chooses the day.
  const lastDay = addDays(area.today, -1);
  const thisYear = { from: periodAround('year', lastDay).from, to: lastDay };
  const span = search.from && search.to && search.from <= search.to ? { from: search.from, to: search.to } : thisYear;
  const denominator = search.denominator ?? 'generated';
  const chosen = search.unit && search.stream ? { unit: search.unit, stream: search.stream } : null;
  const go = (next: Span) => void navigate({ search: (before) => ({ ...before, ...next }) });
  return (
    <main id="main" className={classes.main} data-open={chosen !== null}>
      <div className={classes.figures} tabIndex={0} role="region" aria-label={t('title')}>
        <div className={classes.head}>
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <div className={classes.files}>
            <FileLink href={`/api/ledger/days.csv?from=${span.from}&to=${span.to}`}>{t('file.days')}</FileLink>
            <FileLink href={`/api/tickets.csv?from=${span.from}&to=${span.to}`}>{t('file.tickets')}</FileLink>
          </div>
        </div>
        <div className={classes.controls}>
          <PeriodChoice span={span} lastDay={lastDay} onSpan={go} />
          <NativeSelect
            size="sm"
            aria-label={t('denominator.label')}
            value={denominator}
            data={(['generated', 'collected'] as const).map((value) => ({ value, label: t(`denominator.${value}`) }))}
            onChange={({ currentTarget: { value } }) =>
              void navigate({
                search: (before) => ({ ...before, denominator: value === 'collected' ? 'collected' : undefined }),
              })
            }
          />
        </div>
        <RatesFigures
          area={area}
          span={span}
          denominator={denominator}
          chosen={chosen}
          onChoose={(cell) => void navigate({ search: (before) => ({ ...before, ...cell }) })}
        />
        {mayClose && <Months />}
      </div>
      {chosen && (
        <WhyPanel
          key={`${chosen.unit} ${chosen.stream}`}
          asked={{ ...chosen, ...span }}
          denominator={denominator}
          onClose={() => void navigate({ search: (before) => ({ ...before, unit: undefined, stream: undefined }) })}
        />
      )}
    </main>
  );
}

function FileLink({ href, children }: { href: string; children: string }) {
  return (
    <Button
      component="a"
      href={href}
      download
      size="compact-sm"
      variant="default"
      leftSection={<IconDownload size={14} />}
    >
      {children}
    </Button>
  );
}
