import type pg from 'pg';
import type { Day } from '../../domain/day.ts';
import type { VisitGrade } from '../../domain/evidence.ts';
import type { MassGrade } from '../../domain/mass-grades.ts';
import type { DayInputs, LedgerTicket, LedgerVisit } from '../../domain/ledger/close-day.ts';
import type { TripDestination, TripReport } from '../../domain/ledger/collected.ts';
import type { Stream } from '../../domain/stream-names.ts';
import type { LedgerBook } from './read-book.ts';

interface VisitRow {
  readonly id: string;
  readonly stream: Stream;
  readonly pointId: string;
  readonly unitId: string;
  readonly cooperativeId: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly planned: LedgerVisit['planned'];
  readonly expectedKg: number;
}
interface EventRow {
  readonly id: string;
  readonly visitId: string;
  readonly kind: 'served' | 'skipped';
  readonly doneAt: Date;
  readonly visitPart: number | null;
  readonly visitParts: number | null;
  readonly visitGrade: VisitGrade;
  readonly massGrade: MassGrade | null;
  readonly massHow: string | null;
  readonly loadKg: number | null;
  readonly shiftId: string | null;
  readonly tripNumber: number | null;
}
interface TicketRow extends Omit<LedgerTicket, 'trip'> {
  readonly shiftId: string | null;
  readonly tripNumber: number | null;
}
interface DestinationRow {
  readonly shiftId: string;
  readonly tripNumber: number;
  readonly facilityId: string;
}

/** What the published plan of the day expects of each visit, or the register where no plan has it. */
const VISITS = (of: Narrowed | null): string => `
  WITH published AS (
    SELECT "publishedRevisionId" AS id FROM "Plan" WHERE "townId" = $1 AND day = $2::date AND "publishedRevisionId" IS NOT NULL
  ), routed AS (
    SELECT stop."visitId", sum(stop."loadKg")::int AS kg
      FROM published JOIN "Route" route ON route."revisionId" = published.id
      JOIN "Stop" stop ON stop."routeId" = route.id AND stop.kind = 'point' ${of ? 'WHERE stop."visitId" = ANY($3)' : ''}
     GROUP BY stop."visitId"
  ), unserved AS (
    SELECT left_out."visitId", sum(left_out."loadKg")::int AS kg
      FROM published JOIN "UnservedVisit" left_out ON left_out."revisionId" = published.id
     GROUP BY left_out."visitId"
  )
  SELECT visit.id, visit.stream, point.id AS "pointId", point."unitId", point."cooperativeId", point.lon, point.lat,
         CASE WHEN routed."visitId" IS NOT NULL THEN 'route' WHEN unserved."visitId" IS NOT NULL THEN 'unassigned' ELSE 'no' END AS planned,
         CASE WHEN routed."visitId" IS NOT NULL OR unserved."visitId" IS NOT NULL
              THEN COALESCE(routed.kg, 0) + COALESCE(unserved.kg, 0)
              ELSE round(COALESCE(
                (SELECT period."expectedKgPerDay" FROM "PointStreamPeriod" period
                  WHERE period."pointId" = point.id AND period.stream = visit.stream AND period.until > visit.day
                  ORDER BY period.until LIMIT 1),
                (SELECT held."expectedKgPerDay" FROM "PointStream" held WHERE held."pointId" = point.id AND held.stream = visit.stream),
                0)::numeric)::int END AS "expectedKg"
    FROM "Visit" visit JOIN "CollectionPoint" point ON point.id = visit."pointId"
    LEFT JOIN routed ON routed."visitId" = visit.id
    LEFT JOIN unserved ON unserved."visitId" = visit.id
   WHERE visit."townId" = $1 AND visit.day = $2::date ${of ? 'AND visit.id = ANY($3)' : ''}`;

const EVENTS = (of: Narrowed | null): string => `
  SELECT id, "visitId", kind, "doneAt", "visitPart", "visitParts", "visitGrade", "massGrade", "massHow", "loadKg", "shiftId", "tripNumber"
    FROM "FieldEvent"
   WHERE "townId" = $1 AND day = $2::date AND kind IN ('served', 'skipped') AND "retractedAt" IS NULL
     AND ${of ? '"visitId" = ANY($3)' : '"visitId" IS NOT NULL'}`;

const TICKETS = (of: Narrowed | null): string => `
  SELECT ticket.id, ticket."netKg", ticket.streams, ticket."shiftId", ticket."tripNumber", ticket."facilityId",
         COALESCE(truck.streams, '{}') AS "truckStreams", truck."cooperativeId"
    FROM "Ticket" ticket LEFT JOIN "Truck" truck ON truck.id = ticket."truckId"
   WHERE ticket."townId" = $1 AND ticket.day = $2::date AND ticket.state = 'valid'
     ${of ? 'AND (ticket."shiftId", ticket."tripNumber") IN (SELECT * FROM unnest($3::uuid[], $4::int[]))' : ''}`;

const REPORTED = `
  SELECT DISTINCT ON ("shiftId", "tripNumber") "shiftId", "tripNumber", "facilityId" FROM "FieldEvent"
   WHERE "townId" = $1 AND day = $2::date AND kind = 'unloaded' AND "retractedAt" IS NULL
     AND "shiftId" IS NOT NULL AND "tripNumber" IS NOT NULL AND "facilityId" IS NOT NULL
   ORDER BY "shiftId", "tripNumber", "doneAt" DESC, id DESC`;

