import {
  type CooperativeChange,
  type CooperativeRecord,
  cooperativeRecordSchema,
  type NewCooperative,
} from '../../domain/register/cooperatives.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import { whereOf } from '../people/where.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';

/** Cooperatives in the register, in the order of their codes. */
export const COOPERATIVE_RECORDS: SubjectRecords<CooperativeRecord, NewCooperative, CooperativeChange> = {
  subject: 'cooperatives',
  table: 'Cooperative',
  scopeField: 'code',
  derived: [],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.cooperative.findMany({
      where: { AND: [whereOf(viewer, 'cooperatives.read'), { townId, isActive: !isArchived }] },
      select: { id: true, code: true, name: true, phone: true, note: true },
    });
    return rows.map(({ id, code, name, phone, note }) => ({ id, key: [code], texts: [code, name, phone, note] }));
  },

  async read({ db, viewer, townId }, doing, ids) {
    const rows = await db.cooperative.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
    });
    return rows.map((row) => cooperativeRecordSchema.parse(row));
  },

  async create(context, fields) {
    await requireFree(context, null, fields.code);
    const data = { ...fields, townId: context.townId };
    return (await context.db.cooperative.create({ data, select: { id: true } })).id;
  },

  async change(context, before, fields) {
    if (fields.code !== undefined) await requireFree(context, before.id, fields.code);
    await context.db.cooperative.update({ where: { id: before.id }, data: fields });
  },

  async dependents({ db }, { id }) {
    const where = { cooperativeId: id, isActive: true };
    return {
      points: await db.collectionPoint.count({ where }),
      trucks: await db.truck.count({ where }),
      crews: await db.crew.count({ where }),
    };
  },
};

const permission = (doing: Doing) => (doing === 'edit' ? 'cooperatives.edit' : 'cooperatives.read');

async function requireFree({ db, townId }: RegisterContext, ownId: string | null, code: string): Promise<void> {
  const where = { townId, code, ...(ownId !== null && { id: { not: ownId } }) };
  if ((await db.cooperative.count({ where })) > 0) throw new FieldFault('code', 'taken', code);
}
