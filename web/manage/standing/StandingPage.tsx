import { NativeSelect } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import { perThousandVisits } from '../../../domain/complaints/complaints.ts';
import { addDays } from '../../../domain/day.ts';
import type { MassGrade } from '../../../domain/mass-grades.ts';
import { massShares } from '../../../domain/ledger/mass-shares.ts';
import type { RatesRow } from '../../../domain/ledger/rates.ts';
import { type Standing, standingSchema } from '../../../domain/ledger/standing.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { usePermission } from '../../ui/session.ts';
import { en } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { figuresQuery } from '../frame/ask.ts';
import { Comparison, type ComparedDays } from '../frame/Comparison.tsx';
import { Tiles } from '../frame/FigureTable.tsx';
import { Head, ManageFrame } from '../frame/ManageFrame.tsx';
import classes from '../frame/Manage.module.css';
import { useStreamName, useUnitName } from '../rates/names.ts';
import { RemediesPanel } from '../remedies/RemediesPanel.tsx';
import { StandingMonths } from './StandingMonths.tsx';
import { StandingParts } from './StandingParts.tsx';

registerTexts('rates', { vi, en });

type Kind = 'unit' | 'stream' | 'cooperative';

/** `/manage/units/CODE`: where a ward or commune stands. */
export const UnitPage = () => <StandingPage kind="unit" />;
/** `/manage/streams/STREAM`: where a stream stands. */
export const StreamPage = () => <StandingPage kind="stream" />;
/** `/manage/cooperatives/CODE`: what a cooperative kept and brought. */
export const CooperativePage = () => <StandingPage kind="cooperative" />;

function StandingPage({ kind }: { kind: Kind }) {
  const { t } = useTranslation('figures');
  const { code } = useParams({ strict: false });
  const { to, denominator } = useSearch({ strict: false });
  return (
    <ManageFrame
      permission="ledger.read"
      title={`${t(`standing.title.${kind}`)} ${code ?? ''}`}
      query={figuresQuery(standingSchema, 'standing', { [kind]: code, to, denominator })}
    >
      {(standing, area) => <Figures standing={standing} area={area} />}
    </ManageFrame>
  );
}

const PATHS = {
  unit: '/manage/units/$code',
  stream: '/manage/streams/$code',
  cooperative: '/manage/cooperatives/$code',
} as const;

function Figures({ standing, area }: { standing: Standing; area: ActiveArea }) {
  const { t } = useTranslation('figures');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const navigate = useNavigate();
  const streamName = useStreamName();
  const unitName = useUnitName();
  const { of, others, to, denominator, dirtyDays, periods, ruleVersion } = standing;
  const name =
    of.kind === 'unit' ? unitName(of.unit) : of.kind === 'stream' ? streamName(of.stream) : of.cooperative.name;
  const code = of.kind === 'unit' ? of.unit.code : of.kind === 'stream' ? of.stream : of.cooperative.code;
  const nameOf = (other: Standing['others'][number]) =>
    of.kind === 'stream' ? streamName(other.code as never) : other.name;
  const compared: ComparedDays = useSearch({ strict: false });
  const go = (next: { to?: string; denominator?: 'collected' | undefined } & ComparedDays) =>
    void navigate({ to: PATHS[of.kind], params: { code }, search: (before: object) => ({ ...before, ...next }) });
  const year = periods.find(({ period }) => period === 'year');
  return (
    <>
      <Head title={name} span={t('standing.until', { day: format.day(to) })} />
      {others.length > 1 && (
        <nav className={classes.links} aria-label={t(`standing.others.${of.kind}`)}>
          {others.map((other) => (
            <Link
              key={other.code}
              to={PATHS[of.kind]}
              params={{ code: other.code }}
              search={(before: object) => before}
              aria-current={other.code === code ? 'page' : undefined}
            >
              {nameOf(other)}
            </Link>
          ))}
        </nav>
      )}
      <div className={classes.controls}>
        <DayField
          size="sm"
          aria-label={t('standing.day')}
          value={to}
          max={addDays(area.today, -1)}
          onChange={(value) => value !== '' && go({ to: value })}
        />
        <NativeSelect
          size="sm"
          aria-label={tRates('denominator.label')}
          value={denominator}
          data={(['generated', 'collected'] as const).map((value) => ({
            value,
            label: tRates(`denominator.${value}`),
          }))}
          onChange={({ currentTarget: { value } }) =>
            go({ denominator: value === 'collected' ? 'collected' : undefined })
          }
        />
      </div>
      {dirtyDays > 0 && (
        <p className={classes.status} role="status">
          {tRates('recomputed', { count: dirtyDays })}
        </p>
      )}
      <Periods periods={periods} />
      {year?.row && <Beside standing={standing} row={year.row} />}
      <Complaints standing={standing} code={code} />
      <StandingParts standing={standing} from={year?.from ?? to} />
      {of.kind === 'unit' && <RemediesPanel unit={of.unit.code} />}
      <Comparison
        of={{ [of.kind]: code }}
        lastDay={addDays(area.today, -1)}
        denominator={denominator}
        days={compared}
        onDays={go}
      />
      <StandingMonths months={standing.months} />
      <p className={classes.note}>
        {of.kind === 'cooperative' ? t('standing.ofCooperative') : tRates(`formula.${denominator}`)}{' '}
        {tRates('formula.rule', { version: ruleVersion })}
      </p>
    </>
  );
}

