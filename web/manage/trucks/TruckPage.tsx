import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../domain/day.ts';
import { type TruckDay, type TruckLedger, truckLedgerSchema } from '../../../domain/ledger/truck-view.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { PeriodChoice } from '../../ui/period/PeriodChoice.tsx';
import { usePermission } from '../../ui/session.ts';
import { en } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { figuresQuery } from '../frame/ask.ts';
import { Chart, type Series } from '../frame/Chart.tsx';
import { type Column, FigureTable, FoldedTable, Tiles } from '../frame/FigureTable.tsx';
import { routeLink, ticketLink } from '../frame/links.tsx';
import { Head, ManageFrame } from '../frame/ManageFrame.tsx';
import classes from '../frame/Manage.module.css';
import { TruckTable } from './TruckTable.tsx';

registerTexts('rates', { vi, en });

/** `/manage/trucks` and `/manage/trucks/PLATE`: how far trucks went, what they brought, what that took. */
export function TruckPage() {
  const { t } = useTranslation('figures');
  const { code } = useParams({ strict: false });
  const { from, to } = useSearch({ strict: false });
  return (
    <ManageFrame
      permission="trucks.read"
      title={code ?? t('truck.title')}
      query={figuresQuery(truckLedgerSchema, 'trucks', { code, from, to })}
    >
      {(read, area) => <Trucks read={read} area={area} />}
    </ManageFrame>
  );
}

function Trucks({ read, area }: { read: TruckLedger; area: ActiveArea }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const navigate = useNavigate();
  const { truck, trucks, from, to } = read;
  return (
    <>
      <Head
        title={truck ? t('truck.one', { number: truck.number, code: truck.code }) : t('truck.title')}
        span={`${truck ? `${truck.cooperative} · ` : ''}${t('fromTo', { from: format.day(from), to: format.day(to) })}`}
      />
      {truck && (
        <nav className={classes.links} aria-label={t('truck.others')}>
          <Link to="/manage/trucks" search={(before: object) => before}>
            {t('truck.all')}
          </Link>
          {trucks.map(({ code, number }) => (
            <Link
              key={code}
              to="/manage/trucks/$code"
              params={{ code }}
              search={(before: object) => before}
              aria-label={code}
              title={code}
              aria-current={code === truck.code ? 'page' : undefined}
            >
              {number}
            </Link>
          ))}
        </nav>
      )}
      <div className={classes.controls}>
        <PeriodChoice
          span={{ from, to }}
          lastDay={addDays(area.today, -1)}
          onSpan={(span) =>
            void (truck
              ? navigate({ to: '/manage/trucks/$code', params: { code: truck.code }, search: span })
              : navigate({ to: '/manage/trucks', search: span }))
          }
        />
      </div>
      {truck ? <Truck truck={truck} /> : <TruckTable trucks={trucks} />}
      <Factors factors={read.factors} />
    </>
  );
}

type One = NonNullable<TruckLedger['truck']>;

function Truck({ truck }: { truck: One }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const { totals, capacityKg } = truck;
  const km = (metres: number | null) => (metres === null ? t('notKnown') : format.km(metres));
  const hours = (seconds: number | null) => (seconds === null ? t('notKnown') : format.duration(seconds));
  return (
    <>
      <Tiles
        items={[
          {
            label: t('truck.driven'),
            value: km(totals.drivenMetres),
            note: t(totals.trackedPlannedMetres === null ? 'truck.tracked' : 'truck.trackedOf', {
              tracked: totals.trackedDays,
              days: totals.days,
              planned: km(totals.trackedPlannedMetres),
            }),
          },
          {
            label: t('truck.kgPerKm'),
            value: totals.kgPerKm === null ? t('notKnown') : format.decimal(totals.kgPerKm),
            note: [
              t('truck.weighed', { kg: format.tonnes(totals.netKg), count: totals.tickets }),
              totals.kgPerKm !== null && totals.onTheWayKg < totals.netKg
                ? t('truck.reckoned', { kg: format.tonnes(totals.onTheWayKg), km: km(totals.metres) })
                : '',
            ]
              .filter(Boolean)
              .join('; '),
          },
          {
            label: t('truck.loadFactor'),
            value: totals.loadFactor === null ? t('notKnown') : format.percentTenths(totals.loadFactor),
            note: t('truck.trips', {
              weighed: totals.weighedTrips,
              planned: totals.plannedTrips,
              capacity: format.kg(capacityKg),
            }),
          },
          {
            label: t('truck.worked'),
            value: hours(totals.workedSeconds),
            note:
              totals.workedDays === 0
                ? t('truck.plannedHours', { hours: hours(totals.plannedSeconds) })
                : t('truck.plannedThen', {
                    worked: totals.workedDays,
                    days: totals.days,
                    hours: hours(totals.workedPlannedSeconds),
                  }),
          },
          {
            label: t('truck.standing'),
            value: hours(totals.standingSeconds),
            note:
              totals.movingSeconds === null
                ? t('truck.standingHint')
                : t('truck.moving', { hours: hours(totals.movingSeconds) }),
          },
          {
            label: t('truck.fuel'),
            value:
              totals.fuelLitres === null
                ? t('notKnown')
                : t('truck.about', { value: format.litres(totals.fuelLitres) }),
            note:
              totals.co2Kg === null
                ? ''
                : t('truck.co2Note', { kg: format.kg(Math.round(totals.co2Kg)), km: km(totals.metres) }),
          },
        ]}
      />
      <Days days={truck.days} code={truck.code} />
      <Trips truck={truck} />
    </>
  );
}

