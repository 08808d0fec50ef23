import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { QUALITY_KINDS, type QualityKind, type QualityView } from '../../../domain/ledger/quality-view.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type Column, FigureTable } from '../frame/FigureTable.tsx';
import { clerkLink, evidenceLink } from '../frame/links.tsx';
import classes from '../frame/Manage.module.css';
import { useStreamName } from '../rates/names.ts';

type Lists = QualityView['lists'];
type Item<K extends QualityKind> = NonNullable<Lists[K]>['items'][number];

/** What has to be mended, kind by kind, each row with the way to the place where that is done. */
export function QualityLists({ lists }: { lists: Lists }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const tables: Readonly<Record<QualityKind, ReactNode>> = {
    unreported: <Unreported items={lists.unreported.items} />,
    unweighed: <Unweighed items={lists.unweighed?.items ?? []} />,
    implausible: <Tickets items={lists.implausible?.items ?? []} />,
    unassigned: <Tickets items={lists.unassigned?.items ?? []} />,
  };
  return QUALITY_KINDS.map((kind) => {
    const list = lists[kind];
    if (list === null) return null;
    const said = {
      kind: t(`quality.kind.${kind}`),
      shown: format.count(list.items.length),
      all: format.count(list.all),
    };
    return (
      <section key={kind}>
        <h2>{list.items.length === 0 ? said.kind : t('quality.list', said)}</h2>
        {list.items.length === 0 ? (
          <p className={classes.note}>{t('quality.none')}</p>
        ) : (
          <>
            <p className={classes.note}>{t(`quality.hint.${kind}`)}</p>
            {tables[kind]}
          </>
        )}
      </section>
    );
  });
}

function Unreported({ items }: { items: readonly Item<'unreported'>[] }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const streamName = useStreamName();
  const mayRead = usePermission('plan.read');
  const mayType = usePermission('field.report') && mayRead;
  return (
    <FigureTable<Item<'unreported'>>
      label={t('quality.kind.unreported')}
      rows={items}
      keyOf={({ visitId }) => visitId}
      file="unreported.csv"
      columns={[
        dayColumn(t('day'), format),
        {
          ...{ key: 'point', label: t('quality.point'), isWords: true, file: ({ point }) => point },
          shown: ({ point, pointName }) => `${point} ${pointName}`,
          isWide: true,
        },
        { key: 'unit', label: t('quality.unit'), isWords: true, shown: ({ unit }) => unit, file: ({ unit }) => unit },
        {
          ...{ key: 'stream', label: t('streamName'), isWords: true, file: ({ stream }) => stream },
          shown: ({ stream }) => streamName(stream),
        },
        truckColumn(t('truckName')),
        {
          ...{ key: 'expectedKg', label: t('quality.expected'), file: ({ expectedKg }) => expectedKg },
          shown: ({ expectedKg }) => format.kg(expectedKg),
          is: () => 'guessed',
        },
        {
          ...{ key: 'mend', label: t('quality.mend') },
          shown: ({ day, routeId, visitId }) =>
            mayType
              ? evidenceLink(t('quality.typeIn'), { tab: 'typed', day, truck: routeId })
              : evidenceLink(t('quality.look'), { tab: 'visits', day, id: visitId }),
        },
      ]}
    />
  );
}

function Unweighed({ items }: { items: readonly Item<'unweighed'>[] }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const mayEnter = usePermission('tickets.edit');
  return (
    <FigureTable<Item<'unweighed'>>
      label={t('quality.kind.unweighed')}
      rows={items}
      keyOf={({ day, truck, trip }) => `${day} ${truck} ${trip}`}
      file="unweighed.csv"
      columns={[
        dayColumn(t('day'), format),
        truckColumn(t('truckName')),
        { key: 'trip', label: t('quality.trip'), shown: ({ trip }) => trip, file: ({ trip }) => trip },
        {
          ...{ key: 'facility', label: t('facility.title'), isWords: true, file: ({ facility }) => facility },
          shown: ({ facility }) => facility ?? '–',
        },
        {
          ...{ key: 'visits', label: t('quality.visits'), file: ({ visits }) => visits },
          shown: ({ visits }) => format.count(visits),
        },
        {
          ...{ key: 'expectedKg', label: t('quality.expected'), file: ({ expectedKg }) => expectedKg },
          shown: ({ expectedKg }) => format.kg(expectedKg),
          is: () => 'guessed',
        },
        {
          ...{ key: 'mend', label: t('quality.mend') },
          shown: ({ day }) =>
            mayEnter ? clerkLink(t('quality.enterTicket')) : evidenceLink(t('quality.look'), { tab: 'tickets', day }),
        },
      ]}
    />
  );
}

function Tickets({ items }: { items: readonly (Item<'implausible'> | Item<'unassigned'>)[] }) {
  const { t } = useTranslation('figures');
  const { t: tEvidence } = useTranslation('evidence');
  const format = useFormat();
  const reason = (item: (typeof items)[number]): string =>
    'why' in item ? t(`quality.why.${item.why}`) : tEvidence(`doubts.kind.${item.kind}`);
  return (
    <FigureTable<Item<'implausible'> | Item<'unassigned'>>
      label={t('facility.ticketCount')}
      rows={items}
      keyOf={(item) => ('why' in item ? item.ticketId : item.id)}
      file="tickets.csv"
      columns={[
        dayColumn(t('day'), format),
        truckColumn(t('truckName')),
        {
          ...{ key: 'number', label: t('facility.number'), isWords: true, file: ({ number }) => number },
          shown: ({ number }) => number,
        },
        {
          ...{ key: 'facility', label: t('facility.title'), isWords: true, file: ({ facility }) => facility },
          shown: ({ facility }) => facility,
        },
        {
          ...{ key: 'netKg', label: t('facility.net'), file: ({ netKg }) => netKg },
          shown: ({ netKg }) => format.kg(netKg),
        },
        { key: 'why', label: t('quality.doubt'), isWords: true, shown: reason, file: reason },
        {
          ...{ key: 'mend', label: t('quality.mend') },
          shown: ({ day, ticketId }) => evidenceLink(t('quality.look'), { tab: 'tickets', day, id: ticketId }),
        },
      ]}
    />
  );
}

const dayColumn = <Row extends { day: string }>(
  label: string,
  format: { dayShort(day: string): string },
): Column<Row> => ({
  ...{ key: 'day', label, file: ({ day }) => day },
  shown: ({ day }) => format.dayShort(day),
});

const truckColumn = <Row extends { truck: string }>(label: string): Column<Row> => ({
  ...{ key: 'truck', label, isWords: true, file: ({ truck }) => truck },
  shown: ({ truck }) => truck || '–',
});
