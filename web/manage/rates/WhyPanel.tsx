import { CloseButton, Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Denominator } from '../../../domain/ledger/rates.ts';
import type { Why, WhyQuery } from '../../../domain/ledger/why.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { evidenceLink, ticketLink } from '../frame/links.tsx';
import { useStreamName, useUnitName } from './names.ts';
import { forecastQuery, whyQuery } from './rates-queries.ts';
import classes from './WhyPanel.module.css';

// The chart library is large; the figures do not wait for it.
const DaysChart = lazy(() => import('./DaysChart.tsx').then((module) => ({ default: module.DaysChart })));

interface Props {
  asked: WhyQuery;
  denominator: Denominator;
  onClose: () => void;
}

/** What one unit's figure of one stream is made of, down to tickets, visits and reports. */
export function WhyPanel({ asked, denominator, onClose }: Props) {
  const { t } = useTranslation('rates');
  const ui = useTranslation('ui').t;
  const streamName = useStreamName();
  const unitName = useUnitName();
  const why = useQuery(whyQuery(asked));
  return (
    <section className={classes.panel} aria-label={t('why.title')} tabIndex={0}>
      <div className={classes.head}>
        <Title order={2} size="h4">
          {why.data ? `${unitName(why.data.unit)} · ${streamName(asked.stream)}` : streamName(asked.stream)}
        </Title>
        <CloseButton aria-label={ui('close')} title={ui('close')} onClick={onClose} />
      </div>
      {why.isError && why.data === undefined && <Failure error={why.error} onRetry={() => void why.refetch()} />}
      {why.isPending && Array.from({ length: 6 }, (_, index) => <Skeleton key={index} h={30} mb={6} />)}
      <Forecast asked={asked} denominator={denominator} />
      {why.data && <Reasons why={why.data} />}
    </section>
  );
}

/** Where the year's rate will stand at its end, and how sure that is. */
function Forecast({ asked, denominator }: Pick<Props, 'asked' | 'denominator'>) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const known = useQuery(forecastQuery(asked, denominator)).data;
  if (!known || known.rateToDate === null) return null;
  const { forecast, target } = known;
  return (
    <p
      className={classes.forecast}
      data-is={forecast && target !== null && forecast.high < target ? 'below' : undefined}
    >
      {t('forecast.toDate', { day: format.day(known.asOf), rate: format.percentTenths(known.rateToDate) })}{' '}
      {forecast
        ? t('forecast.until', {
            day: format.day(known.on),
            rate: format.percentTenths(forecast.rate),
            range: format.percents(forecast.low, forecast.high),
          })
        : t('forecast.tooFew')}
      {target !== null && ` ${t('forecast.target', { target: format.percent(target) })}`}
    </p>
  );
}

