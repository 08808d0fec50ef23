import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import {
  type FacilityDay,
  type FacilityLedger,
  facilityLedgerSchema,
  MOST_FACILITY_TICKETS,
} from '../../domain/ledger/facility-view.ts';
import { INTAKE_DAYS, roomLeft } from '../../domain/ledger/landfill-room.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import type { FacilitySurvey } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { spellView } from '../register/spell-views.ts';
import { readClosure } from './read-closure.ts';

/**
 * What a facility took in day by day, when it was closed, and of a landfill what room is left.
 *
 * @param asked.code left out: the first landfill, else the first facility
 * @param asked.today room is reckoned until yesterday, since today is not over
 * @returns `null` where the viewer may see no such facility
 */
export async function readFacility(
  { prisma, pool }: Database,
  townId: string,
  viewer: Viewer,
  asked: { readonly code: string | undefined; readonly from: Day; readonly to: Day; readonly today: Day },
): Promise<FacilityLedger | null> {
  const { code, from, to } = asked;
  const facilities = await prisma.facility.findMany({
    where: { AND: [whereOf(viewer, 'facilities.read'), { townId, isActive: true, kind: { not: 'depot' } }] },
    orderBy: { code: 'asc' },
  });
  const facility =
    code === undefined
      ? (facilities.find(({ kind }) => kind === 'landfill') ?? facilities[0])
      : (facilities.find((each) => each.code === code) ??
        (await prisma.facility.findFirst({ where: { AND: [whereOf(viewer, 'facilities.read'), { townId, code }] } })));
  if (!facility) return null;
  const facilityId = facility.id;
  const days = { gte: dayToDate(from), lte: dayToDate(to) };
  const yesterday = addDays(asked.today, -1);
  const [intake, streams, tickets, closures, surveys] = await Promise.all([
    pool.query<{ day: Day; netKg: number; tickets: number; unweighed: number }>(INTAKE, [townId, facilityId, from, to]),
    pool.query<{ stream: string; netKg: number }>(BY_STREAM, [townId, facilityId, from, to]),
    prisma.ticket.findMany({
      where: { townId, facilityId, state: 'valid', day: days },
      include: { truck: { select: { code: true } } },
      orderBy: [{ weighedAt: 'desc' }, { id: 'desc' }],
      take: MOST_FACILITY_TICKETS,
    }),
    prisma.facilityClosure.findMany({
      where: { facilityId, cancelledAt: null, from: { lte: days.lte }, to: { gte: days.gte } },
      orderBy: [{ from: 'desc' }, { id: 'asc' }],
    }),
    prisma.facilitySurvey.findMany({
      where: { facilityId, cancelledAt: null },
      orderBy: [{ day: 'desc' }, { createdAt: 'desc' }],
    }),
  ]);
  const known = new Map(intake.rows.map((row) => [row.day, row]));
  const closedOn = (day: Day): FacilityDay['closed'] => {
    const holding = closures.filter((one) => dateToDay(one.from) <= day && day <= dateToDay(one.to));
    if (holding.some(({ closesAtSecond }) => closesAtSecond === null)) return 'all-day';
    const earliest = Math.min(...holding.map(({ closesAtSecond }) => closesAtSecond ?? 0));
    return holding.length > 0 ? earliest : null;
  };
  const all: FacilityDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const { netKg = 0, tickets: count = 0, unweighed = 0 } = known.get(day) ?? {};
    all.push({ day, netKg, tickets: count, unweighed, closed: closedOn(day) });
  }
  const [latest] = surveys.filter((survey) => dateToDay(survey.day) <= yesterday);
  const room = latest ? await readRoom(pool, townId, latest, yesterday) : null;
  return facilityLedgerSchema.parse({
    facility,
    ...{ facilities, from, to, days: all, streams: streams.rows },
    tickets: tickets.map(({ id, day, number, truck, plate, streams: aboard, netKg, weighedAt }) => ({
      ...{ id, day: dateToDay(day), number, truck: truck?.code ?? plate ?? '', streams: aboard, netKg },
      weighedAt: weighedAt.toISOString(),
    })),
    closures: closures.map(spellView),
    surveys: surveys.map((survey) => ({ ...survey, day: dateToDay(survey.day) })),
    ...{ room, ...(await readClosure({ prisma, pool }, townId, viewer, facility, { room, asOf: yesterday })) },
  });
}

