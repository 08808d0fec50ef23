import type { Day } from '../../domain/day.ts';
import { type QualityCounts, type QualityView, qualityViewSchema } from '../../domain/ledger/quality-view.ts';
import { may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import { scopeSql } from '../people/scope-sql.ts';
import { TICKETS, TRIPS, VISITS } from './quality-sql.ts';

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
  const ask = async <Answer extends object>(statement: string, scope: { readonly values: readonly string[] }) =>
    (await pool.query<Answer>(statement, [townId, from, to, ...scope.values])).rows[0];
  const [ofVisits, ofTrips, ofTickets] = await Promise.all([
    ask<{ counts: UnitPart[]; unreported: object[] }>(VISITS(ofPoints.sql), ofPoints),
    seesTickets ? ask<{ counts: Part[]; unweighed: object[] }>(TRIPS(ofTrucks.sql), ofTrucks) : null,
    seesTickets
      ? ask<{ counts: Part[]; implausible: object[]; unassigned: object[] }>(TICKETS(ofTrucks.sql), ofTrucks)
      : null,
  ]);
  const visits = ofVisits?.counts ?? [];
  const trips = ofTrips?.counts ?? null;
  const tickets = ofTickets?.counts ?? null;
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
    ...{ from, to, totals, units: unitsOf(visits) },
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
      unreported: { all: totals.unreported, items: ofVisits?.unreported ?? [] },
      unweighed: listed(totals.unweighed, ofTrips?.unweighed ?? null),
      implausible: listed(totals.implausible, ofTickets?.implausible ?? null),
      unassigned: listed(totals.unassigned, ofTickets?.unassigned ?? null),
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
interface UnitPart extends Part {
  readonly unitCode: string;
  readonly unitName: string;
}

/** Visits by the unit of their point, the most unreported first. */
function unitsOf(parts: readonly UnitPart[]): QualityView['units'] {
  const units = new Map<string, { code: string; name: string; scheduled: number; unreported: number }>();
  for (const { unitCode, unitName, all, flagged } of parts) {
    const unit = units.get(unitCode) ?? { code: unitCode, name: unitName, scheduled: 0, unreported: 0 };
    unit.scheduled += all;
    unit.unreported += flagged;
    units.set(unitCode, unit);
  }
  return [...units.values()].sort((a, b) => b.unreported - a.unreported || (a.code < b.code ? -1 : 1));
}

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
