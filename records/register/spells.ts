import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';
import type { NewCrewLeave, NewDocument, NewFacilityClosure, NewTruckAbsence } from '../../domain/register/absences.ts';
import type { NewClosurePlan } from '../../domain/register/closure-plans.ts';
import type { NewFacilitySurvey } from '../../domain/register/surveys.ts';
import { FieldFault, NoSuchRecord } from '../../domain/register/faults.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';
import type { RegisterContext } from './subject-records.ts';
import type { Asking } from './write-records.ts';

/** The fields of one that is entered, as its owner's history tells of it. */
type Told = Readonly<Record<string, unknown>>;

/**
 * What hangs on a truck, a crew or a facility and is entered in seconds: days out of service, on leave, closed, and documents that
 * expire. It is told in the history of its owner, whose own fields and version it leaves alone.
 */
export interface Appendix<New> {
  readonly subject: 'trucks' | 'crews' | 'facilities';
  /** The word for it in paths and in the history: `absences`. */
  readonly name: 'absences' | 'leaves' | 'closures' | 'documents' | 'surveys' | 'closure-plans';
  /** Whether the owner is the viewer's to change. */
  isOwner(context: RegisterContext, ownerId: string): Promise<boolean>;
  add(context: RegisterContext, ownerId: string, fields: New): Promise<{ readonly id: string }>;
  /** Calls one off; `null` where the owner has none of this id that holds. */
  end(context: RegisterContext, ownerId: string, id: string): Promise<Told | null>;
}

/** Enters one. @throws NoSuchRecord, FieldFault */
export async function addTo<New extends object>(
  prisma: PrismaClient,
  appendix: Appendix<New>,
  asking: Asking,
  ownerId: string,
  fields: New,
): Promise<{ readonly id: string }> {
  return await prisma.$transaction(async (db) => {
    const context = { ...asking, db };
    if (!(await appendix.isOwner(context, ownerId))) throw new NoSuchRecord(ownerId);
    requireOrder(fields);
    const row = await appendix.add(context, ownerId, fields);
    await tell(context, appendix, ownerId, null, fields as Told);
    return row;
  });
}

/** Calls one off: it counts from now on as if it had never been entered; what was planned with it stays. @throws NoSuchRecord */
export async function endOf<New>(
  prisma: PrismaClient,
  appendix: Appendix<New>,
  asking: Asking,
  ownerId: string,
  id: string,
): Promise<void> {
  await prisma.$transaction(async (db) => {
    const context = { ...asking, db };
    if (!(await appendix.isOwner(context, ownerId))) throw new NoSuchRecord(ownerId);
    const ended = await appendix.end(context, ownerId, id);
    if (!ended) throw new NoSuchRecord(id);
    await tell(context, appendix, ownerId, ended, null);
  });
}

async function tell(
  { db, townId, viewer }: RegisterContext,
  { subject, name }: Pick<Appendix<never>, 'subject' | 'name'>,
  subjectId: string,
  before: Told | null,
  after: Told | null,
): Promise<void> {
  await recordChange(db, {
    townId,
    subject,
    subjectId,
    actorUserId: viewer.id,
    kind: 'changed',
    before: { [name]: before },
    after: { [name]: after },
  });
}

function requireOrder(fields: object): void {
  const { from, to } = fields as { from?: Day; to?: Day | null };
  if (from !== undefined && to != null && to < from) throw new FieldFault('to', 'before-first-day', from);
}

const daysOf = <D extends Day | null | undefined>({ from, to }: { from: Day; to: D }) => ({
  from: dayToDate(from),
  to: (to == null ? null : dayToDate(to)) as D extends Day ? Date : Date | null,
});

const told = <Row extends { from: Date; to: Date | null; reason: string }>({ from, to, reason }: Row): Told => ({
  from: dateToDay(from),
  to: to && dateToDay(to),
  reason,
});

/** Days on which a truck is out of service. */
export const TRUCK_ABSENCES: Appendix<NewTruckAbsence> = {
  subject: 'trucks',
  name: 'absences',
  isOwner: async ({ db, viewer, townId }, id) =>
    (await db.truck.count({ where: { AND: [whereOf(viewer, 'trucks.edit'), { id, townId }] } })) > 0,
  add: async ({ db, townId, viewer }, truckId, { from, to, ...fields }) =>
    await db.truckAbsence.create({
      data: { ...fields, ...daysOf({ from, to }), truckId, townId, createdBy: viewer.id },
      select: { id: true },
    }),
  end: async ({ db }, truckId, id) => {
    const row = await db.truckAbsence.findFirst({ where: { id, truckId, cancelledAt: null } });
    if (row) await db.truckAbsence.update({ where: { id }, data: { cancelledAt: new Date() } });
    return row && told(row);
  },
};

/** Days on which a crew is on leave. */
export const CREW_LEAVES: Appendix<NewCrewLeave> = {
  subject: 'crews',
  name: 'leaves',
  isOwner: async (context, id) => await isCrew(context, id),
  add: async ({ db, townId, viewer }, crewId, { from, to, ...fields }) =>
    await db.crewLeave.create({
      data: { ...fields, ...daysOf({ from, to }), crewId, townId, createdBy: viewer.id },
      select: { id: true },
    }),
  end: async ({ db }, crewId, id) => {
    const row = await db.crewLeave.findFirst({ where: { id, crewId, cancelledAt: null } });
    if (row) await db.crewLeave.update({ where: { id }, data: { cancelledAt: new Date() } });
    return row && told(row);
  },
};

