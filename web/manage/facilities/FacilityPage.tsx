import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../domain/day.ts';
import { type FacilityDay, type FacilityLedger, facilityLedgerSchema } from '../../../domain/ledger/facility-view.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { PeriodChoice } from '../../ui/period/PeriodChoice.tsx';
import { usePermission } from '../../ui/session.ts';
import { en } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { Chart, type Series } from '../frame/Chart.tsx';
import { type Column, FigureTable, FoldedTable, Tiles } from '../frame/FigureTable.tsx';
import { ticketLink } from '../frame/links.tsx';
import { Head, ManageFrame } from '../frame/ManageFrame.tsx';
import classes from '../frame/Manage.module.css';
import { useStreamName } from '../rates/names.ts';
import { figuresQuery } from '../frame/ask.ts';
import { ClosurePath } from './ClosurePath.tsx';
import { LandfillRoom } from './LandfillRoom.tsx';

registerTexts('rates', { vi, en });

/** `/manage/facilities/CODE`: what a facility took in against what it may, and what room a landfill has left. */
export function FacilityPage() {
  const { t } = useTranslation('figures');
  const { code } = useParams({ strict: false });
  const { from, to } = useSearch({ strict: false });
  return (
    <ManageFrame
      permission="facilities.read"
      title={t('facility.title')}
      query={figuresQuery(facilityLedgerSchema, 'facilities', { code, from, to })}
    >
      {(read, area) => <Facility read={read} area={area} />}
    </ManageFrame>
  );
}

function Facility({ read, area }: { read: FacilityLedger; area: ActiveArea }) {
  const { t } = useTranslation('figures');
  const { t: tUi } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { facility, facilities, from, to, days } = read;
  const limit = facility.dailyIntakeKg;
  const sum = (of: (day: FacilityDay) => number) => days.reduce((all, day) => all + of(day), 0);
  const netKg = sum((day) => day.netKg);
  const unweighed = sum((day) => day.unweighed);
  const over = limit === null ? 0 : days.filter((day) => day.netKg > limit).length;
  const busiest = days.reduce((most, day) => (day.netKg > most.netKg ? day : most), { day: from, netKg: 0 });
  return (
    <>
      <Head
        title={facility.name}
        span={`${tUi(`facilityKind.${facility.kind}`)} · ${t('fromTo', { from: format.day(from), to: format.day(to) })}`}
      />
      {facilities.length > 1 && (
        <nav className={classes.links} aria-label={t('facility.others')}>
          {facilities.map((each) => (
            <Link
              key={each.code}
              to="/manage/facilities/$code"
              params={{ code: each.code }}
              search={(before) => before}
              aria-current={each.code === facility.code ? 'page' : undefined}
            >
              {each.name}
            </Link>
          ))}
        </nav>
      )}
      <div className={classes.controls}>
        <PeriodChoice
          span={{ from, to }}
          lastDay={addDays(area.today, -1)}
          onSpan={(span) =>
            void navigate({ to: '/manage/facilities/$code', params: { code: facility.code }, search: span })
          }
        />
      </div>
      <Tiles
        items={[
          {
            label: t('facility.weighedIn'),
            value: format.tonnes(netKg),
            note: t('facility.tickets', { count: sum((day) => day.tickets) }),
          },
          {
            label: t('facility.perDay'),
            value: format.tonnes(netKg / Math.max(1, days.length)),
            note: t('facility.busiest', { day: format.dayShort(busiest.day), kg: format.tonnes(busiest.netKg) }),
          },
          {
            label: t('facility.limit'),
            value: limit === null ? t('notKnown') : format.tonnes(limit),
            ...(limit !== null && {
              note: over > 0 ? t('facility.over', { count: over }) : t('facility.neverOver'),
              is: over > 0 ? ('bad' as const) : ('good' as const),
            }),
          },
          {
            label: t('facility.unweighed'),
            value: format.count(unweighed),
            note: t('facility.unweighedHint'),
            ...(unweighed > 0 && { is: 'bad' as const }),
          },
        ]}
      />
      <Intake days={days} limit={limit} name={facility.code} />
      {facility.kind === 'landfill' && <LandfillRoom read={read} townId={area.id} />}
      <ClosurePath read={read} townId={area.id} today={area.today} />
      <Streams read={read} />
      <Closures read={read} />
      <Tickets read={read} />
    </>
  );
}

