import { gzipSync } from 'node:zlib';
import type { PoolClient } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { instantAt } from '../../domain/clock-times.ts';
import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import {
  daysOfSpan,
  historyOfDay,
  type HistoryPoint,
  type HistorySpan,
  type HistoryTown,
  type HistoryTrip,
  type HistoryTruck,
} from '../../domain/ledger/demo-history.ts';
import { generationOn } from '../../domain/ledger/generation.ts';
import type { PlanTotals } from '../../domain/plans.ts';
import { litresOf } from '../../domain/streams.ts';
import { STREAMS, type Stream } from '../../domain/stream-names.ts';
import { emptyWeightKg } from '../../domain/tickets/empty-weight.ts';
import type { Database } from '../../platform/database.ts';
import { readBook } from './read-book.ts';

/** Days of one transaction: a few hundred milliseconds. */
const DAYS_AT_ONCE = 12;

export interface HistoryProgress {
  readonly doneDays: number;
  readonly allDays: number;
}

/**
 * Writes the next days of a made-up town's made-up history: plans, visits, reports and tickets of some months up to yesterday, the first
 * time it is asked for. Days of which there is a plan already are left alone. Taken up again where it was left.
 *
 * @returns how far it is; `null` where nothing is left to do
 */
export async function writeSomeHistory(
  { pool }: Pick<Database, 'pool'>,
  town: { readonly id: string; readonly timeZone: string },
  today: Day,
  months: number,
): Promise<HistoryProgress | null> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const progress = await writeNext(client, town, today, months);
    await client.query('COMMIT');
    return progress;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function writeNext(
  client: PoolClient,
  town: { readonly id: string; readonly timeZone: string },
  today: Day,
  months: number,
): Promise<HistoryProgress | null> {
  const from = `${addDays(today, -Math.round(months * 30.44)).slice(0, 7)}-01`;
  await client.query(
    `INSERT INTO "DemoHistory" ("townId", "from", "to", "nextDay") VALUES ($1, $2::date, $3::date, $2::date) ON CONFLICT DO NOTHING`,
    [town.id, from, addDays(today, -1)],
  );
  const { rows } = await client.query<{ from: Day; to: Day; nextDay: Day }>(
    `SELECT to_char("from", 'YYYY-MM-DD') AS "from", to_char("to", 'YYYY-MM-DD') AS "to", to_char("nextDay", 'YYYY-MM-DD') AS "nextDay"
       FROM "DemoHistory" WHERE "townId" = $1 FOR UPDATE`,
    [town.id],
  );
  const [span] = rows;
  if (!span || span.nextDay > span.to) return null;
  const days = daysOfSpan({ from: span.nextDay, to: span.to }).slice(0, DAYS_AT_ONCE);
  const planned = await client.query<{ day: Day }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day FROM "Plan" WHERE "townId" = $1 AND day = ANY($2::date[])`,
    [town.id, days],
  );
  const isPlanned = new Set(planned.rows.map(({ day }) => day));
  await writeDays(
    client,
    town,
    span,
    days.filter((day) => !isPlanned.has(day)),
  );
  const next = addDays(days.at(-1) ?? span.to, 1);
  await client.query('UPDATE "DemoHistory" SET "nextDay" = $2::date WHERE "townId" = $1', [town.id, next]);
  return { doneDays: daysOfSpan({ from: span.from, to: next }).length - 1, allDays: daysOfSpan(span).length };
}

/** What the history is drawn from: the town as it stands in the register. */
async function readTown(client: PoolClient, townId: string, day: Day): Promise<HistoryTown> {
  const { units, generation, belongingOf } = (await readBook(client, townId)).on(day);
  const codes = new Map(
    (
      await client.query<{ id: string; code: string }>('SELECT id, code FROM "Unit" WHERE "townId" = $1', [townId])
    ).rows.map(({ id, code }) => [id, code]),
  );
  const points = await client.query<Omit<HistoryPoint, 'unitCode'> & { lon: number; lat: number }>(
    `SELECT point.id, point.code, point."unitId", point."cooperativeId", cooperative.code AS "cooperativeCode", point.lon, point.lat,
            jsonb_agg(jsonb_build_object('stream', held.stream, 'expectedKgPerDay', held."expectedKgPerDay", 'weekdays', held.weekdays)
                      ORDER BY held.stream) AS streams
       FROM "CollectionPoint" point JOIN "PointStream" held ON held."pointId" = point.id
       LEFT JOIN "Cooperative" cooperative ON cooperative.id = point."cooperativeId"
      WHERE point."townId" = $1 AND point."isActive" GROUP BY point.id, cooperative.code ORDER BY point.code`,
    [townId],
  );
  const trucks = await client.query<Omit<HistoryTruck, 'tareKg'> & { tareKg: number | null; weightTonnes: number }>(
    `SELECT truck.id AS "truckId", shift.id AS "shiftId", cooperative.code AS "cooperativeCode", truck.streams, truck."capacityKg",
            truck."tareKg", truck."weightTonnes", shift."startSecond", shift.weekdays
       FROM "Shift" shift JOIN "Truck" truck ON truck.id = shift."truckId" JOIN "Cooperative" cooperative ON cooperative.id = truck."cooperativeId"
      WHERE shift."townId" = $1 AND shift."isActive" AND truck."isActive" ORDER BY truck.number, shift."startSecond"`,
    [townId],
  );
  const sites = await client.query<{ id: string; acceptedStreams: Stream[] }>(
    `SELECT id, "acceptedStreams" FROM "Facility" WHERE "townId" = $1 AND kind IN ('landfill', 'treatment-plant') ORDER BY code`,
    [townId],
  );
  const generated = new Map(
    units.flatMap((unit) =>
      generationOn(unit, day, generation).map(({ stream, kgPerDay }) => [`${unit.id} ${stream}`, kgPerDay] as const),
    ),
  );
  return {
    points: points.rows.flatMap((point) => {
      const { unitId } = belongingOf(point);
      return unitId === null ? [] : [{ ...point, unitId, unitCode: codes.get(unitId) ?? '' }];
    }),
    trucks: trucks.rows.map((truck) => ({ ...truck, tareKg: truck.tareKg ?? emptyWeightKg(truck) })),
    siteOf: new Map(
      STREAMS.flatMap((stream) => {
        const site = sites.rows.find(({ acceptedStreams }) => acceptedStreams.includes(stream));
        return site ? [[stream, site.id] as const] : [];
      }),
    ),
    generatedKg: (unitId, stream) => generated.get(`${unitId} ${stream}`) ?? 0,
  };
}

type Rows = Record<
  'Plan' | 'PlanRun' | 'PlanRevision' | 'Route' | 'Trip' | 'Visit' | 'Stop' | 'FieldEvent' | 'Ticket' | 'Complaint',
  object[]
>;

async function writeDays(
  client: PoolClient,
  town: { readonly id: string; readonly timeZone: string },
  span: HistorySpan,
  days: readonly Day[],
): Promise<void> {
  const rows: Rows = {
    Plan: [],
    PlanRun: [],
    PlanRevision: [],
    Route: [],
    Trip: [],
    Visit: [],
    Stop: [],
    FieldEvent: [],
    Ticket: [],
    Complaint: [],
  };
  const published: { planId: string; revisionId: string; at: string }[] = [];
  const [first] = days;
  if (first === undefined) return;
  const drawnFrom = await readTown(client, town.id, first);
  for (const day of days) {
    const trips = historyOfDay(drawnFrom, day, span);
    if (trips.length > 0) published.push(addDay(rows, town, day, trips));
    addComplaints(rows, town, { day, to: span.to }, drawnFrom, trips);
  }
  for (const [table, of] of Object.entries(rows)) {
    const [first] = of;
    if (!first) continue;
    const columns = Object.keys(first)
      .map((column) => `"${column}"`)
      .join(', ');
    await client.query(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
      [JSON.stringify(of)],
    );
  }
  await client.query(
    `UPDATE "Plan" plan SET "publishedRevisionId" = made."revisionId", "publishedAt" = made.at
       FROM jsonb_to_recordset($1::jsonb) AS made("planId" uuid, "revisionId" uuid, at timestamptz) WHERE plan.id = made."planId"`,
    [JSON.stringify(published)],
  );
}

const EMPTY = `\\x${gzipSync('{}').toString('hex')}`;

/** How a report came: by the crew's phone, or by what the track of the truck shows. */
const BY_APP = { source: 'app', trackHow: null, trackSeconds: null };
const BY_TRACK = { source: 'track', trackHow: 'dwell', trackSeconds: 240 };

/** Adds the rows of one day, as planning, driving and weighing would have left them. */
function addDay(
  rows: Rows,
  town: { readonly id: string; readonly timeZone: string },
  day: Day,
  trips: readonly HistoryTrip[],
): { planId: string; revisionId: string; at: string } {
  const townId = town.id;
  const midnight = instantAt(day, 0, town.timeZone).getTime();
  const at = (second: number): string => new Date(midnight + second * 1000).toISOString();
  const [planId, runId, revisionId] = [uuidv7(), uuidv7(), uuidv7()];
  const expectedOf = ({ stops }: HistoryTrip): number => stops.reduce((sum, stop) => sum + stop.expectedKg, 0);
  const dueKg = trips.reduce((sum, trip) => sum + expectedOf(trip), 0);
  const visits = trips.reduce((sum, { stops }) => sum + stops.length, 0);
  const shifts = new Map<string, HistoryTrip[]>();
  for (const trip of trips) shifts.set(trip.truck.shiftId, [...(shifts.get(trip.truck.shiftId) ?? []), trip]);
  const streams = new Map<Stream, number>();
  for (const stop of trips.flatMap((trip) => trip.stops)) {
    streams.set(stop.stream, (streams.get(stop.stream) ?? 0) + stop.expectedKg);
  }
  const totals: PlanTotals = {
    ...{ dueVisits: visits, servedVisits: visits, dueKg, servedKg: dueKg, trucks: shifts.size, trips: trips.length },
    ...{ drivingSeconds: 0, workSeconds: 0, overtimeSeconds: 0, lengthMetres: 0, costDong: 0, units: [] },
    streams: [...streams].map(([stream, kg]) => ({ stream, dueKg: kg, servedKg: kg })),
    search: { seconds: 0, iterations: 0, seed: 0, threads: 0 },
  };
  rows.Plan.push({ id: planId, townId, day, createdAt: at(0) });
  rows.PlanRun.push({
    ...{
      id: runId,
      planId,
      origin: 'planned',
      state: 'done',
      percent: 100,
      attempt: 1,
      cancelRequested: false,
      options: {},
    },
    ...{ requestedAt: at(0), startedAt: at(0), finishedAt: at(60), updatedAt: at(60) },
  });
  rows.PlanRevision.push({
    ...{
      id: revisionId,
      planId,
      number: 1,
      runId,
      origin: 'planned',
      createdAt: at(60),
      graphId: 'demo-history',
      totals,
    },
    ...{ instance: EMPTY, answer: {} },
  });
  const visitIds = new Map<string, string>();
  let slips = 0;
  for (const [shiftId, ofShift] of shifts) {
    const [first] = ofShift;
    if (!first) continue;
    const { truckId, startSecond } = first.truck;
    const routeId = uuidv7();
    const endSecond = Math.max(...ofShift.map(({ unloadedAtSecond }) => unloadedAtSecond)) + 900;
    const loadKg = ofShift.reduce((sum, trip) => sum + expectedOf(trip), 0);
    rows.Route.push({
      ...{ id: routeId, revisionId, truckId, shiftId, startsAt: at(startSecond), endsAt: at(endSecond), loadKg },
      ...{ drivingSeconds: 0, lengthMetres: 0, waitSeconds: 0, serviceSeconds: 0, costDong: 0 },
    });
    let sequence = 0;
    const stopAt = (second: number, more: object): string => {
      const id = uuidv7();
      rows.Stop.push({
        ...{ id, routeId, tripId: null, sequence, kind: 'start', visitId: null, visitPart: null, visitParts: null },
        ...{ pointId: null, stream: null, facilityId: null, arrivesAt: at(second), startsAt: at(second) },
        ...{
          departsAt: at(second),
          waitSeconds: 0,
          loadKg: 0,
          loadAfterKg: 0,
          loadAfterLitres: 0,
          legSeconds: 0,
          legMetres: 0,
        },
        ...more,
      });
      sequence += 1;
      return id;
    };
    stopAt(startSecond, { kind: 'start' });
    for (const trip of ofShift) {
      const tripId = uuidv7();
      const tripKg = expectedOf(trip);
      const stream = trip.stops[0]?.stream ?? 'household-other';
      rows.Trip.push({
        ...{ id: tripId, routeId, number: trip.number, facilityId: trip.facilityId, loadKg: tripKg },
        loadLitres: litresOf(stream, tripKg),
      });
      const ofTrip = { townId, truckId, day, shiftId, tripNumber: trip.number };
      const reported = (second: number) => ({ doneAt: at(second), arrivedAt: at(second + 60) });
      let aboardKg = 0;
      for (const stop of trip.stops) {
        const key = `${stop.pointId} ${stop.stream}`;
        const visitId = visitIds.get(key) ?? uuidv7();
        if (!visitIds.has(key))
          rows.Visit.push({ id: visitId, townId, pointId: stop.pointId, stream: stop.stream, day });
        visitIds.set(key, visitId);
        aboardKg += stop.expectedKg;
        const ofVisit = { visitId, visitPart: 1, visitParts: 1, pointId: stop.pointId, stream: stop.stream };
        const stopId = stopAt(stop.atSecond, {
          ...{ tripId, kind: 'point', ...ofVisit, loadKg: stop.expectedKg, loadAfterKg: aboardKg },
          loadAfterLitres: litresOf(stop.stream, aboardKg),
        });
        if (stop.outcome === 'not-reported') continue;
        const isServed = stop.outcome === 'served';
        rows.FieldEvent.push({
          ...{ id: uuidv7(), ...ofTrip, ...ofVisit, kind: stop.outcome, stopId, facilityId: null },
          ...{ loadKg: isServed ? stop.loadKg : null, reason: stop.reason },
          ...{ visitGrade: isServed ? stop.visitGrade : 'confirmed', massGrade: isServed ? stop.massGrade : null },
          ...(isServed && stop.visitGrade === 'inferred' ? BY_TRACK : BY_APP),
          ...{ massHow: isServed && stop.loadKg !== null ? 'typed' : null, ...reported(stop.atSecond + 120) },
        });
      }
      const stopId = stopAt(trip.unloadedAtSecond, {
        tripId,
        kind: 'unload',
        facilityId: trip.facilityId,
        loadKg: tripKg,
      });
      rows.FieldEvent.push({
        ...{ id: uuidv7(), ...ofTrip, visitId: null, visitPart: null, visitParts: null, pointId: null, stream: null },
        ...{
          kind: 'unloaded',
          stopId,
          facilityId: trip.facilityId,
          loadKg: null,
          reason: null,
          visitGrade: 'confirmed',
        },
        ...BY_APP,
        ...{ massGrade: 'estimated', massHow: null, ...reported(trip.unloadedAtSecond) },
      });
      if (trip.ticketKg === null) continue;
      slips += 1;
      rows.Ticket.push({
        ...{ id: uuidv7(), townId, facilityId: trip.facilityId, truckId, day, shiftId, tripNumber: trip.number },
        ...{ number: `MAU-${day.replaceAll('-', '')}-${String(slips).padStart(2, '0')}`, streams: [stream] },
        ...{ grossKg: trip.truck.tareKg + trip.ticketKg, tareKg: trip.truck.tareKg, netKg: trip.ticketKg },
        ...{ weighedAt: at(trip.unloadedAtSecond), source: 'clerk', enteredAt: at(trip.unloadedAtSecond + 600) },
        ...{ state: 'valid', tripHow: 'matched' },
      });
    }
    stopAt(endSecond, { kind: 'end' });
  }
  return { planId, revisionId, at: at(120) };
}

const ANSWER = 'Dữ liệu giả lập: ý kiến đã được xem xét và trả lời.';

/** Adds what residents said of a day, with the office's answers as far as the history reaches: in the afternoon, and in the morning. */
function addComplaints(
  rows: Rows,
  town: { readonly id: string; readonly timeZone: string },
  { day, to }: { readonly day: Day; readonly to: Day },
  { points }: HistoryTown,
  trips: readonly HistoryTrip[],
): void {
  const pointOf = new Map(points.map((point) => [point.id, point]));
  const at = (on: Day, hour: number): string => instantAt(on, hour * 3600, town.timeZone).toISOString();
  for (const { pointId, complaint } of trips.flatMap(({ stops }) => stops)) {
    const point = pointOf.get(pointId);
    if (!point || !complaint) continue;
    const answered = addDays(day, complaint.answeredAfter);
    const isAnswered = answered <= to;
    rows.Complaint.push({
      ...{ id: uuidv7(), townId: town.id, kind: complaint.kind, source: 'public', day, pointId },
      ...{ unitId: point.unitId, cooperativeId: point.cooperativeId, text: '', createdAt: at(day, 15) },
      answer: isAnswered ? ANSWER : null,
      isJustified: isAnswered ? complaint.isJustified : null,
      answeredAt: isAnswered ? at(answered, 9) : null,
      // Nobody's account.
      answeredBy: isAnswered ? 'demo-history' : null,
    });
  }
}

/** Whether a town's history is being written, or is still to be. */
export async function isHistoryOpen({ prisma }: Pick<Database, 'prisma'>, townId: string): Promise<boolean> {
  const row = await prisma.demoHistory.findUnique({ where: { townId } });
  return row === null || dateToDay(row.nextDay) <= dateToDay(row.to);
}

/** Whether a town is large enough, and its register filled, for a history to be drawn from it, and nobody plans at the moment. */
export async function isReadyForHistory({ prisma }: Pick<Database, 'prisma'>, townId: string): Promise<boolean> {
  const [points, factors, runs] = await Promise.all([
    prisma.collectionPoint.count({ where: { townId } }),
    prisma.factor.count({ where: { townId, validFrom: { lte: dayToDate('2020-01-01') } } }),
    prisma.planRun.count({ where: { plan: { townId }, state: { in: ['queued', 'running'] } } }),
  ]);
  return points >= 100 && factors > 0 && runs === 0;
}
