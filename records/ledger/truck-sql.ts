/** The figures of trucks ($4) by service day from $2 to $3 in a town ($1): as planned, tracked, reported and weighed. */
export const TRUCK_DAYS = `
  WITH planned AS (
    SELECT route."truckId", plan.day, NULLIF(sum(route."lengthMetres"), 0)::int AS metres,
           sum(extract(epoch FROM route."endsAt" - route."startsAt"))::int AS seconds,
           sum((SELECT count(*) FROM "Trip" trip WHERE trip."routeId" = route.id))::int AS trips
      FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
     WHERE plan."townId" = $1 AND plan.day BETWEEN $2::date AND $3::date AND route."truckId" = ANY($4::uuid[]) GROUP BY 1, 2
  ), weighed AS (
    SELECT "truckId", day, sum("netKg")::int AS kg, count(*)::int AS tickets,
           count(DISTINCT ("shiftId", "tripNumber")) FILTER (WHERE "shiftId" IS NOT NULL)::int AS trips,
           COALESCE(sum("netKg") FILTER (WHERE "shiftId" IS NOT NULL), 0)::int AS "tripsKg"
      FROM "Ticket" WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND state = 'valid' AND "truckId" = ANY($4::uuid[]) GROUP BY 1, 2
  ), worked AS (
    SELECT "truckId", day, sum(seconds)::int AS seconds FROM (
      SELECT "truckId", day, "shiftId",
             extract(epoch FROM max("doneAt") FILTER (WHERE kind = 'shift-ended') - min("doneAt") FILTER (WHERE kind = 'shift-started')) AS seconds
        FROM "FieldEvent" WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND kind IN ('shift-started', 'shift-ended')
         AND "retractedAt" IS NULL AND "shiftId" IS NOT NULL AND "truckId" = ANY($4::uuid[]) GROUP BY 1, 2, 3) shift
     WHERE seconds > 0 GROUP BY 1, 2
  ), known AS (
    SELECT "truckId", day FROM planned UNION SELECT "truckId", day FROM weighed UNION SELECT "truckId", day FROM worked
  )
  SELECT known."truckId", to_char(known.day, 'YYYY-MM-DD') AS day, COALESCE(planned.trips, 0) AS "plannedTrips",
         planned.metres AS "plannedMetres", track.metres AS "drivenMetres", COALESCE(planned.seconds, 0) AS "plannedSeconds",
         worked.seconds AS "workedSeconds", track."movingSeconds", track."standingSeconds", COALESCE(weighed.kg, 0) AS "netKg",
         COALESCE(weighed.tickets, 0) AS tickets, COALESCE(weighed.trips, 0) AS "weighedTrips", COALESCE(weighed."tripsKg", 0) AS "tripsKg"
    FROM known LEFT JOIN planned USING ("truckId", day) LEFT JOIN weighed USING ("truckId", day) LEFT JOIN worked USING ("truckId", day)
    LEFT JOIN "TruckDay" track ON track."truckId" = known."truckId" AND track.day = known.day AND track.fixes > 1
   ORDER BY known.day`;

/** The latest trips ($5) of a truck ($4), as its published plans, its crew and its tickets tell of them. */
export const TRUCK_TRIPS = `
  SELECT to_char(plan.day, 'YYYY-MM-DD') AS day, trip.number AS trip, facility.name AS facility, trip."loadKg" AS "plannedKg",
         (SELECT count(DISTINCT stop."visitId")::int FROM "Stop" stop WHERE stop."tripId" = trip.id AND stop.kind = 'point') AS "plannedVisits",
         (SELECT count(DISTINCT event."visitId")::int FROM "FieldEvent" event WHERE event."shiftId" = route."shiftId"
             AND event.day = plan.day AND event."tripNumber" = trip.number AND event.kind = 'served' AND event."retractedAt" IS NULL) AS served,
         (SELECT max(event."doneAt") FROM "FieldEvent" event WHERE event."shiftId" = route."shiftId"
             AND event.day = plan.day AND event."tripNumber" = trip.number AND event.kind = 'unloaded' AND event."retractedAt" IS NULL) AS "unloadedAt",
         weighed."netKg", COALESCE(weighed.tickets, '[]'::jsonb) AS tickets
    FROM "Plan" plan JOIN "Route" route ON route."revisionId" = plan."publishedRevisionId"
    JOIN "Trip" trip ON trip."routeId" = route.id JOIN "Facility" facility ON facility.id = trip."facilityId"
    LEFT JOIN LATERAL (
      SELECT sum(ticket."netKg")::int AS "netKg", jsonb_agg(jsonb_build_object('id', ticket.id, 'number', ticket.number) ORDER BY ticket."weighedAt") AS tickets
        FROM "Ticket" ticket WHERE ticket."shiftId" = route."shiftId" AND ticket.day = plan.day
         AND ticket."tripNumber" = trip.number AND ticket.state = 'valid') weighed ON true
   WHERE plan."townId" = $1 AND plan.day BETWEEN $2::date AND $3::date AND route."truckId" = $4::uuid
   ORDER BY plan.day DESC, route."startsAt" DESC, trip.number DESC LIMIT $5`;
