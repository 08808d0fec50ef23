import type { Day } from '../../domain/day.ts';
import { may } from '../../domain/policy/may.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import { type NewTruck, type TruckChange, type TruckRecord, truckRecordSchema } from '../../domain/register/trucks.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { requireNamed } from '../register/references.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';
import { DOCUMENTS, documentView, spellsFrom, spellView } from '../register/spell-views.ts';

/** Trucks in the register, in the order of their numbers. */
export const TRUCK_RECORDS: SubjectRecords<TruckRecord, NewTruck, TruckChange> = {
  subject: 'trucks',
  table: 'Truck',
  scopeField: 'cooperativeId',
  derived: ['depotName', 'cooperativeName', 'absences', 'documents'],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.truck.findMany({
      where: { AND: [whereOf(viewer, 'trucks.read'), { townId, isActive: !isArchived }] },
      select: { id: true, number: true, code: true, note: true, cooperative: { select: { name: true } } },
    });
    return rows.map(({ id, number, code, note, cooperative }) => ({
      id,
      key: [number],
      texts: [code, note, cooperative.name],
    }));
  },

  async read(context, doing, ids, on) {
    const rows = await context.db.truck.findMany({
      where: { AND: [whereOf(context.viewer, permission(doing)), { townId: context.townId, id: { in: [...ids] } }] },
      include: includeFrom(on),
    });
    return rows.map((row) => view(context, row));
  },

  async create(context, { number, ...fields }) {
    await requireNames(context, fields);
    await requireFree(context, null, { ...fields, number });
    const { id } = await context.db.truck.create({
      data: {
        costPerDay: 0,
        costPerHour: 0,
        costPerKm: 0,
        ...fields,
        townId: context.townId,
        number: number ?? (await nextNumber(context)),
      },
      select: { id: true },
    });
    return id;
  },

  async change(context, before, fields) {
    await requireNames(context, fields, before);
    await requireFree(context, before.id, fields);
    await context.db.truck.update({ where: { id: before.id }, data: fields });
  },

  async dependents({ db }, { id }) {
    return { shifts: await db.shift.count({ where: { truckId: id, isActive: true } }) };
  },
};

const permission = (doing: Doing) => (doing === 'edit' ? 'trucks.edit' : 'trucks.read');

const includeFrom = (on: Day) =>
  ({
    depot: { select: { name: true } },
    cooperative: { select: { name: true } },
    absences: spellsFrom(on),
    documents: DOCUMENTS,
  }) satisfies Prisma.TruckInclude;

function view(
  { viewer }: RegisterContext,
  row: Prisma.TruckGetPayload<{ include: ReturnType<typeof includeFrom> }>,
): TruckRecord {
  return truckRecordSchema.parse({
    ...row,
    // Who knows a device's id can report positions in the truck's name.
    deviceId: may(viewer, 'trucks.edit', row) ? row.deviceId : null,
    depotName: row.depot.name,
    cooperativeName: row.cooperative.name,
    absences: row.absences.map(spellView),
    documents: row.documents.map(documentView),
  });
}

/** Holds the records that a truck names against what is there; what was named before may be archived by now. */
async function requireNames(
  { db, townId }: RegisterContext,
  { depotId, cooperativeId }: TruckChange,
  before?: TruckRecord,
): Promise<void> {
  if (cooperativeId !== undefined && cooperativeId !== before?.cooperativeId) {
    const row = await db.cooperative.findFirst({ where: { id: cooperativeId, townId } });
    requireNamed('cooperativeId', cooperativeId, row);
  }
  if (depotId !== undefined && depotId !== before?.depotId) {
    const depot = requireNamed('depotId', depotId, await db.facility.findFirst({ where: { id: depotId, townId } }));
    if (depot.kind !== 'depot') throw new FieldFault('depotId', 'not-a-depot', depot.name);
  }
}

/** Plate, number and device are one truck's in a town, archived ones included: their history goes by them. */
async function requireFree(
  { db, townId }: RegisterContext,
  ownId: string | null,
  { code, number, deviceId }: TruckChange,
): Promise<void> {
  const isTaken = async (where: Prisma.TruckWhereInput): Promise<boolean> =>
    (await db.truck.count({ where: { townId, ...where, ...(ownId !== null && { id: { not: ownId } }) } })) > 0;
  if (code !== undefined && (await isTaken({ code }))) throw new FieldFault('code', 'taken', code);
  if (number !== undefined && (await isTaken({ number }))) throw new FieldFault('number', 'taken', number);
  if (deviceId != null && (await isTaken({ deviceId }))) throw new FieldFault('deviceId', 'taken', deviceId);
}

async function nextNumber({ db, townId }: RegisterContext): Promise<number> {
  const { _max } = await db.truck.aggregate({ where: { townId }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}