function Intake({ days, limit, name }: { days: readonly FacilityDay[]; limit: number | null; name: string }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const series = useMemo<Series[]>(
    () => [
      { name: t('facility.weighedIn'), kind: 'bars', data: days.map(({ netKg }) => netKg), colour: '--tx-served' },
      ...(limit === null
        ? []
        : [
            {
              ...{ name: t('facility.limit'), kind: 'line' as const, data: days.map(() => limit) },
              ...{ colour: '--tx-target' as const, isDashed: true },
            },
          ]),
    ],
    [days, limit, t],
  );
  const closedText = ({ closed }: FacilityDay): string =>
    closed === null
      ? ''
      : closed === 'all-day'
        ? t('facility.closedAllDay')
        : t('facility.closesAt', { at: clock(closed) });
  const columns: Column<FacilityDay>[] = [
    { key: 'day', label: t('day'), shown: ({ day }) => format.dayShort(day), file: ({ day }) => day },
    {
      ...{ key: 'netKg', label: t('facility.weighedIn'), file: ({ netKg }) => netKg },
      shown: ({ netKg }) => format.kg(netKg),
      is: ({ netKg }) => (limit !== null && netKg > limit ? 'bad' : undefined),
    },
    {
      ...{ key: 'limitKg', label: t('facility.limit'), file: () => limit },
      shown: () => (limit === null ? '–' : format.kg(limit)),
    },
    {
      ...{ key: 'tickets', label: t('facility.ticketCount'), file: ({ tickets }) => tickets },
      shown: ({ tickets }) => format.count(tickets),
    },
    {
      ...{ key: 'unweighed', label: t('facility.unweighed'), file: ({ unweighed }) => unweighed },
      shown: ({ unweighed }) => format.count(unweighed),
    },
    {
      ...{ key: 'closed', label: t('facility.closures'), isWords: true },
      shown: closedText,
      file: ({ closed }) => (typeof closed === 'number' ? clock(closed) : closed),
    },
  ];
  return (
    <section>
      <h2>{t('facility.intake')}</h2>
      <Chart
        label={t('facility.intake')}
        categories={days.map(({ day }) => format.dayShort(day))}
        series={series}
        shown={format.tonnes}
      />
      <FoldedTable
        label={t('facility.intake')}
        rows={days}
        keyOf={({ day }) => day}
        columns={columns}
        file={`${name}-days.csv`}
      />
    </section>
  );
}

function Streams({ read: { streams } }: { read: FacilityLedger }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const streamName = useStreamName();
  if (streams.length === 0) return null;
  return (
    <section>
      <h2>{t('facility.streams')}</h2>
      <ul className={classes.sentences}>
        {streams.map(({ stream, netKg }) => (
          <li key={stream}>
            {streamName(stream)}: {format.tonnes(netKg)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Closures({ read: { closures } }: { read: FacilityLedger }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  return (
    <section>
      <h2>{t('facility.closures')}</h2>
      <ul className={classes.sentences}>
        {closures.length === 0 && <li>{t('facility.noClosures')}</li>}
        {closures.map(({ id, from, to, closesAtSecond, reason }) => (
          <li key={id}>
            {from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`}
            {': '}
            {closesAtSecond === null
              ? t('facility.closedAllDay')
              : t('facility.closesAt', { at: clock(closesAtSecond) })}
            {` – ${reason}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tickets({ read: { tickets, days } }: { read: FacilityLedger }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const streamName = useStreamName();
  const seesTickets = usePermission('tickets.read');
  const all = days.reduce((sum, day) => sum + day.tickets, 0);
  if (tickets.length === 0) return null;
  return (
    <section>
      <h2>{t('facility.latest', { shown: tickets.length, all })}</h2>
      <FigureTable<FacilityLedger['tickets'][number]>
        label={t('facility.ticketCount')}
        rows={tickets}
        keyOf={({ id }) => id}
        columns={[
          {
            ...{ key: 'number', label: t('facility.number') },
            shown: ({ number, ...ticket }) => ticketLink(number, ticket, seesTickets),
          },
          { key: 'weighedAt', label: t('facility.weighedAt'), shown: ({ weighedAt }) => format.instant(weighedAt) },
          { key: 'truck', label: t('truckName'), shown: ({ truck }) => truck, isWords: true },
          {
            ...{ key: 'streams', label: t('streamName'), isWords: true },
            shown: ({ streams }) => streams.map((stream) => streamName(stream)).join(', ') || '–',
          },
          { key: 'netKg', label: t('facility.net'), shown: ({ netKg }) => format.kg(netKg) },
        ]}
      />
    </section>
  );
}

function clock(second: number): string {
  return `${String(Math.floor(second / 3600)).padStart(2, '0')}:${String(Math.floor((second % 3600) / 60)).padStart(2, '0')}`;
}
