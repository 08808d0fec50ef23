import { dayToDate } from '../../domain/day.ts';
import { surfaceSchema } from '../../domain/geo.ts';
import { FieldFault, NoSuchRecord } from '../../domain/register/faults.ts';
import { groundsOfReform, type UnitReform } from '../../domain/register/unit-reform.ts';
import type { UnitRecord } from '../../domain/register/units.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { type Asking, raiseVersion, told, writing } from '../register/write-records.ts';
import { recordChanges } from '../changes/record-change.ts';
import { type Followed, followUnitsInForce } from './follow-units.ts';
import { UNIT_RECORDS } from './register-units.ts';

/**
 * Ends units and puts others in their place from a day on, all or nothing, with an audit row for each. Figures
 * follow by themselves: on a day they count to the units that hold on it. Points, groups and generators follow to the new units, at
 * once where these hold already, else when the day comes (worker/follow-units.ts).
 *
 * @returns the former units and the new ones as they are now, and ids of what is theirs now
 * @throws NoSuchRecord, StaleRecord, FieldFault as `changeRecords` does; the grounds as `groundsOfReform` says
 */
export async function reformUnits(
  prisma: PrismaClient,
  asking: Asking,
  { on, units, into }: UnitReform,
): Promise<{ former: UnitRecord[]; made: UnitRecord[]; followed: Followed }> {
  return await writing(prisma, async (db) => {
    const context = { ...asking, db };
    const ids = units.map(({ id }) => id);
    // As they are counted on the eve of the day.
    const before = new Map((await UNIT_RECORDS.read(context, 'edit', ids, on)).map((unit) => [unit.id, unit]));
    const former = units.map((unit) => {
      const known = before.get(unit.id);
      if (!known) throw new NoSuchRecord(unit.id);
      return known;
    });
    for (const known of former) {
      if (on <= known.validFrom) throw new FieldFault('on', 'before-first-day', known.validFrom);
      if (known.validTo !== null && known.validTo < on) throw new FieldFault('on', 'ended-before', known.validTo);
    }
    const grounds = groundsOfReform(
      former.map(({ geometry }) => surfaceSchema.parse(geometry)),
      into,
    );
    const people = former.reduce((sum, { population }) => sum + population, 0);
    for (const unit of [...units].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      await raiseVersion(db, UNIT_RECORDS.table, unit);
      await db.unit.update({ where: { id: unit.id }, data: { validTo: dayToDate(on) } });
    }
    const madeIds: string[] = [];
    for (const [i, { geometry: _, population, populationSource, ...unit }] of into.entries()) {
      if (population === undefined && into.length > 1) throw new FieldFault('population', 'missing-people', unit.name);
      const source = population === undefined ? former.map(({ name }) => name).join(' + ') : populationSource;
      madeIds.push(
        await UNIT_RECORDS.create(context, {
          ...unit,
          population: population ?? people,
          geometry: itemAt(grounds, i),
          validFrom: on,
          ...(source !== undefined && { populationSource: source }),
        }),
      );
    }
    const [ended, made] = [
      await UNIT_RECORDS.read(context, 'edit', ids, asking.today),
      await UNIT_RECORDS.read(context, 'edit', madeIds, asking.today),
    ];
    const row = { townId: asking.townId, subject: UNIT_RECORDS.subject, actorUserId: asking.viewer.id };
    await recordChanges(db, [
      ...ended.map((unit) => ({
        ...row,
        subjectId: unit.id,
        kind: 'changed' as const,
        before: { validTo: before.get(unit.id)?.validTo ?? null },
        after: { validTo: unit.validTo },
      })),
      ...made.map((unit) => ({
        ...row,
        subjectId: unit.id,
        kind: 'created' as const,
        after: told(UNIT_RECORDS, unit),
      })),
    ]);
    const followed = await followUnitsInForce(db, asking.townId, asking.today, asking.viewer.id);
    return { former: ended, made, followed };
  });
}