function Days({ days, code }: { days: readonly TruckDay[]; code: string }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const series = useMemo<Series[]>(
    () => [
      {
        ...{ name: t('truck.driven'), kind: 'bars', data: days.map(({ drivenMetres }) => drivenMetres) },
        colour: '--tx-served',
      },
      {
        ...{ name: t('truck.planned'), kind: 'bars', data: days.map(({ plannedMetres }) => plannedMetres) },
        ...{ colour: '--tx-planned', opacity: 0.45 },
      },
      {
        ...{ name: t('truck.net'), kind: 'line', data: days.map(({ netKg }) => netKg) },
        ...{ colour: '--tx-skipped', isRight: true },
      },
    ],
    [days, t],
  );
  if (days.length === 0) return <p className={classes.status}>{t('truck.none')}</p>;
  const number = (
    key:
      | 'plannedMetres'
      | 'drivenMetres'
      | 'netKg'
      | 'tickets'
      | 'workedSeconds'
      | 'plannedSeconds'
      | 'standingSeconds',
    label: string,
    shown: (value: number) => string,
  ): Column<TruckDay> => ({
    ...{ key, label, file: (day) => day[key] },
    shown: (day) => (day[key] === null ? '–' : shown(day[key])),
  });
  return (
    <section>
      <h2>{t('truck.days')}</h2>
      <Chart
        label={t('truck.days')}
        categories={days.map(({ day }) => format.dayShort(day))}
        series={series}
        shown={format.km}
        shownRight={format.tonnes}
      />
      <FoldedTable<TruckDay>
        label={t('truck.days')}
        rows={days}
        keyOf={({ day }) => day}
        file={`${code}-days.csv`}
        columns={[
          { key: 'day', label: t('day'), shown: ({ day }) => format.dayShort(day), file: ({ day }) => day },
          number('plannedMetres', t('truck.planned'), format.km),
          number('drivenMetres', t('truck.driven'), format.km),
          number('netKg', t('truck.net'), format.kg),
          number('tickets', t('facility.ticketCount'), format.count),
          number('plannedSeconds', t('truck.plannedShort'), format.duration),
          number('workedSeconds', t('truck.worked'), format.duration),
          number('standingSeconds', t('truck.standing'), format.duration),
        ]}
      />
    </section>
  );
}

function Trips({ truck: { trips, capacityKg, code, number } }: { truck: One }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const seesPlan = usePermission('plan.read');
  const seesTickets = usePermission('tickets.read');
  if (trips.length === 0) return null;
  return (
    <section>
      <h2>{t('truck.tripList')}</h2>
      <FigureTable<One['trips'][number]>
        label={t('truck.tripList')}
        rows={trips}
        keyOf={({ day, trip, unloadedAt }) => `${day} ${trip} ${unloadedAt}`}
        file={`${code}-trips.csv`}
        columns={[
          {
            ...{ key: 'day', label: t('day'), file: ({ day }) => day },
            shown: ({ day }) => routeLink(format.dayShort(day), { day, truck: number }, seesPlan),
          },
          { key: 'trip', label: t('quality.trip'), shown: ({ trip }) => trip, file: ({ trip }) => trip },
          {
            ...{ key: 'facility', label: t('facility.title'), isWords: true, file: ({ facility }) => facility },
            shown: ({ facility }) => facility ?? '–',
          },
          {
            ...{ key: 'served', label: t('quality.visits'), file: ({ served }) => served },
            shown: ({ served, plannedVisits }) => `${format.count(served)}/${format.count(plannedVisits)}`,
          },
          {
            ...{ key: 'plannedKg', label: t('quality.expected'), file: ({ plannedKg }) => plannedKg },
            shown: ({ plannedKg }) => format.kg(plannedKg),
            is: () => 'guessed',
          },
          {
            ...{ key: 'netKg', label: t('truck.net'), file: ({ netKg }) => netKg },
            shown: ({ netKg }) => (netKg === null ? t('truck.noTicket') : format.kg(netKg)),
            is: ({ netKg }) => (netKg === null ? 'guessed' : undefined),
          },
          {
            ...{ key: 'loadFactor', label: t('truck.loadFactor') },
            file: ({ netKg }) => (netKg === null ? null : (netKg / capacityKg).toFixed(3)),
            shown: ({ netKg }) => (netKg === null ? '–' : format.percentTenths(netKg / capacityKg)),
            is: ({ netKg }) => (netKg !== null && netKg > capacityKg ? 'bad' : undefined),
          },
          {
            ...{ key: 'unloadedAt', label: t('truck.unloadedAt'), file: ({ unloadedAt }) => unloadedAt },
            shown: ({ unloadedAt, day }) => (unloadedAt === null ? '–' : format.time(unloadedAt, day)),
          },
          {
            ...{ key: 'tickets', label: t('facility.ticketCount'), isWords: true },
            file: ({ tickets }) => tickets.map((ticket) => ticket.number).join(' '),
            shown: ({ tickets, day }) =>
              tickets.map((ticket) => ticketLink(`${ticket.number} `, { id: ticket.id, day }, seesTickets)),
          },
        ]}
      />
    </section>
  );
}

/** By what fuel and CO₂ are reckoned, and where that comes from. */
function Factors({ factors }: Pick<TruckLedger, 'factors'>) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const said = (['fuel', 'co2'] as const).flatMap((kind) =>
    factors[kind].map(({ value, validFrom, source }) =>
      t(`truck.factor.${kind}`, {
        value: format.decimal(value),
        from: format.day(validFrom),
        source: source ?? t('truck.noSource'),
      }),
    ),
  );
  return (
    <p className={classes.note}>
      {t('truck.note')} {said.length === 0 ? t('truck.noFactors') : said.join(' ')}
    </p>
  );
}
