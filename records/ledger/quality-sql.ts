/**
 * The statements of the quality page. Each is of a town ($1) and its service days from $2 to $3, and of the rows that `scope` lets see,
 * a condition on the named table whose parameters begin at $4. `flag` marks what has to be mended.
 */

/** Visits of published plans: flagged where nobody and nothing said how they went. */
export const PLANNED_VISITS = (scope: string): string => `
  SELECT DISTINCT ON (visit.id) visit.id AS "visitId", to_char(plan.day, 'YYYY-MM') AS month, to_char(plan.day, 'YYYY-MM-DD') AS day,
         truck.code AS truck, cooperative.code AS "cooperativeCode", cooperative.name AS "cooperativeName", unit.code AS "unitCode",
         unit.name AS "unitName", point.code AS point, point.name AS "pointName", visit.stream, stop."loadKg" AS "expectedKg",
         route.id AS "routeId", false AS other,
         NOT EXISTS (SELECT 1 FROM "FieldEvent" event WHERE event."visitId" = visit.id AND event.kind IN ('served', 'skipped')) AS flag
    FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
    JOIN "Stop" stop ON stop."routeId" = route.id AND stop.kind = 'point'
    JOIN "Visit" visit ON visit.id = stop."visitId" JOIN "CollectionPoint" point ON point.id = visit."pointId"
    JOIN "Unit" unit ON unit.id = point."unitId" JOIN "Truck" truck ON truck.id = route."truckId"
    LEFT JOIN "Cooperative" cooperative ON cooperative.id = point."cooperativeId"
   WHERE plan."townId" = $1 AND plan.day BETWEEN $2::date AND $3::date AND ${scope}
   ORDER BY visit.id, stop.sequence`;

/** The latest visits that nothing is known of. */
export const UNREPORTED = (scope: string, most: number): string => `
  SELECT "visitId", day, truck, point, "pointName", "unitName" AS unit, stream, "expectedKg", "routeId"
    FROM (${PLANNED_VISITS(scope)}) part WHERE flag ORDER BY day DESC, truck, point LIMIT ${most}`;

/** Trips that took something: flagged where no valid ticket is of them. */
export const TRIPS = (scope: string): string => `
  SELECT taken.*, to_char(taken.on, 'YYYY-MM') AS month, to_char(taken.on, 'YYYY-MM-DD') AS day, facility.name AS facility, false AS other,
         COALESCE(planned."loadKg", 0) AS "expectedKg",
         NOT EXISTS (SELECT 1 FROM "Ticket" ticket WHERE ticket."shiftId" = taken."shiftId" AND ticket.day = taken.on
                        AND ticket."tripNumber" = taken.trip AND ticket.state = 'valid') AS flag
    FROM (SELECT event.day AS on, event."shiftId", event."tripNumber" AS trip, count(DISTINCT event."visitId")::int AS visits,
                 min(truck.code) AS truck, min(cooperative.code) AS "cooperativeCode", min(cooperative.name) AS "cooperativeName"
            FROM "FieldEvent" event JOIN "Truck" truck ON truck.id = event."truckId"
            JOIN "Cooperative" cooperative ON cooperative.id = truck."cooperativeId"
           WHERE event."townId" = $1 AND event.day BETWEEN $2::date AND $3::date AND event.kind = 'served'
             AND event."shiftId" IS NOT NULL AND event."tripNumber" IS NOT NULL AND ${scope}
           GROUP BY 1, 2, 3) taken
    LEFT JOIN "Plan" plan ON plan."townId" = $1 AND plan.day = taken.on
    LEFT JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId" AND route."shiftId" = taken."shiftId"
    LEFT JOIN "Trip" planned ON planned."routeId" = route.id AND planned.number = taken.trip
    LEFT JOIN "Facility" facility ON facility.id = planned."facilityId"`;

const NOTHING_TAKEN = `
  NOT EXISTS (SELECT 1 FROM "FieldEvent" event WHERE event."shiftId" = ticket."shiftId" AND event.day = ticket.day
                 AND event."tripNumber" = ticket."tripNumber" AND event.kind = 'served')`;

/** What is strange about where a ticket belongs stands on the list of those that belong nowhere. */
const OF_NO_TRIP = `('no-trip', 'unknown-truck')`;

/** Valid tickets: flagged where they belong to no trip that took anything; `other` where something is strange about them. */
export const TICKETS = (scope: string): string => `
  SELECT ticket.id AS "ticketId", to_char(ticket.day, 'YYYY-MM') AS month, to_char(ticket.day, 'YYYY-MM-DD') AS day,
         COALESCE(truck.code, ticket.plate, '') AS truck, cooperative.code AS "cooperativeCode", cooperative.name AS "cooperativeName",
         ticket.number, facility.name AS facility, ticket."netKg", ticket."weighedAt",
         ticket."shiftId" IS NULL OR ${NOTHING_TAKEN} AS flag,
         CASE WHEN ticket."shiftId" IS NULL THEN 'no-trip' ELSE 'nothing-taken' END AS why,
         EXISTS (SELECT 1 FROM "TicketDoubt" doubt WHERE doubt."ticketId" = ticket.id AND doubt."closedAt" IS NULL
                    AND doubt.kind NOT IN ${OF_NO_TRIP}) AS other
    FROM "Ticket" ticket JOIN "Facility" facility ON facility.id = ticket."facilityId"
    LEFT JOIN "Truck" truck ON truck.id = ticket."truckId"
    LEFT JOIN "Cooperative" cooperative ON cooperative.id = truck."cooperativeId"
   WHERE ticket."townId" = $1 AND ticket.day BETWEEN $2::date AND $3::date AND ticket.state = 'valid' AND ${scope}`;

/** The latest tickets that no trip can have. */
export const UNASSIGNED = (scope: string, most: number): string => `
  SELECT "ticketId", day, truck, number, facility, "netKg", why FROM (${TICKETS(scope)}) part
   WHERE flag ORDER BY "weighedAt" DESC, "ticketId" LIMIT ${most}`;

/** What is strange about valid tickets, open, the latest first. */
export const IMPLAUSIBLE = (scope: string, most: number): string => `
  SELECT doubt.id, doubt.kind, part."ticketId", part.day, part.truck, part.number, part.facility, part."netKg"
    FROM (${TICKETS(scope)}) part JOIN "TicketDoubt" doubt ON doubt."ticketId" = part."ticketId"
   WHERE doubt."closedAt" IS NULL AND doubt.kind NOT IN ${OF_NO_TRIP}
   ORDER BY part."weighedAt" DESC, doubt.id LIMIT ${most}`;