/** Days on which a facility is closed, or closes earlier. */
export const FACILITY_CLOSURES: Appendix<NewFacilityClosure> = {
  subject: 'facilities',
  name: 'closures',
  isOwner: async ({ db, viewer, townId }, id) =>
    (await db.facility.count({ where: { AND: [whereOf(viewer, 'facilities.edit'), { id, townId }] } })) > 0,
  add: async ({ db, townId, viewer }, facilityId, { from, to, ...fields }) =>
    await db.facilityClosure.create({
      data: { ...fields, ...daysOf({ from, to }), facilityId, townId, createdBy: viewer.id },
      select: { id: true },
    }),
  end: async ({ db }, facilityId, id) => {
    const row = await db.facilityClosure.findFirst({ where: { id, facilityId, cancelledAt: null } });
    if (row) await db.facilityClosure.update({ where: { id }, data: { cancelledAt: new Date() } });
    return row && told(row);
  },
};

/** What room a landfill had left on a day. */
export const FACILITY_SURVEYS: Appendix<NewFacilitySurvey> = {
  subject: 'facilities',
  name: 'surveys',
  isOwner: FACILITY_CLOSURES.isOwner,
  add: async ({ db, townId, viewer }, facilityId, { day, ...fields }) =>
    await db.facilitySurvey.create({
      data: { ...fields, day: dayToDate(day), facilityId, townId, createdBy: viewer.id },
      select: { id: true },
    }),
  end: async ({ db }, facilityId, id) => {
    const row = await db.facilitySurvey.findFirst({ where: { id, facilityId, cancelledAt: null } });
    if (!row) return null;
    await db.facilitySurvey.update({ where: { id }, data: { cancelledAt: new Date() } });
    const { day, remainingCubicMetres, densityKgPerCubicMetre, source } = row;
    return { day: dateToDay(day), remainingCubicMetres, densityKgPerCubicMetre, source };
  },
};

/** When a facility is to be closed for good. */
export const CLOSURE_PLANS: Appendix<NewClosurePlan> = {
  subject: 'facilities',
  name: 'closure-plans',
  isOwner: FACILITY_CLOSURES.isOwner,
  add: async ({ db, townId, viewer }, facilityId, { decidedOn, closesOn, successorId = null, ...fields }) => {
    // A depot takes nothing, and none takes over from itself.
    const isThere =
      successorId === null ||
      (successorId !== facilityId &&
        (await db.facility.count({ where: { id: successorId, townId, isActive: true, kind: { not: 'depot' } } })) > 0);
    if (!isThere) throw new FieldFault('successorId', 'unknown', successorId);
    const days = { decidedOn: dayToDate(decidedOn), closesOn: dayToDate(closesOn) };
    return await db.closurePlan.create({
      data: { ...fields, ...days, successorId, facilityId, townId, createdBy: viewer.id },
      select: { id: true },
    });
  },
  end: async ({ db }, facilityId, id) => {
    const row = await db.closurePlan.findFirst({ where: { id, facilityId, cancelledAt: null } });
    if (!row) return null;
    await db.closurePlan.update({ where: { id }, data: { cancelledAt: new Date() } });
    const { decidedOn, closesOn, successorId, source, remark } = row;
    return { decidedOn: dateToDay(decidedOn), closesOn: dateToDay(closesOn), successorId, source, remark };
  },
};

/** Documents of a truck. */
export const TRUCK_DOCUMENTS: Appendix<NewDocument> = {
  ...documentsOf('truckId'),
  subject: 'trucks',
  isOwner: TRUCK_ABSENCES.isOwner,
};

/** Documents of a crew, such as the driver's licence. */
export const CREW_DOCUMENTS: Appendix<NewDocument> = {
  ...documentsOf('crewId'),
  subject: 'crews',
  isOwner: CREW_LEAVES.isOwner,
};

function documentsOf(owner: 'truckId' | 'crewId'): Pick<Appendix<NewDocument>, 'name' | 'add' | 'end'> {
  return {
    name: 'documents',
    add: async ({ db, townId }, ownerId, { expiresOn, ...fields }) =>
      await db.document.create({
        data: {
          ...fields,
          expiresOn: dayToDate(expiresOn),
          [owner]: ownerId,
          townId,
        } as Prisma.DocumentUncheckedCreateInput,
        select: { id: true },
      }),
    end: async ({ db }, ownerId, id) => {
      const row = await db.document.findFirst({ where: { id, [owner]: ownerId, isActive: true } });
      if (row) await db.document.update({ where: { id }, data: { isActive: false, version: { increment: 1 } } });
      return row && { kind: row.kind, number: row.number, expiresOn: dateToDay(row.expiresOn) };
    },
  };
}

async function isCrew({ db, viewer, townId }: RegisterContext, id: string): Promise<boolean> {
  return (await db.crew.count({ where: { AND: [whereOf(viewer, 'crews.edit'), { id, townId }] } })) > 0;
}
