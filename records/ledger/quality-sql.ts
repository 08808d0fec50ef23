import { MOST_LISTED } from '../../domain/ledger/quality-view.ts';

/**
 * The statements of the quality page. Each is of a town ($1) and its service days from $2 to $3, and of the rows that `scope` lets see,
 * a condition on the named table whose parameters begin at $4. Each goes through its rows once, and answers one row of counts and lists.
 */

const listOf = (columns: string, where: string, order: string): string =>
  `COALESCE((SELECT jsonb_agg(item) FROM (SELECT ${columns} FROM part WHERE ${where} ORDER BY ${order} LIMIT ${MOST_LISTED}) item), '[]')`;

/** So many, how many of them are flagged, and how many for another reason. */
const countsBy = (columns: string): string =>
  `COALESCE((SELECT jsonb_agg(counted) FROM (
     SELECT ${columns}, count(*)::int AS "all", count(*) FILTER (WHERE flag)::int AS flagged, count(*) FILTER (WHERE other)::int AS other
       FROM part GROUP BY ${columns}) counted), '[]')`;

const WHOSE = 'month, "cooperativeCode", "cooperativeName", truck';

/** Visits of published plans: flagged where nobody and nothing said how they went. */
export const VISITS = (scope: string): string => `
  WITH planned AS (
    SELECT stop."visitId", plan.day, min(stop."routeId"::text)::uuid AS "routeId", sum(stop."loadKg")::int AS "expectedKg"
      FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
      JOIN "Stop" stop ON stop."routeId" = route.id AND stop.kind = 'point'
     WHERE plan."townId" = $1 AND plan.day BETWEEN $2::date AND $3::date GROUP BY 1, 2
  ), told AS (
    SELECT DISTINCT "visitId" FROM "FieldEvent"
     WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND kind IN ('served', 'skipped') AND "retractedAt" IS NULL
  ), part AS MATERIALIZED (
    SELECT planned."visitId", to_char(planned.day, 'YYYY-MM') AS month, to_char(planned.day, 'YYYY-MM-DD') AS day, truck.code AS truck,
           cooperative.code AS "cooperativeCode", cooperative.name AS "cooperativeName", unit.code AS "unitCode", unit.name AS "unitName",
           point.code AS point, point.name AS "pointName", visit.stream, planned."expectedKg", planned."routeId", false AS other,
           told."visitId" IS NULL AS flag
      FROM planned JOIN "Visit" visit ON visit.id = planned."visitId" JOIN "CollectionPoint" point ON point.id = visit."pointId"
      JOIN "Unit" unit ON unit.id = point."unitId" JOIN "Route" route ON route.id = planned."routeId"
      JOIN "Truck" truck ON truck.id = route."truckId" LEFT JOIN told ON told."visitId" = planned."visitId"
      LEFT JOIN "Cooperative" cooperative ON cooperative.id = point."cooperativeId"
     WHERE ${scope}
  )
  SELECT ${countsBy(`${WHOSE}, "unitCode", "unitName"`)} AS counts,
         ${listOf(
           '"visitId", day, truck, point, "pointName", "unitName" AS unit, stream, "expectedKg", "routeId"',
           'flag',
           'day DESC, truck, point',
         )} AS unreported`;

