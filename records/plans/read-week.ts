import type { Day } from '../../domain/day.ts';
import type { Database } from '../../platform/database.ts';
import { TRUCK_DAYS } from '../ledger/truck-sql.ts';

/** The revision of a day that a week shows: the published one, or else the newest. */
export interface WeekPlanRow {
  readonly day: Day;
  readonly planId: string;
  readonly revision: number | null;
  readonly isPublished: boolean;
  readonly isBeingPlanned: boolean;
  readonly dueKg: number | null;
  readonly servedKg: number | null;
  readonly dueVisits: number | null;
  readonly servedVisits: number | null;
}

/** What a truck has planned on a day. */
export interface WeekRouteRow {
  readonly truckId: string;
  readonly day: Day;
  readonly loadKg: number;
  readonly seconds: number;
  readonly trips: number;
  readonly visits: number;
}

/** What is known of a truck's day from its crew, its track and the scales. */
export interface WeekDoneRow {
  readonly truckId: string;
  readonly day: Day;
  readonly netKg: number;
  readonly tickets: number;
  readonly workedSeconds: number | null;
  readonly reportedKg: number;
  readonly served: number;
  readonly skipped: number;
  readonly isUnderWay: boolean;
}

/** The plans of a town's days `from` to `to`, what their trucks were to do, and what they did; sums, made by the database. */
export async function readWeekRows(
  { pool, prisma }: Database,
  townId: string,
  { from, to }: { readonly from: Day; readonly to: Day },
) {
  const days = [townId, from, to];
  const trucks = await prisma.truck.findMany({
    where: { townId },
    select: { id: true, number: true, code: true, capacityKg: true, isActive: true },
    orderBy: { number: 'asc' },
  });
  const [plans, routes, figures, reports] = await Promise.all([
    pool.query<WeekPlanRow>(
      `${SHOWN} SELECT to_char(day, 'YYYY-MM-DD') AS day, "planId", revision, "isPublished", "isBeingPlanned",
      "dueKg", "servedKg", "dueVisits", "servedVisits" FROM shown`,
      days,
    ),
    pool.query<WeekRouteRow>(`${SHOWN} ${ROUTES}`, days),
    pool.query<Pick<WeekDoneRow, 'truckId' | 'day' | 'netKg' | 'tickets' | 'workedSeconds'>>(TRUCK_DAYS, [
      ...[...days, trucks.map(({ id }) => id)],
    ]),
    pool.query<Omit<WeekDoneRow, 'netKg' | 'tickets' | 'workedSeconds'>>(REPORTS, days),
  ]);
  return { trucks, plans: plans.rows, routes: routes.rows, done: doneRows(figures.rows, reports.rows) };
}

function doneRows(
  figures: readonly Pick<WeekDoneRow, 'truckId' | 'day' | 'netKg' | 'tickets' | 'workedSeconds'>[],
  reports: readonly Omit<WeekDoneRow, 'netKg' | 'tickets' | 'workedSeconds'>[],
): WeekDoneRow[] {
  const nothing = {
    netKg: 0,
    tickets: 0,
    workedSeconds: null,
    reportedKg: 0,
    served: 0,
    skipped: 0,
    isUnderWay: false,
  };
  const rows = new Map<string, WeekDoneRow>();
  for (const { truckId, day, netKg, tickets, workedSeconds } of figures) {
    // What is planned alone stands there too.
    if (tickets === 0 && workedSeconds === null) continue;
    rows.set(`${truckId} ${day}`, { ...nothing, truckId, day, netKg, tickets, workedSeconds });
  }
  for (const report of reports) {
    const key = `${report.truckId} ${report.day}`;
    rows.set(key, { ...nothing, ...rows.get(key), ...report });
  }
  return [...rows.values()];
}

const SHOWN = `
  WITH shown AS (
    SELECT plan.id AS "planId", plan.day, revision.id AS "revisionId", revision.number AS revision,
           plan."publishedRevisionId" IS NOT NULL AS "isPublished",
           EXISTS (SELECT 1 FROM "PlanRun" run WHERE run."planId" = plan.id AND run.state IN ('queued', 'running')) AS "isBeingPlanned",
           (revision.totals->>'dueKg')::float AS "dueKg", (revision.totals->>'servedKg')::float AS "servedKg",
           (revision.totals->>'dueVisits')::int AS "dueVisits", (revision.totals->>'servedVisits')::int AS "servedVisits"
      FROM "Plan" plan LEFT JOIN LATERAL (
        SELECT id, number, totals FROM "PlanRevision" one WHERE one."planId" = plan.id
         ORDER BY one.id = plan."publishedRevisionId" DESC NULLS LAST, one.number DESC LIMIT 1) revision ON true
     WHERE plan."townId" = $1 AND plan.day BETWEEN $2::date AND $3::date
  )`;

const ROUTES = `
  SELECT route."truckId", to_char(shown.day, 'YYYY-MM-DD') AS day, sum(route."loadKg")::int AS "loadKg",
         sum(extract(epoch FROM route."endsAt" - route."startsAt"))::int AS seconds,
         sum((SELECT count(*) FROM "Trip" trip WHERE trip."routeId" = route.id))::int AS trips,
         sum((SELECT count(DISTINCT stop."visitId") FROM "Stop" stop WHERE stop."routeId" = route.id))::int AS visits
    FROM shown JOIN "Route" route ON route."revisionId" = shown."revisionId" GROUP BY 1, 2`;

/** Of what was said of a part of a visit the last counts, and what only a track shows where nobody said anything. */
const REPORTS = `
  WITH told AS (
    SELECT DISTINCT ON ("visitId", "visitPart", "visitParts") "truckId", day, kind, "visitId", "loadKg"
      FROM "FieldEvent" WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND kind IN ('served', 'skipped') AND "visitId" IS NOT NULL
       AND "retractedAt" IS NULL
     ORDER BY "visitId", "visitPart", "visitParts", "visitGrade" = 'inferred', "doneAt" DESC
  ), visits AS (
    SELECT "truckId", day, COALESCE(sum("loadKg") FILTER (WHERE kind = 'served'), 0)::int AS "reportedKg",
           count(DISTINCT "visitId") FILTER (WHERE kind = 'served')::int AS served,
           count(DISTINCT "visitId") FILTER (WHERE kind = 'skipped')::int AS skipped
      FROM told GROUP BY 1, 2
  ), shifts AS (
    SELECT "truckId", day, bool_or(started AND NOT ended) AS "isUnderWay" FROM (
      SELECT "truckId", day, "shiftId", bool_or(kind = 'shift-started') AS started, bool_or(kind = 'shift-ended') AS ended
        FROM "FieldEvent" WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND kind IN ('shift-started', 'shift-ended')
         AND "retractedAt" IS NULL GROUP BY 1, 2, 3) shift
     GROUP BY 1, 2
  )
  SELECT COALESCE(visits."truckId", shifts."truckId") AS "truckId", to_char(COALESCE(visits.day, shifts.day), 'YYYY-MM-DD') AS day,
         COALESCE("reportedKg", 0) AS "reportedKg", COALESCE(served, 0) AS served, COALESCE(skipped, 0) AS skipped,
         COALESCE("isUnderWay", false) AS "isUnderWay"
    FROM visits FULL JOIN shifts USING ("truckId", day)`;
