import type { Day } from '../../domain/day.ts';
import {
  MOST_LISTED,
  type QualityCounts,
  type QualityView,
  qualityViewSchema,
} from '../../domain/ledger/quality-view.ts';
import { may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import { scopeSql } from '../people/scope-sql.ts';
import { IMPLAUSIBLE, PLANNED_VISITS, TICKETS, TRIPS, UNASSIGNED, UNREPORTED } from './quality-sql.ts';

/** What of the figures of some days is not reported, not weighed, strange or of nobody, as far as the viewer may see it. */
export async function readQuality(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  viewer: Viewer,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<QualityView> {
  const ofPoints = scopeSql(viewer, 'points.read', { alias: 'point', townId, first: 4 });
  const ofTrucks = scopeSql(viewer, 'trucks.read', { alias: 'truck', townId, first: 4 });
  const seesTickets = may(viewer, 'tickets.read') && may(viewer, 'trucks.read');
  const ask = async <Row extends object>(statement: string, scope: { readonly values: readonly string[] }) =>
    (await pool.query<Row>(statement, [townId, from, to, ...scope.values])).rows;
  const counted = (rows: string): string => `
    SELECT part.month, part."cooperativeCode", part."cooperativeName", part.truck, count(*)::int AS "all",
           count(*) FILTER (WHERE part.flag)::int AS flagged, count(*) FILTER (WHERE part.other)::int AS other
      FROM (${rows}) part GROUP BY 1, 2, 3, 4`;
  const [visits, byUnit, unreported, trips, tickets, unweighed, implausible, unassigned] = await Promise.all([
    ask<Part>(counted(PLANNED_VISITS(ofPoints.sql)), ofPoints),
    ask<UnitPart>(
      `SELECT "unitCode" AS code, "unitName" AS name, count(*)::int AS scheduled, count(*) FILTER (WHERE flag)::int AS unreported
         FROM (${PLANNED_VISITS(ofPoints.sql)}) part GROUP BY 1, 2 ORDER BY 4 DESC, 2`,
      ofPoints,
    ),
    ask<object>(UNREPORTED(ofPoints.sql, MOST_LISTED), ofPoints),
    seesTickets ? ask<Part>(counted(TRIPS(ofTrucks.sql)), ofTrucks) : null,
    seesTickets ? ask<Part>(counted(TICKETS(ofTrucks.sql)), ofTrucks) : null,
    seesTickets
      ? ask<object>(
          `SELECT day, truck, trip, facility, visits, "expectedKg" FROM (${TRIPS(ofTrucks.sql)}) part
            WHERE flag ORDER BY day DESC, truck, trip LIMIT ${MOST_LISTED}`,
          ofTrucks,
        )
      : null,
    seesTickets ? ask<object>(IMPLAUSIBLE(ofTrucks.sql, MOST_LISTED), ofTrucks) : null,
    seesTickets ? ask<object>(UNASSIGNED(ofTrucks.sql, MOST_LISTED), ofTrucks) : null,
  ]);
  const parts = { visits, trips, tickets };
  const totals = countsOf(parts, () => true);
  const by = <Key extends string>(keyOf: (part: Part) => Key): Map<Key, QualityCounts> => {
    const keys = new Set([...visits, ...(trips ?? []), ...(tickets ?? [])].map(keyOf));
    return new Map([...keys].map((key) => [key, countsOf(parts, (part) => keyOf(part) === key)]));
  };
  const nameOf = new Map(
    [...visits, ...(trips ?? []), ...(tickets ?? [])].map((part) => [
      part.cooperativeCode ?? '',
      part.cooperativeName ?? '',
    ]),
  );
  const worst = (a: QualityCounts, b: QualityCounts): number => openOf(b) - openOf(a);
  const listed = (all: number | null, items: readonly object[] | null) => items && { all: all ?? 0, items };
  return qualityViewSchema.parse({
    ...{ from, to, totals, units: byUnit },
    months: [...by(({ month }) => month)]
      .map(([month, counts]) => ({ month, ...counts }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    cooperatives: [...by(({ cooperativeCode }) => cooperativeCode ?? '')]
      .map(([code, counts]) => ({ code: code === '' ? null : code, name: nameOf.get(code) ?? '', ...counts }))
      .sort(worst),
    trucks: [...by(({ truck }) => truck ?? '')]
      .filter(([code]) => code !== '')
      .map(([code, counts]) => ({ code, ...counts }))
      .sort(worst),
    lists: {
      unreported: { all: totals.unreported, items: unreported },
      unweighed: listed(totals.unweighed, unweighed),
      implausible: listed(totals.implausible, implausible),
      unassigned: listed(totals.unassigned, unassigned),
    },
  });
}

/** So many rows of one month, cooperative and truck, how many of them are flagged, and how many for another reason. */
interface Part {
  readonly month: string;
  readonly cooperativeCode: string | null;
  readonly cooperativeName: string | null;
  readonly truck: string | null;
  readonly all: number;
  readonly flagged: number;
  readonly other: number;
}
type UnitPart = QualityView['units'][number];

function countsOf(
  { visits, trips, tickets }: Record<'trips' | 'tickets', readonly Part[] | null> & { visits: readonly Part[] },
  isOf: (part: Part) => boolean,
): QualityCounts {
  const sum = (parts: readonly Part[], of: (part: Part) => number): number =>
    parts.filter(isOf).reduce((total, part) => total + of(part), 0);
  return {
    scheduled: sum(visits, ({ all }) => all),
    unreported: sum(visits, ({ flagged }) => flagged),
    trips: trips && sum(trips, ({ all }) => all),
    unweighed: trips && sum(trips, ({ flagged }) => flagged),
    tickets: tickets && sum(tickets, ({ all }) => all),
    unassigned: tickets && sum(tickets, ({ flagged }) => flagged),
    implausible: tickets && sum(tickets, ({ other }) => other),
  };
}

const openOf = ({ unreported, unweighed, implausible, unassigned }: QualityCounts): number =>
  unreported + (unweighed ?? 0) + (implausible ?? 0) + (unassigned ?? 0);