const PLANNED = `
  SELECT route."shiftId", trip.number AS "tripNumber", trip."facilityId"
    FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId" JOIN "Trip" trip ON trip."routeId" = route.id
   WHERE plan."townId" = $1 AND plan.day = $2::date`;

/** The visits of one stream at some points. */
export interface VisitsAt {
  readonly stream: string;
  readonly pointIds: readonly string[];
}

/** Some visits with all that shares a trip with them: a ticket's kilograms are those of all visits of its trip. */
interface Narrowed {
  readonly visitIds: readonly string[];
  /** Of each of the trips, in one order. */
  readonly shiftIds: readonly string[];
  readonly tripNumbers: readonly number[];
}

async function narrow(
  client: Pick<pg.ClientBase, 'query'>,
  townId: string,
  day: Day,
  { stream, pointIds }: VisitsAt,
): Promise<Narrowed> {
  const { rows } = await client.query<Narrowed>(
    `WITH own AS (
       SELECT id FROM "Visit" WHERE "townId" = $1 AND day = $2::date AND stream = $3 AND "pointId" = ANY($4::uuid[])
     ), trips AS (
       SELECT DISTINCT event."shiftId", event."tripNumber" FROM own JOIN "FieldEvent" event ON event."visitId" = own.id
        WHERE event.kind IN ('served', 'skipped') AND event."retractedAt" IS NULL AND event."shiftId" IS NOT NULL AND event."tripNumber" IS NOT NULL
     ), sharing AS (
       SELECT id FROM own
       UNION SELECT event."visitId" FROM "FieldEvent" event JOIN trips ON trips."shiftId" = event."shiftId" AND trips."tripNumber" = event."tripNumber"
        WHERE event."townId" = $1 AND event.day = $2::date AND event.kind IN ('served', 'skipped') AND event."retractedAt" IS NULL AND event."visitId" IS NOT NULL
     )
     SELECT COALESCE((SELECT array_agg(id) FROM sharing), '{}') AS "visitIds",
            COALESCE((SELECT array_agg("shiftId" ORDER BY "shiftId", "tripNumber") FROM trips), '{}') AS "shiftIds",
            COALESCE((SELECT array_agg("tripNumber" ORDER BY "shiftId", "tripNumber") FROM trips), '{}') AS "tripNumbers"`,
    [townId, day, stream, pointIds],
  );
  return rows[0] ?? { visitIds: [], shiftIds: [], tripNumbers: [] };
}

/**
 * All that the figures of a service day are computed from.
 *
 * @param at only what the masses of these visits are computed from; what is generated, and tickets of no trip, are left out then
 */
export async function readDay(
  client: Pick<pg.ClientBase, 'query'>,
  townId: string,
  day: Day,
  book: LedgerBook,
  at: VisitsAt | null = null,
): Promise<DayInputs> {
  const rowsOf = async <Row extends object>(statement: string, ...values: unknown[]): Promise<Row[]> =>
    (await client.query<Row>(statement, [townId, day, ...values])).rows;
  const of = at && (await narrow(client, townId, day, at));
  const ids = of ? [of.visitIds] : [];
  const { units, generation, treats, belongingOf } = book.on(day);
  const visits = await rowsOf<VisitRow>(VISITS(of), ...ids);
  const reports = new Map<string, TripReport[]>();
  for (const event of await rowsOf<EventRow>(EVENTS(of), ...ids)) {
    const of = reports.get(event.visitId);
    if (of) of.push(reportOf(event));
    else reports.set(event.visitId, [reportOf(event)]);
  }
  const tickets = await rowsOf<TicketRow>(TICKETS(of), ...(of ? [of.shiftIds, of.tripNumbers] : []));
  const destinations = new Map<string, TripDestination>();
  for (const { facilityId, ...trip } of await rowsOf<DestinationRow>(PLANNED)) {
    destinations.set(tripOf(trip) ?? '', { reported: null, planned: facilityId });
  }
  for (const { facilityId, ...trip } of await rowsOf<DestinationRow>(REPORTED)) {
    const key = tripOf(trip) ?? '';
    destinations.set(key, { reported: facilityId, planned: destinations.get(key)?.planned ?? null });
  }
  return {
    ...{ day, units: of ? [] : units, book: generation, treats, destinations },
    visits: visits.map(({ pointId, lon, lat, ...visit }) => ({
      ...visit,
      ...belongingOf({ id: pointId, unitId: visit.unitId, cooperativeId: visit.cooperativeId, lon, lat }),
      reports: reports.get(visit.id) ?? [],
    })),
    tickets: tickets.map((ticket) => ({ ...ticket, trip: tripOf(ticket) })),
  };
}

/** Names a trip of the day; `null` for what is of none. */
function tripOf({ shiftId, tripNumber }: Pick<EventRow, 'shiftId' | 'tripNumber'>): string | null {
  return shiftId === null || tripNumber === null ? null : `${shiftId}/${tripNumber}`;
}

function reportOf(event: EventRow): TripReport {
  const { id, kind, doneAt, visitPart, visitParts, visitGrade, massGrade, massHow, loadKg } = event;
  return {
    ...{ id, kind, doneAt, visitGrade, massGrade, loadKg, part: visitPart, parts: visitParts },
    ...{ trip: tripOf(event), isByFill: massHow === 'fill' },
  };
}