/** The rate of the day, the month, the quarter and the year, each with what is missing. */
function Periods({ periods }: Pick<Standing, 'periods'>) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  return (
    <Tiles
      items={periods.toReversed().map(({ period, row }) => {
        const { rate = null, target = null, gapKgPerDay = null } = row ?? {};
        const isShort = rate !== null && target !== null && rate < target;
        return {
          label: t(`standing.period.${period}`),
          value: rate === null ? t('notKnown') : format.percentTenths(rate),
          ...(rate !== null &&
            target !== null && {
              note: isShort
                ? t('standing.short', {
                    points: format.decimal(Math.round((target - rate) * 1000) / 10),
                    target: format.percent(target),
                    kg: format.kg(gapKgPerDay ?? 0),
                  })
                : t('standing.reached', { target: format.percent(target) }),
              is: isShort ? ('bad' as const) : ('good' as const),
            }),
        };
      })}
    />
  );
}

/** What residents complained of, period by period: what was found justified, and to a thousand visits. */
function Complaints({ standing: { complaints, periods, of }, code }: { standing: Standing; code: string }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const seesList = usePermission('complaints.read');
  if (complaints === null) return null;
  return (
    <section>
      <h2>{t('complaints.title')}</h2>
      <Tiles
        items={complaints.toReversed().map(({ period, ...counts }) => {
          const scheduled = periods.find((each) => each.period === period)?.row?.visits.scheduled ?? 0;
          const perThousand = perThousandVisits(counts, scheduled);
          return {
            label: t(`standing.period.${period}`),
            value: t('complaints.counts', { justified: format.count(counts.justified), all: format.count(counts.all) }),
            note: [
              perThousand === null ? '' : t('complaints.perThousand', { value: format.decimal(perThousand) }),
              counts.open > 0 ? t('complaints.open', { count: counts.open }) : '',
            ]
              .filter((part) => part !== '')
              .join(' · '),
          };
        })}
      />
      <p className={classes.note}>
        {t('complaints.note')}{' '}
        {seesList && (
          <Link className={classes.link} to="/evidence" search={{ tab: 'complaints', [of.kind]: code }}>
            {t('complaints.list')}
          </Link>
        )}
      </p>
    </section>
  );
}

/** What is told beside the rate and is in no rate: place, how well it is known, visits kept, people reached. */
function Beside({ standing: { ranks, coverage, of }, row }: { standing: Standing; row: RatesRow }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const { collectedKg, mass, visits } = row;
  const shares = massShares(mass);
  const part = (grade: MassGrade) => (shares === null ? t('notKnown') : format.percentTenths(shares[grade]));
  return (
    <section>
      <h2>{t('standing.beside')}</h2>
      <Tiles
        items={[
          {
            label: t('standing.collected'),
            value: format.tonnes(collectedKg),
            note: t('standing.known', { measured: part('measured'), estimated: part('estimated') }),
          },
          { label: t('standing.weighed'), value: part('weighed') },
          {
            label: t(of.kind === 'cooperative' ? 'standing.kept' : 'standing.service'),
            value: visits.scheduled === 0 ? t('notKnown') : format.percent(visits.served / visits.scheduled),
            note: t('standing.visits', {
              served: format.count(visits.served),
              scheduled: format.count(visits.scheduled),
            }),
          },
          ...(ranks ?? []).map(({ by, ...rank }) => ({
            label: t(`standing.rank.${of.kind}`),
            value: t('standing.place', rank),
            note: t(`standing.rankedBy.${by}`),
          })),
          ...(coverage
            ? [
                {
                  label: t('standing.coverage'),
                  value: format.percent(coverage.share),
                  note: t('standing.covered', {
                    people: format.count(Math.round(coverage.coveredPeople)),
                    all: format.count(Math.round(coverage.people)),
                    metres: coverage.metres,
                  }),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
