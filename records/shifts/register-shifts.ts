import { FieldFault } from '../../domain/register/faults.ts';
import { type NewShift, type ShiftChange, type ShiftRecord, shiftRecordSchema } from '../../domain/register/shifts.ts';
import { clockOfSecond } from '../../domain/windows.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { requireNamed } from '../register/references.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';

/** Shifts in the register, by their truck's number and their beginning. */
export const SHIFT_RECORDS: SubjectRecords<ShiftRecord, NewShift, ShiftChange> = {
  subject: 'shifts',
  table: 'Shift',
  scopeField: 'truckId',
  derived: ['truckCode', 'crewCode'],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.shift.findMany({
      where: { AND: [whereOf(viewer, 'shifts.read'), { townId, isActive: !isArchived }] },
      select: {
        id: true,
        startSecond: true,
        truck: { select: { code: true, number: true } },
        crew: { select: { code: true, name: true } },
      },
    });
    return rows.map(({ id, startSecond, truck, crew }) => ({
      id,
      key: [truck.number, startSecond],
      texts: [truck.code, crew?.code ?? null, crew?.name ?? null],
    }));
  },

  async read({ db, viewer, townId }, doing, ids) {
    const rows = await db.shift.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
      include: INCLUDED,
    });
    return rows.map(view);
  },

  async create(context, fields) {
    await requireNames(context, fields);
    requireTimes({ breaks: [], ...fields });
    await requireAlone(context, null, fields);
    const { id } = await context.db.shift.create({ data: { ...fields, townId: context.townId }, select: { id: true } });
    return id;
  },

  async change(context, before, fields) {
    const after = { ...before, ...fields };
    await requireNames(context, fields, before);
    requireTimes(after);
    await requireAlone(context, before.id, after);
    await context.db.shift.update({ where: { id: before.id }, data: fields });
  },

  dependents: async () => ({}),
};

const permission = (doing: Doing) => (doing === 'edit' ? 'shifts.edit' : 'shifts.read');

const INCLUDED = {
  truck: { select: { code: true } },
  crew: { select: { code: true } },
} as const satisfies Prisma.ShiftInclude;

function view(row: Prisma.ShiftGetPayload<{ include: typeof INCLUDED }>): ShiftRecord {
  return shiftRecordSchema.parse({ ...row, truckCode: row.truck.code, crewCode: row.crew?.code ?? null });
}

async function requireNames(
  { db, townId }: RegisterContext,
  { truckId, crewId }: ShiftChange,
  before?: ShiftRecord,
): Promise<void> {
  if (truckId !== undefined && truckId !== before?.truckId) {
    requireNamed('truckId', truckId, await db.truck.findFirst({ where: { id: truckId, townId } }));
  }
  if (crewId != null && crewId !== before?.crewId) {
    requireNamed('crewId', crewId, await db.crew.findFirst({ where: { id: crewId, townId } }));
  }
}

type Times = Pick<NewShift, 'truckId' | 'weekdays' | 'startSecond' | 'endSecond'>;

function requireTimes({ startSecond, endSecond, breaks = [] }: Times & Pick<NewShift, 'breaks'>): void {
  if (endSecond <= startSecond) throw new FieldFault('endSecond', 'ends-before-it-begins');
  if (breaks.some((rest) => rest.endSecond < rest.startSecond)) throw new FieldFault('breaks', 'ends-before-it-begins');
}

/** A truck is on one shift at a time. */
async function requireAlone(context: RegisterContext, ownId: string | null, shift: Times): Promise<void> {
  const { truckId, startSecond, endSecond, weekdays } = shift;
  const others = await context.db.shift.findMany({
    where: { truckId, ...(ownId !== null && { id: { not: ownId } }) },
    select: { startSecond: true, endSecond: true, weekdays: true, isActive: true },
  });
  // The database knows a truck's shifts by their beginning, archived ones too: plans of the past name them.
  if (others.some((other) => other.startSecond === startSecond))
    throw new FieldFault('startSecond', 'taken', clockOfSecond(startSecond));
  const inTheWay = others.find(
    (other) =>
      other.isActive &&
      other.weekdays.some((day) => weekdays.includes(day)) &&
      other.startSecond < endSecond &&
      startSecond < other.endSecond,
  );
  if (!inTheWay) return;
  throw new FieldFault(
    'startSecond',
    'overlaps',
    `${clockOfSecond(inTheWay.startSecond)}–${clockOfSecond(inTheWay.endSecond)}`,
  );
}
