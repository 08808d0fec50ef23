import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import {
  type GeneratorChange,
  type GeneratorRecord,
  generatorRecordSchema,
  type NewGenerator,
} from '../../domain/register/generators.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { requireNamed } from '../register/references.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';
import { unitAt } from '../units/unit-at.ts';

/** Generators in the register, in the order of their codes; those that count on the day asked for and later. */
export const GENERATOR_RECORDS: SubjectRecords<GeneratorRecord, NewGenerator, GeneratorChange> = {
  subject: 'generators',
  table: 'Generator',
  scopeField: 'unitId',
  derived: ['unitName'],

  async index({ db, viewer, townId }, { isArchived, on }) {
    const counts = { OR: [{ validTo: null }, { validTo: { gt: dayToDate(on) } }] };
    const rows = await db.generator.findMany({
      where: {
        AND: [whereOf(viewer, 'generators.read'), { townId }, isArchived ? { NOT: active(counts) } : active(counts)],
      },
      select: { id: true, code: true, name: true, note: true, unit: { select: { name: true } } },
    });
    return rows.map(({ id, code, name, note, unit }) => ({ id, key: [code], texts: [code, name, note, unit.name] }));
  },

  async read({ db, viewer, townId }, doing, ids) {
    const rows = await db.generator.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
      include: INCLUDED,
    });
    return rows.map(view);
  },

  async create(context, { position, unitId, validFrom, validTo = null, ...fields }) {
    requireDays(validFrom, validTo);
    requireOnce(fields);
    if (unitId !== undefined) await requireUnit(context, unitId);
    await requireFree(context, null, fields.code);
    const around = unitId ?? (await unitAt(context.db, context.townId, context.today, position));
    if (around === null) throw new FieldFault('position', 'outside-units', position.join(', '));
    const { id } = await context.db.generator.create({
      data: {
        ...fields,
        lon: position[0],
        lat: position[1],
        unitId: around,
        townId: context.townId,
        ...daysOf(validFrom, validTo),
      },
      select: { id: true },
    });
    return id;
  },

  async change(context, before, { position, validFrom = before.validFrom, validTo = before.validTo, ...fields }) {
    const { db, townId, today } = context;
    requireDays(validFrom, validTo);
    requireOnce(fields);
    if (fields.unitId !== undefined) await requireUnit(context, fields.unitId);
    if (fields.code !== undefined) await requireFree(context, before.id, fields.code);
    const around = position && fields.unitId === undefined ? await unitAt(db, townId, today, position) : null;
    await db.generator.update({
      where: { id: before.id },
      data: {
        ...(around !== null && { unitId: around }),
        ...fields,
        ...(position && { lon: position[0], lat: position[1] }),
        ...daysOf(validFrom, validTo),
      },
    });
  },

  dependents: async () => ({}),

  /** What was counted stays: one that is archived counts from today on no more. */
  async setActive({ db, today }, { id, validFrom, validTo }, isActive) {
    const ended = validFrom >= today || (validTo !== null && validTo <= today) ? validTo : today;
    await db.generator.update({
      where: { id },
      data: isActive ? { isActive, validTo: null } : { isActive, validTo: ended === null ? null : dayToDate(ended) },
    });
  },
};

const permission = (doing: Doing) => (doing === 'edit' ? 'generators.edit' : 'generators.read');
const active = (counts: Prisma.GeneratorWhereInput) => ({ isActive: true, ...counts });

const INCLUDED = { unit: { select: { name: true } } } as const satisfies Prisma.GeneratorInclude;

function view(row: Prisma.GeneratorGetPayload<{ include: typeof INCLUDED }>): GeneratorRecord {
  return generatorRecordSchema.parse({
    ...row,
    position: [row.lon, row.lat],
    unitName: row.unit.name,
    validFrom: dateToDay(row.validFrom),
    validTo: row.validTo && dateToDay(row.validTo),
  });
}

const daysOf = (validFrom: Day, validTo: Day | null) => ({
  validFrom: dayToDate(validFrom),
  validTo: validTo === null ? null : dayToDate(validTo),
});

function requireDays(validFrom: Day, validTo: Day | null): void {
  if (validTo !== null && validTo <= validFrom) throw new FieldFault('validTo', 'before-first-day', validFrom);
}

function requireOnce({ amounts = [] }: GeneratorChange): void {
  const streams = amounts.map(({ stream }) => stream);
  const twice = streams.find((stream, index) => streams.indexOf(stream) !== index);
  if (twice) throw new FieldFault('amounts', 'twice', twice);
}

async function requireUnit({ db, townId, today }: RegisterContext, unitId: string): Promise<void> {
  const unit = await db.unit.findFirst({ where: { id: unitId, townId }, select: { validTo: true } });
  requireNamed('unitId', unitId, unit && { isActive: unit.validTo === null || unit.validTo > dayToDate(today) });
}

async function requireFree({ db, townId }: RegisterContext, ownId: string | null, code: string): Promise<void> {
  const where = { townId, code, ...(ownId !== null && { id: { not: ownId } }) };
  if ((await db.generator.count({ where })) > 0) throw new FieldFault('code', 'taken', code);
}
