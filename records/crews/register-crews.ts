import type { Day } from '../../domain/day.ts';
import { type CrewChange, type CrewRecord, crewRecordSchema, type NewCrew } from '../../domain/register/crews.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { requireNamed } from '../register/references.ts';
import { DOCUMENTS, documentView, endingSpellsFrom, spellView } from '../register/spell-views.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';

/** Crews in the register, in the order of their codes. */
export const CREW_RECORDS: SubjectRecords<CrewRecord, NewCrew, CrewChange> = {
  subject: 'crews',
  table: 'Crew',
  scopeField: 'cooperativeId',
  derived: ['cooperativeName', 'driverName', 'leaves', 'documents'],

  async index({ db, viewer, townId }, { isArchived }) {
    const rows = await db.crew.findMany({
      where: { AND: [whereOf(viewer, 'crews.read'), { townId, isActive: !isArchived }] },
      select: { id: true, code: true, name: true, phone: true, note: true, driver: { select: { name: true } } },
    });
    return rows.map(({ id, code, name, phone, note, driver }) => ({
      id,
      key: [code],
      texts: [code, name, phone, note, driver?.name ?? null],
    }));
  },

  async read({ db, viewer, townId }, doing, ids, on) {
    const rows = await db.crew.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
      include: includeFrom(on),
    });
    return rows.map(view);
  },

  async create(context, fields) {
    await requireNames(context, fields);
    await requireFree(context, null, fields.code);
    const { id } = await context.db.crew.create({ data: { ...fields, townId: context.townId }, select: { id: true } });
    return id;
  },

  async change(context, before, fields) {
    await requireNames(context, fields, before);
    if (fields.code !== undefined) await requireFree(context, before.id, fields.code);
    await context.db.crew.update({ where: { id: before.id }, data: fields });
  },

  async dependents({ db }, { id }) {
    return { shifts: await db.shift.count({ where: { crewId: id, isActive: true } }) };
  },
};

const permission = (doing: Doing) => (doing === 'edit' ? 'crews.edit' : 'crews.read');

const includeFrom = (on: Day) =>
  ({
    cooperative: { select: { name: true } },
    driver: { select: { name: true } },
    leaves: endingSpellsFrom(on),
    documents: DOCUMENTS,
  }) satisfies Prisma.CrewInclude;

function view(row: Prisma.CrewGetPayload<{ include: ReturnType<typeof includeFrom> }>): CrewRecord {
  return crewRecordSchema.parse({
    ...row,
    cooperativeName: row.cooperative.name,
    driverName: row.driver?.name ?? null,
    leaves: row.leaves.map(spellView),
    documents: row.documents.map(documentView),
  });
}

async function requireNames(
  { db, townId }: RegisterContext,
  { cooperativeId, driverUserId }: CrewChange,
  before?: CrewRecord,
): Promise<void> {
  if (cooperativeId !== undefined && cooperativeId !== before?.cooperativeId) {
    const row = await db.cooperative.findFirst({ where: { id: cooperativeId, townId } });
    requireNamed('cooperativeId', cooperativeId, row);
  }
  if (driverUserId != null && driverUserId !== before?.driverUserId) {
    const account = await db.user.findUnique({ where: { id: driverUserId }, select: { banned: true } });
    requireNamed('driverUserId', driverUserId, account && { isActive: !account.banned });
  }
}

async function requireFree({ db, townId }: RegisterContext, ownId: string | null, code: string): Promise<void> {
  const where = { townId, code, ...(ownId !== null && { id: { not: ownId } }) };
  if ((await db.crew.count({ where })) > 0) throw new FieldFault('code', 'taken', code);
}
