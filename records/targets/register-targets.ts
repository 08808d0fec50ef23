import { dateToDay, dayToDate } from '../../domain/day.ts';
import {
  type NewTarget,
  type TargetChange,
  type TargetRecord,
  targetRecordSchema,
} from '../../domain/register/targets.ts';
import type { Target } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import type { Doing, SubjectRecords } from '../register/subject-records.ts';

/** Targets in the register, by the day they take effect. */
export const TARGET_RECORDS: SubjectRecords<TargetRecord, NewTarget, TargetChange> = {
  subject: 'targets',
  table: 'Target',
  scopeField: 'effectiveOn',
  derived: [],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.target.findMany({
      where: { AND: [whereOf(viewer, 'targets.read'), { townId, isActive: !isArchived }] },
      select: { id: true, name: true, source: true, effectiveOn: true, setting: true },
    });
    return rows.map(({ id, name, source, effectiveOn, setting }) => {
      const day = dateToDay(effectiveOn);
      return { id, key: [day, setting], texts: [name, source, day] };
    });
  },

  async read({ db, viewer, townId }, doing, ids) {
    const rows = await db.target.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
    });
    return rows.map(view);
  },

  async create({ db, townId }, { effectiveOn, ...fields }) {
    const data = { ...fields, townId, effectiveOn: dayToDate(effectiveOn) };
    return (await db.target.create({ data, select: { id: true } })).id;
  },

  async change({ db }, { id }, { effectiveOn, ...fields }) {
    const data = { ...fields, ...(effectiveOn !== undefined && { effectiveOn: dayToDate(effectiveOn) }) };
    await db.target.update({ where: { id }, data });
  },

  dependents: async () => ({}),
};

const permission = (doing: Doing) => (doing === 'edit' ? 'targets.edit' : 'targets.read');

function view(row: Target): TargetRecord {
  return targetRecordSchema.parse({ ...row, effectiveOn: dateToDay(row.effectiveOn) });
}