async function readRoom(
  pool: Database['pool'],
  townId: string,
  { facilityId, ...survey }: FacilitySurvey,
  asOf: Day,
): Promise<FacilityLedger['room']> {
  const surveyDay = dateToDay(survey.day);
  const { rows } = await pool.query<{ sinceKg: number; lateKg: number; unweighed: number }>(SINCE, [
    ...[townId, facilityId, surveyDay, addDays(asOf, 1 - INTAKE_DAYS), asOf],
  ]);
  const { sinceKg, lateKg, unweighed } = rows[0] ?? { sinceKg: 0, lateKg: 0, unweighed: 0 };
  const meanKgPerDay = lateKg / INTAKE_DAYS;
  const { densityKgPerCubicMetre } = survey;
  return {
    ...{ asOf, surveyDay, densityKgPerCubicMetre, meanKgPerDay, intakeDays: INTAKE_DAYS, unweighedSince: unweighed },
    ...roomLeft({ ...survey, day: surveyDay }, sinceKg, meanKgPerDay, asOf),
  };
}

/** Unloadings at a facility that no valid ticket of their trip is of: what they brought was not weighed. */
const UNWEIGHED = `
  SELECT DISTINCT event.day, event."shiftId", event."tripNumber" FROM "FieldEvent" event
   WHERE event."townId" = $1 AND event."facilityId" = $2 AND event.kind = 'unloaded' AND event."retractedAt" IS NULL AND event."shiftId" IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM "Ticket" ticket WHERE ticket."shiftId" = event."shiftId" AND ticket.day = event.day
                        AND ticket."tripNumber" = event."tripNumber" AND ticket.state = 'valid')`;

const INTAKE = `
  WITH weighed AS (
    SELECT day, sum("netKg")::int AS kg, count(*)::int AS tickets FROM "Ticket"
     WHERE "townId" = $1 AND "facilityId" = $2 AND state = 'valid' AND day BETWEEN $3::date AND $4::date GROUP BY day
  ), unweighed AS (
    SELECT day, count(*)::int AS trips FROM (${UNWEIGHED} AND event.day BETWEEN $3::date AND $4::date) trip GROUP BY day
  )
  SELECT to_char(COALESCE(weighed.day, unweighed.day), 'YYYY-MM-DD') AS day, COALESCE(weighed.kg, 0) AS "netKg",
         COALESCE(weighed.tickets, 0) AS tickets, COALESCE(unweighed.trips, 0) AS unweighed
    FROM weighed FULL JOIN unweighed ON unweighed.day = weighed.day`;

const BY_STREAM = `
  SELECT CASE WHEN cardinality(streams) = 1 THEN streams[1] ELSE 'unknown' END AS stream, sum("netKg")::int AS "netKg"
    FROM "Ticket" WHERE "townId" = $1 AND "facilityId" = $2 AND state = 'valid' AND day BETWEEN $3::date AND $4::date
   GROUP BY 1 ORDER BY 2 DESC`;

const SINCE = `
  SELECT COALESCE(sum("netKg") FILTER (WHERE day > $3::date), 0)::float8 AS "sinceKg",
         COALESCE(sum("netKg") FILTER (WHERE day >= $4::date), 0)::float8 AS "lateKg",
         (SELECT count(*)::int FROM (${UNWEIGHED} AND event.day > $3::date AND event.day <= $5::date) trip) AS unweighed
    FROM "Ticket" WHERE "townId" = $1 AND "facilityId" = $2 AND state = 'valid' AND day <= $5::date
     AND (day > $3::date OR day >= $4::date)`;
