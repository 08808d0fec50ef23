import { dayToDate } from '../../domain/day.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import { type GroupChange, type GroupRecord, groupRecordSchema, type NewGroup } from '../../domain/register/groups.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { requireNamed } from '../register/references.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';

/** Residential groups in the register, in the order of their codes. */
export const GROUP_RECORDS: SubjectRecords<GroupRecord, NewGroup, GroupChange> = {
  subject: 'groups',
  table: 'ResidentialGroup',
  scopeField: 'unitId',
  derived: ['unitName'],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.residentialGroup.findMany({
      where: { AND: [whereOf(viewer, 'groups.read'), { townId, isActive: !isArchived }] },
      select: { id: true, code: true, name: true, unit: { select: { name: true } } },
    });
    return rows.map(({ id, code, name, unit }) => ({ id, key: [code], texts: [code, name, unit.name] }));
  },

  async read({ db, viewer, townId }, doing, ids) {
    const rows = await db.residentialGroup.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
      include: INCLUDED,
    });
    return rows.map((row) => groupRecordSchema.parse({ ...row, unitName: row.unit.name }));
  },

  async create(context, { geometry, ...fields }) {
    await requireNames(context, fields.unitId);
    await requireFree(context, null, fields.code);
    const { id } = await context.db.residentialGroup.create({
      data: { ...fields, geometry: { ...geometry }, townId: context.townId },
      select: { id: true },
    });
    return id;
  },

  async change(context, before, { geometry, ...fields }) {
    if (fields.unitId !== undefined) await requireNames(context, fields.unitId);
    if (fields.code !== undefined) await requireFree(context, before.id, fields.code);
    await context.db.residentialGroup.update({
      where: { id: before.id },
      data: { ...fields, ...(geometry && { geometry: { ...geometry } }) },
    });
  },

  dependents: async () => ({}),
};

const permission = (doing: Doing) => (doing === 'edit' ? 'groups.edit' : 'groups.read');

const INCLUDED = { unit: { select: { name: true } } } as const satisfies Prisma.ResidentialGroupInclude;

async function requireNames({ db, townId, today }: RegisterContext, unitId: string): Promise<void> {
  const unit = await db.unit.findFirst({ where: { id: unitId, townId }, select: { validTo: true } });
  requireNamed('unitId', unitId, unit && { isActive: unit.validTo === null || unit.validTo > dayToDate(today) });
}

async function requireFree({ db, townId }: RegisterContext, ownId: string | null, code: string): Promise<void> {
  const where = { townId, code, ...(ownId !== null && { id: { not: ownId } }) };
  if ((await db.residentialGroup.count({ where })) > 0) throw new FieldFault('code', 'taken', code);
}
