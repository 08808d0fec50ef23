import { addDays, type Day, isReckonedDay } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { basisChanges } from '../../domain/plan-basis.ts';
import { mondayOf, type WeekCell, type WeekDay, type WeekView } from '../../domain/week/week.ts';
import { basisOf } from '../../planning/basis.ts';
import { workingDay } from '../../planning/day-out.ts';
import type { Database } from '../../platform/database.ts';
import { readNamedDaysOff } from '../../records/holidays/holidays.ts';
import { readInputsOfDays, readWorkingOfDays } from '../../records/plans/day-inputs.ts';
import { readBasis, wasWrittenSince } from '../../records/plans/read-basis.ts';
import { readWeekRows, type WeekPlanRow } from '../../records/plans/read-week.ts';

type Town = { readonly id: string; readonly timeZone: string };

/** The week that `day` lies in, from Monday on: what each truck has to do on each day, what it did, and what stands against it. */
export async function readWeek(database: Database, town: Town, day: Day, now = new Date()): Promise<WeekView> {
  const { prisma } = database;
  const from = mondayOf(day);
  const days = Array.from({ length: 7 }, (_, k) => addDays(from, k)).filter(isReckonedDay);
  const week = { from, to: days.at(-1) ?? from };
  const today = dayOf(now, town.timeZone);
  const [rows, workingOn, { nameOf }] = await Promise.all([
    readWeekRows(database, town.id, week),
    readWorkingOfDays(prisma, town.id, week),
    readNamedDaysOff(prisma, town.id),
  ]);
  const changes = await countChanges(
    database,
    town,
    rows.plans.filter((plan) => plan.day >= today),
  );
  const works = new Map(
    days.map((one) => {
      const inputs = workingOn(one);
      return [one, { ...workingDay(inputs), planned: inputs.shifts }];
    }),
  );
  const planOf = new Map(rows.plans.map((plan) => [plan.day, plan]));
  const keyed = <Row extends { truckId: string; day: Day }>(list: readonly Row[]) =>
    new Map(list.map((row) => [`${row.truckId} ${row.day}`, row]));
  const routes = keyed(rows.routes);
  const done = keyed(rows.done);

  const cellOf = (truckId: string, one: Day): WeekCell => {
    const { shifts = [], out = [], planned = [] } = works.get(one) ?? {};
    const own = shifts.filter(({ truck }) => truck.id === truckId);
    const route = routes.get(`${truckId} ${one}`);
    const did = done.get(`${truckId} ${one}`);
    const ids = new Set(planned.flatMap((shift) => (shift.truck.id === truckId ? shift.id : [])));
    return {
      day: one,
      shiftSeconds: own.reduce((sum, { startSecond, endSecond }) => sum + endSecond - startSecond, 0),
      out: out.find((o) => 'shiftId' in o && ids.has(o.shiftId)) ?? null,
      planned: route
        ? { loadKg: route.loadKg, seconds: route.seconds, trips: route.trips, visits: route.visits }
        : null,
      driven: did
        ? {
            ...{ netKg: did.netKg, tickets: did.tickets, reportedKg: did.reportedKg, served: did.served },
            ...{ skipped: did.skipped, workedSeconds: did.workedSeconds, isUnderWay: did.isUnderWay },
          }
        : null,
    };
  };
  const crewsOf = (truckId: string) => [
    ...new Set(
      days.flatMap((one) =>
        (works.get(one)?.planned ?? []).flatMap(({ truck, crew }) => (truck.id === truckId && crew ? crew.code : [])),
      ),
    ),
  ];
  return {
    ...week,
    days: days.map((one): WeekDay => {
      const holiday = nameOf(one);
      return {
        day: one,
        isOver: one < today,
        isBeingPlanned: planOf.get(one)?.isBeingPlanned ?? false,
        plan: planView(planOf.get(one), changes.get(one) ?? 0),
        holiday: holiday ? { name: holiday.name, replacementDay: holiday.replacementDay } : null,
        closed: (works.get(one)?.out ?? []).filter((out) => !('shiftId' in out)),
      };
    }),
    trucks: rows.trucks
      .map(({ isActive, ...truck }) => {
        const cells = days.map((one) => cellOf(truck.id, one));
        const isSeen = isActive || cells.some(({ planned, driven }) => planned !== null || driven !== null);
        return { isSeen, view: { ...truck, crews: crewsOf(truck.id), cells } };
      })
      .flatMap(({ isSeen, view }) => (isSeen ? [view] : [])),
  };
}

function planView(row: WeekPlanRow | undefined, changes: number): WeekDay['plan'] {
  if (!row || row.revision === null) return null;
  const { revision, isPublished, dueKg, servedKg, dueVisits, servedVisits } = row;
  return {
    ...{ revision, isPublished, changes },
    ...{ dueKg: dueKg ?? 0, servedKg: servedKg ?? 0, dueVisits: dueVisits ?? 0, servedVisits: servedVisits ?? 0 },
  };
}

/** How much of the books is otherwise than when each of some plans was made; the books are read once for all of them, if at all. */
async function countChanges(
  { prisma }: Database,
  town: Town,
  plans: readonly WeekPlanRow[],
): Promise<ReadonlyMap<Day, number>> {
  const kept = await Promise.all(
    plans.map(async ({ planId, revision, day }) => {
      const read = revision === null ? null : await readBasis(prisma, town.id, planId, revision);
      return read?.basis ? { day, basis: read.basis, drivenShifts: read.drivenShifts } : [];
    }),
  );
  const bases = kept.flat();
  if (bases.length === 0) return new Map();
  const written = await Promise.all(bases.map(({ basis }) => wasWrittenSince(prisma, town.id, basis.at)));
  const touched = bases.filter((_, k) => written[k]);
  const ofDays = touched.map(({ day }) => day).sort();
  const [from, to] = [ofDays.at(0), ofDays.at(-1)];
  if (from === undefined || to === undefined) return new Map();
  const inputsOn = await readInputsOfDays(prisma, town.id, { from, to });
  return new Map(
    touched.map(({ day, basis, drivenShifts }) => {
      const present = basisOf(inputsOn(day), day, new Set(Object.keys(basis.points)));
      return [day, basisChanges(basis, present, drivenShifts).length] as const;
    }),
  );
}
