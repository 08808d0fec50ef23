import { dateToDay, dayToDate } from '../../domain/day.ts';
import {
  type FactorChange,
  type FactorRecord,
  factorRecordSchema,
  type NewFactor,
} from '../../domain/register/factors.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import type { Factor } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';

/** Factors in the register, by their kind, stream, setting and first day. */
export const FACTOR_RECORDS: SubjectRecords<FactorRecord, NewFactor, FactorChange> = {
  subject: 'factors',
  table: 'Factor',
  scopeField: 'kind',
  derived: [],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.factor.findMany({
      where: { AND: [whereOf(viewer, 'factors.read'), { townId, isActive: !isArchived }] },
      select: { id: true, kind: true, stream: true, setting: true, source: true, validFrom: true },
    });
    return rows.map(({ id, kind, stream, setting, source, validFrom }) => {
      const day = dateToDay(validFrom);
      return { id, key: [kind, stream ?? '', setting, day], texts: [kind, stream, setting, source, day] };
    });
  },

  async read({ db, viewer, townId }, doing, ids) {
    const rows = await db.factor.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
    });
    return rows.map(view);
  },

  async create(context, { setting = 'any', stream = null, validFrom, ...fields }) {
    await requireSole(context, null, { setting, stream, validFrom, ...fields });
    const data = { ...fields, setting, stream, townId: context.townId, validFrom: dayToDate(validFrom) };
    return (await context.db.factor.create({ data, select: { id: true } })).id;
  },

  async change(context, before, { validFrom, ...fields }) {
    const after = { ...before, ...fields, validFrom: validFrom ?? before.validFrom };
    await requireSole(context, before.id, after);
    const data = { ...fields, validFrom: dayToDate(after.validFrom) };
    await context.db.factor.update({ where: { id: before.id }, data });
  },

  dependents: async () => ({}),
};

const permission = (doing: Doing) => (doing === 'edit' ? 'factors.edit' : 'factors.read');

function view(row: Factor): FactorRecord {
  return factorRecordSchema.parse({ ...row, validFrom: dateToDay(row.validFrom) });
}

/** A share is at most 1; and of one kind, setting and stream one factor begins on a day, archived or not. */
async function requireSole(
  { db, townId }: RegisterContext,
  ownId: string | null,
  { kind, setting = 'any', stream = null, validFrom, value }: NewFactor,
): Promise<void> {
  if (kind === 'composition' && value > 1) throw new FieldFault('value', 'above-one', value);
  const where = { townId, kind, setting, stream, validFrom: dayToDate(validFrom) };
  const others = await db.factor.count({ where: { ...where, ...(ownId !== null && { id: { not: ownId } }) } });
  if (others > 0) throw new FieldFault('validFrom', 'taken', validFrom);
}
