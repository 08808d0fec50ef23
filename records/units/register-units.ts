import { dateToDay, type Day, dayToDate } from '../../domain/day.ts';
import { FieldFault } from '../../domain/register/faults.ts';
import { type NewUnit, type UnitChange, type UnitRecord, unitRecordSchema } from '../../domain/register/units.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import type { Doing, RegisterContext, SubjectRecords } from '../register/subject-records.ts';

/** Wards and communes in the register, in the order of their codes and first days. Archived: their boundaries hold no more. */
export const UNIT_RECORDS: SubjectRecords<UnitRecord, NewUnit, UnitChange> = {
  subject: 'units',
  table: 'Unit',
  scopeField: 'code',
  derived: ['isActive', 'populations'],

  async index({ db, viewer, townId }, { isArchived, on }) {
    const date = dayToDate(on);
    const rows = await db.unit.findMany({
      where: {
        AND: [
          whereOf(viewer, 'units.read'),
          { townId },
          isArchived ? { validTo: { lte: date } } : { OR: [{ validTo: null }, { validTo: { gt: date } }] },
        ],
      },
      select: { id: true, code: true, name: true, validFrom: true },
    });
    return rows.map(({ id, code, name, validFrom }) => ({
      id,
      key: [code, dateToDay(validFrom)],
      texts: [code, name],
    }));
  },

  async read({ db, viewer, townId, today }, doing, ids, on) {
    const rows = await db.unit.findMany({
      where: { AND: [whereOf(viewer, permission(doing)), { townId, id: { in: [...ids] } }] },
      include: INCLUDED,
    });
    return rows.map((row) => view(row, today, on));
  },

  async create(context, { populationFrom, populationSource, validFrom, validTo = null, geometry, ...fields }) {
    requireDays({ validFrom, validTo });
    await requireFree(context, null, fields.code, { validFrom, validTo });
    const { id } = await context.db.unit.create({
      data: {
        ...fields,
        geometry: asMulti(geometry),
        townId: context.townId,
        validFrom: dayToDate(validFrom),
        validTo: validTo === null ? null : dayToDate(validTo),
        populations: {
          create: {
            validFrom: dayToDate(populationFrom ?? validFrom),
            people: fields.population,
            source: populationSource ?? null,
          },
        },
      },
      select: { id: true },
    });
    return id;
  },

  async change(context, before, { populationFrom, populationSource, validFrom, validTo, geometry, ...fields }) {
    const { db, today } = context;
    const after = {
      validFrom: validFrom ?? before.validFrom,
      validTo: validTo === undefined ? before.validTo : validTo,
    };
    requireDays(after);
    if (fields.code !== undefined || validFrom !== undefined || validTo !== undefined) {
      await requireFree(context, before.id, fields.code ?? before.code, after);
    }
    await db.unit.update({
      where: { id: before.id },
      data: {
        ...fields,
        ...(geometry && { geometry: asMulti(geometry) }),
        validFrom: dayToDate(after.validFrom),
        validTo: after.validTo === null ? null : dayToDate(after.validTo),
      },
    });
    if (fields.population === undefined && populationFrom === undefined) return;
    // Figures of the days before keep the people they were computed with.
    const counted = dayToDate(populationFrom ?? today);
    const people = fields.population ?? before.population;
    const source = populationSource ?? null;
    await db.unitPopulation.upsert({
      where: { unitId_validFrom: { unitId: before.id, validFrom: counted } },
      create: { unitId: before.id, validFrom: counted, people, source },
      update: { people, source },
    });
  },

  async dependents({ db }, { id }) {
    const where = { unitId: id, isActive: true };
    return {
      points: await db.collectionPoint.count({ where }),
      groups: await db.residentialGroup.count({ where }),
      generators: await db.generator.count({ where }),
    };
  },

  /** A unit that is archived holds from today on no more. */
  async setActive(context, { id, code, validFrom }, isActive) {
    const { db, today } = context;
    if (!isActive && validFrom >= today) throw new FieldFault('validFrom', 'before-first-day', validFrom);
    if (isActive) await requireFree(context, id, code, { validFrom, validTo: null });
    await db.unit.update({ where: { id }, data: { validTo: isActive ? null : dayToDate(today) } });
  },
};

const permission = (doing: Doing) => (doing === 'edit' ? 'units.edit' : 'units.read');

const INCLUDED = { populations: { orderBy: { validFrom: 'desc' } } } as const satisfies Prisma.UnitInclude;

function view(row: Prisma.UnitGetPayload<{ include: typeof INCLUDED }>, today: Day, on: Day): UnitRecord {
  const populations = row.populations.map((each) => ({ ...each, validFrom: dateToDay(each.validFrom) }));
  const counted = populations.find(({ validFrom }) => validFrom <= on);
  return unitRecordSchema.parse({
    ...row,
    population: counted?.people ?? row.population,
    validFrom: dateToDay(row.validFrom),
    validTo: row.validTo && dateToDay(row.validTo),
    isActive: row.validTo === null || dateToDay(row.validTo) > today,
    populations,
  });
}

/** The database keeps units as MultiPolygon, whatever they were drawn as. */
function asMulti({ type, coordinates }: NewUnit['geometry']): Prisma.InputJsonObject {
  return { type: 'MultiPolygon', coordinates: type === 'Polygon' ? [coordinates] : coordinates };
}

function requireDays({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }): void {
  if (validTo !== null && validTo <= validFrom) throw new FieldFault('validTo', 'before-first-day', validFrom);
}

/** One code can name two units at two times, never at one. */
async function requireFree(
  { db, townId }: RegisterContext,
  ownId: string | null,
  code: string,
  { validFrom, validTo }: { validFrom: Day; validTo: Day | null },
): Promise<void> {
  const count = await db.unit.count({
    where: {
      ...{ townId, code },
      ...(ownId !== null && { id: { not: ownId } }),
      OR: [{ validTo: null }, { validTo: { gt: dayToDate(validFrom) } }],
      ...(validTo !== null && { validFrom: { lt: dayToDate(validTo) } }),
    },
  });
  if (count > 0) throw new FieldFault('code', 'taken', code);
}