function Reasons({ why }: { why: Why }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const { mass, visitCounts } = why;
  return (
    <>
      <dl className={classes.sums}>
        <dt>{t('column.generated')}</dt>
        <dd>{format.kg(why.generatedKg)}</dd>
        <dt>{t('column.collected')}</dt>
        <dd>
          {format.kg(why.collectedKg)}
          <small>
            {t('why.mass', {
              weighed: format.kg(mass.weighed),
              measured: format.kg(mass.measured),
              estimated: format.kg(mass.estimated),
            })}
          </small>
        </dd>
        <dt>{t('column.treated')}</dt>
        <dd>{format.kg(why.treatedKg)}</dd>
        <dt>{t('column.visits')}</dt>
        <dd>
          {format.count(visitCounts.served)}/{format.count(visitCounts.scheduled)}
          <small>
            {t('why.visitGrades', {
              confirmed: format.count(visitCounts.confirmed),
              inferred: format.count(visitCounts.inferred),
            })}
          </small>
        </dd>
      </dl>
      {why.days.length > 1 && (
        <Suspense fallback={<Skeleton h={180} />}>
          <DaysChart days={why.days} />
        </Suspense>
      )}
      <Generation why={why} />
      <Tickets why={why} />
      <Visits why={why} />
      {why.tallies.length > 0 && (
        <details className={classes.part}>
          <summary>{t('why.tallies', { count: why.tallies.length })}</summary>
          <p className={classes.hint}>{t('why.talliesHint')}</p>
          <ul>
            {why.tallies.map(({ id, day, team, pointCode, kg, loads, loadLitres }) => (
              <li key={id}>
                {format.dayShort(day)} · {team} · {pointCode} ·{' '}
                {kg === null
                  ? t('why.loads', { loads: format.count(loads ?? 0), litres: format.litres(loadLitres ?? 0) })
                  : format.kg(kg)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** How the generated mass came about: people × kg × share, and generators. */
function Generation({ why }: { why: Why }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  if (why.generation.length === 0) return null;
  return (
    <details className={classes.part}>
      <summary>{t('why.generation')}</summary>
      <ul>
        {why.generation.map((term) => (
          <li key={term.from}>
            <b>
              {format.dayShort(term.from)}–{format.dayShort(term.to)}
            </b>
            :{' '}
            {term.kgPerPersonDay === null
              ? t('why.noFactor', { people: format.count(term.people) })
              : t('why.term', {
                  people: format.count(term.people),
                  kg: format.decimal(term.kgPerPersonDay),
                  share: format.percent(term.share ?? 1),
                  perDay: format.kg(term.kgPerDay),
                })}
            {term.generators.map(({ code, name, kgPerDay }) => (
              <span key={code} className={classes.source}>
                + {name}: {format.kg(kgPerDay)}
              </span>
            ))}
            {[term.peopleSource, term.kgPerPersonDaySource, term.shareSource].map(
              (source, index) =>
                source && (
                  <span key={index} className={classes.source}>
                    {source}
                  </span>
                ),
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Tickets({ why }: { why: Why }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const seesTickets = usePermission('tickets.read');
  return (
    <details className={classes.part}>
      <summary>{t('why.tickets', { count: why.tickets.length })}</summary>
      {why.detailsFrom > why.from && (
        <p className={classes.hint}>{t('why.detailsFrom', { day: format.day(why.detailsFrom) })}</p>
      )}
      <ul>
        {why.tickets.map((ticket) => (
          <li key={ticket.id} data-void={ticket.state === 'void'}>
            <b>{ticketLink(ticket.number, ticket, seesTickets)}</b> · {format.instant(ticket.weighedAt)} ·{' '}
            {ticket.truckCode} · {ticket.facilityName}
            <span className={classes.source}>
              {ticket.state === 'void'
                ? t('why.voided')
                : t('why.ticketShare', { share: format.kg(ticket.shareKg), net: format.kg(ticket.netKg) })}
              {ticket.state !== 'void' && !ticket.isTreated && ` · ${t('why.notTreated')}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Visits({ why }: { why: Why }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  return (
    <details className={classes.part}>
      <summary>{t('why.visits', { count: why.visits.length })}</summary>
      {why.detailsFrom > why.from && (
        <p className={classes.hint}>{t('why.detailsFrom', { day: format.day(why.detailsFrom) })}</p>
      )}
      <ul>
        {why.visits.map((visit) => (
          <li key={visit.id}>
            <b>{evidenceLink(visit.pointCode, { tab: 'visits', day: visit.day, id: visit.id })}</b> {visit.pointName} ·{' '}
            {format.dayShort(visit.day)}
            <span className={classes.source} data-grade={visit.visitGrade}>
              {t(`why.state.${visit.state}`)} · {t(`why.visitGrade.${visit.visitGrade}`)}
              {visit.kg > 0 && ` · ${format.kg(visit.kg)} (${t(`why.massGrade.${visit.massGrade}`)})`}
              {visit.kg === 0 && ` · ${t('why.expected', { kg: format.kg(visit.expectedKg) })}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
