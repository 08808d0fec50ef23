import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { addDays, type Day } from '../../../domain/day.ts';
import { type dutyListSchema as DutyListSchema, dutyListSchema, dutyUrgency } from '../../../domain/duties/duties.ts';
import type { MassGrade } from '../../../domain/mass-grades.ts';
import { massShares } from '../../../domain/ledger/mass-shares.ts';
import { type Rates, ratesSchema, type RatesRow } from '../../../domain/ledger/rates.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { en as enRates } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi as viRates } from '../../ui/texts/vi/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { DutyTable } from '../duties/DutyTable.tsx';
import { type Column, FigureTable, Tiles } from '../frame/FigureTable.tsx';
import { Head, ManageFrame } from '../frame/ManageFrame.tsx';
import classes from '../frame/Manage.module.css';
import { headlineOf } from '../rates/headline.ts';
import { saidOfDays } from '../rates/known-days.ts';
import { useStreamName, useUnitName } from '../rates/names.ts';
import { reportsQuery } from '../reports/report-queries.ts';

registerTexts('rates', { vi: viRates, en: enRates });

/** What falls short is listed as far as a meeting can talk about it. */
const MOST_SHORT = 15;

interface Review {
  readonly rates: Rates;
  readonly duties: z.infer<typeof DutyListSchema>;
}

/** `/manage/review`: the year on one page, for the review of 30 December. */
export function ReviewPage() {
  const { t } = useTranslation('figures');
  return (
    <ManageFrame
      permission="duties.read"
      title={t('review.title')}
      query={{ queryKey: ['ledger', 'review'], queryFn: ask }}
    >
      {(review) => <Year review={review} />}
    </ManageFrame>
  );
}

async function ask({ signal }: { signal: AbortSignal }): Promise<Review> {
  const duties = await request(dutyListSchema, '/api/duties', { signal });
  const to = addDays(duties.today, -1);
  const rates = await request(ratesSchema, `/api/ledger/rates?from=${to.slice(0, 4)}-01-01&to=${to}`, { signal });
  return { rates, duties };
}

function Year({ review: { rates, duties } }: { review: Review }) {
  const { t } = useTranslation('figures');
  const tRates = useTranslation('rates').t;
  const format = useFormat();
  const { from, to, rows, totals } = rates;
  const { withTarget, reached } = headlineOf(rows);
  const all = totals?.all ?? null;
  const tasks = duties.items.filter(({ kind }) => kind === 'task');
  const indicators = duties.items.filter(({ kind }) => kind === 'indicator');
  const done = tasks.filter(({ state }) => state === 'done').length;
  const late = tasks.filter((task) => dutyUrgency(task, duties.today) === 'late').length;
  const year = to.slice(0, 4);
  return (
    <>
      <Head
        title={t('review.titleOf', { year })}
        span={t('review.span', { from: format.day(from), to: format.day(to), on: format.day(`${year}-12-30`) })}
      />
      <Tiles
        items={[
          {
            label: t('review.town'),
            value: all?.rate == null ? t('notKnown') : format.percentTenths(all.rate),
            ...(all?.target != null && {
              note: t('review.against', { target: format.percent(all.target) }),
              is: all.rate !== null && all.rate >= all.target ? ('good' as const) : ('bad' as const),
            }),
          },
          {
            label: t('review.reached'),
            value: format.count(reached),
            note: t('review.ofTargets', { all: withTarget }),
            is: reached === withTarget ? 'good' : 'bad',
          },
          {
            label: t('review.tasksDone'),
            value: format.count(done),
            note: t('review.ofTasks', { all: tasks.length, late }),
            is: late > 0 ? 'bad' : 'good',
          },
        ]}
      />
      {saidOfDays(rates).map(({ say, ...figures }) => (
        <p key={say} className={classes.status} role="status">
          {tRates(say, figures)}
        </p>
      ))}
      {rates.dirtyDays > 0 && (
        <p className={classes.status} role="status">
          {tRates('recomputed', { count: rates.dirtyDays })}
        </p>
      )}
      <YearlyReports year={year} />
      <section>
        <h2>{t('review.indicators')}</h2>
        {indicators.length === 0 ? <NoDuties /> : <DutyTable items={indicators} today={duties.today} onEdit={null} />}
      </section>
      <ShortOfTarget rows={rows} span={{ from, to }} />
      <Units rows={totals?.units ?? []} />
      <section>
        <h2>{t('review.tasks')}</h2>
        {tasks.length === 0 ? <NoDuties /> : <DutyTable items={tasks} today={duties.today} onEdit={null} />}
      </section>
    </>
  );
}

function NoDuties() {
  const { t } = useTranslation('figures');
  const { t: tLinks } = useTranslation('manage-links');
  return (
    <p className={classes.status}>
      {t('duty.none')}{' '}
      <Link className={classes.link} to="/manage/resolution">
        {tLinks('resolution')}
      </Link>
    </p>
  );
}