/** Trips that took something: flagged where no valid ticket is of them. */
export const TRIPS = (scope: string): string => `
  WITH taken AS (
    SELECT event.day AS on, event."shiftId", event."tripNumber" AS trip, count(DISTINCT event."visitId")::int AS visits,
           min(truck.code) AS truck, min(cooperative.code) AS "cooperativeCode", min(cooperative.name) AS "cooperativeName"
      FROM "FieldEvent" event JOIN "Truck" truck ON truck.id = event."truckId"
      JOIN "Cooperative" cooperative ON cooperative.id = truck."cooperativeId"
     WHERE event."townId" = $1 AND event.day BETWEEN $2::date AND $3::date AND event.kind = 'served'
       AND event."retractedAt" IS NULL AND event."shiftId" IS NOT NULL AND event."tripNumber" IS NOT NULL AND ${scope}
     GROUP BY 1, 2, 3
  ), weighed AS (
    SELECT DISTINCT day, "shiftId", "tripNumber" FROM "Ticket"
     WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND state = 'valid' AND "shiftId" IS NOT NULL
  ), part AS MATERIALIZED (
    SELECT taken.*, to_char(taken.on, 'YYYY-MM') AS month, to_char(taken.on, 'YYYY-MM-DD') AS day, facility.name AS facility, false AS other,
           COALESCE(planned."loadKg", 0) AS "expectedKg", weighed."shiftId" IS NULL AS flag
      FROM taken LEFT JOIN "Plan" plan ON plan."townId" = $1 AND plan.day = taken.on
      LEFT JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId" AND route."shiftId" = taken."shiftId"
      LEFT JOIN "Trip" planned ON planned."routeId" = route.id AND planned.number = taken.trip
      LEFT JOIN "Facility" facility ON facility.id = planned."facilityId"
      LEFT JOIN weighed ON weighed.day = taken.on AND weighed."shiftId" = taken."shiftId" AND weighed."tripNumber" = taken.trip
  )
  SELECT ${countsBy(WHOSE)} AS counts,
         ${listOf('day, truck, trip, facility, visits, "expectedKg"', 'flag', 'day DESC, truck, trip')} AS unweighed`;

/** What is strange about where a ticket belongs stands on the list of those that belong nowhere. */
const OF_NO_TRIP = `('no-trip', 'unknown-truck')`;

/** Valid tickets: flagged where they belong to no trip that took anything; `other` where something is strange about them. */
export const TICKETS = (scope: string): string => `
  WITH taken AS (
    SELECT DISTINCT day, "shiftId", "tripNumber" FROM "FieldEvent"
     WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND kind = 'served' AND "retractedAt" IS NULL AND "shiftId" IS NOT NULL
  ), part AS MATERIALIZED (
    SELECT ticket.id AS "ticketId", to_char(ticket.day, 'YYYY-MM') AS month, to_char(ticket.day, 'YYYY-MM-DD') AS day,
           COALESCE(truck.code, ticket.plate, '') AS truck, cooperative.code AS "cooperativeCode", cooperative.name AS "cooperativeName",
           ticket.number, facility.name AS facility, ticket."netKg", ticket."weighedAt", taken."shiftId" IS NULL AS flag,
           CASE WHEN ticket."shiftId" IS NULL THEN 'no-trip' ELSE 'nothing-taken' END AS why,
           EXISTS (SELECT 1 FROM "TicketDoubt" doubt WHERE doubt."ticketId" = ticket.id AND doubt."closedAt" IS NULL
                      AND doubt.kind NOT IN ${OF_NO_TRIP}) AS other
      FROM "Ticket" ticket JOIN "Facility" facility ON facility.id = ticket."facilityId"
      LEFT JOIN taken ON taken.day = ticket.day AND taken."shiftId" = ticket."shiftId" AND taken."tripNumber" = ticket."tripNumber"
      LEFT JOIN "Truck" truck ON truck.id = ticket."truckId"
      LEFT JOIN "Cooperative" cooperative ON cooperative.id = truck."cooperativeId"
     WHERE ticket."townId" = $1 AND ticket.day BETWEEN $2::date AND $3::date AND ticket.state = 'valid' AND ${scope}
  )
  SELECT ${countsBy(WHOSE)} AS counts,
         ${listOf('"ticketId", day, truck, number, facility, "netKg", why', 'flag', '"weighedAt" DESC, "ticketId"')} AS unassigned,
         COALESCE((SELECT jsonb_agg(item) FROM (
           SELECT doubt.id, doubt.kind, part."ticketId", part.day, part.truck, part.number, part.facility, part."netKg"
             FROM part JOIN "TicketDoubt" doubt ON doubt."ticketId" = part."ticketId"
            WHERE part.other AND doubt."closedAt" IS NULL AND doubt.kind NOT IN ${OF_NO_TRIP}
            ORDER BY part."weighedAt" DESC, doubt.id LIMIT ${MOST_LISTED}) item), '[]') AS implausible`;