/** The yearly reports of the town that were made, or where to make one. */
function YearlyReports({ year }: { year: string }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const mayMake = usePermission('reports.make');
  const { data } = useQuery({ ...reportsQuery(), enabled: mayMake });
  if (!data) return null;
  const made = data.items.filter(
    ({ kind, scope, state, to }) => kind === 'yearly' && scope === 'town' && state === 'done' && to.startsWith(year),
  );
  const [latest] = made;
  return (
    <p className={classes.status}>
      {latest?.cutOff
        ? t('review.reportMade', { year, cutOff: format.instant(latest.cutOff), file: latest.format.toUpperCase() })
        : t('review.reportMissing', { year })}{' '}
      <Link className={classes.link} to="/manage/reports">
        {t('review.reports')}
      </Link>
    </p>
  );
}

/** What lacks most to its target, unit by unit and stream by stream. */
function ShortOfTarget({ rows, span: { from, to } }: { rows: readonly RatesRow[]; span: { from: Day; to: Day } }) {
  const { t } = useTranslation('figures');
  const streamName = useStreamName();
  const unitName = useUnitName();
  const figureColumns = useFigureColumns();
  const short = rows
    .filter(({ gapKgPerDay }) => (gapKgPerDay ?? 0) > 0)
    .toSorted((a, b) => (b.gapKgPerDay ?? 0) - (a.gapKgPerDay ?? 0));
  const nameOf = ({ unit, stream }: RatesRow): string => `${unitName(unit)} · ${streamName(stream)}`;
  return (
    <section>
      <h2>{t('review.short')}</h2>
      {short.length === 0 ? (
        <p className={classes.status}>{t('review.nothingShort')}</p>
      ) : (
        <FigureTable<RatesRow>
          label={t('review.short')}
          rows={short.slice(0, MOST_SHORT)}
          keyOf={nameOf}
          columns={[
            {
              ...{ key: 'what', label: t('review.what'), isWords: true },
              shown: (row) => whyLink(nameOf(row), row, { from, to }),
            },
            ...figureColumns,
          ]}
        />
      )}
      {short.length > MOST_SHORT && (
        <p className={classes.note}>{t('review.more', { count: short.length - MOST_SHORT })}</p>
      )}
    </section>
  );
}

/** The wards and communes, the one that lacks least first. */
function Units({ rows }: { rows: readonly RatesRow[] }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const unitName = useUnitName();
  const figureColumns = useFigureColumns();
  const shownOf = rows.filter(({ unit, rate }) => unit?.setting != null && rate !== null);
  return (
    <section>
      <h2>{t('review.units')}</h2>
      <FigureTable<RatesRow>
        label={t('review.units')}
        rows={shownOf.toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0))}
        keyOf={({ unit }) => unit?.code ?? ''}
        columns={[
          {
            ...{ key: 'unit', label: t('review.unit'), isWords: true },
            shown: ({ unit }) => unit && unitLink(unitName(unit), unit.code),
          },
          ...figureColumns,
          {
            key: 'visits',
            label: t('review.visits'),
            shown: ({ visits }) =>
              visits.scheduled === 0 ? '–' : format.percentTenths(Math.min(1, visits.served / visits.scheduled)),
          },
        ]}
      />
    </section>
  );
}

function useFigureColumns(): Column<RatesRow>[] {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const share = ({ mass }: RatesRow, grade: MassGrade): string => {
    const shares = massShares(mass);
    return shares === null ? '–' : format.percentTenths(shares[grade]);
  };
  return [
    {
      key: 'rate',
      label: t('review.rate'),
      shown: ({ rate }: RatesRow) => (rate === null ? '–' : format.percentTenths(rate)),
      is: ({ gapKgPerDay }: RatesRow) => ((gapKgPerDay ?? 0) > 0 ? ('bad' as const) : undefined),
    },
    {
      key: 'target',
      label: t('review.target'),
      shown: ({ target }: RatesRow) => (target === null ? '–' : format.percent(target)),
    },
    {
      key: 'gap',
      label: t('review.gap'),
      shown: ({ gapKgPerDay }: RatesRow) => (gapKgPerDay === null ? '–' : format.kg(gapKgPerDay)),
    },
    { key: 'weighed', label: t('review.weighed'), shown: (row: RatesRow) => share(row, 'weighed') },
    { key: 'estimated', label: t('review.estimated'), shown: (row: RatesRow) => share(row, 'estimated') },
  ];
}

function whyLink(words: string, { unit, stream }: RatesRow, { from, to }: { from: Day; to: Day }): ReactNode {
  return (
    <Link
      className={classes.link}
      to="/manage/rates"
      search={{ from, to, unit: unit?.code, stream: stream ?? undefined }}
    >
      {words}
    </Link>
  );
}

function unitLink(words: string, code: string): ReactNode {
  return (
    <Link className={classes.link} to="/manage/units/$code" params={{ code }}>
      {words}
    </Link>
  );
}
