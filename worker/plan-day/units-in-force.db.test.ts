import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayToDate } from '../../domain/day.ts';
import { planTotalsSchema } from '../../domain/plans.ts';
import { crossing } from '../../roads/town.testing.ts';
import { DAY, type DayTownFixture, openDayTown } from '../../planning/day-town.testing.ts';
import { planDayWork } from './plan-day.ts';

let town: DayTownFixture;

beforeAll(async () => {
  town = await openDayTown({}, [
    { code: 'WEST', position: crossing(1, 1), kg: 300 },
    { code: 'EAST', position: crossing(6, 1), kg: 500 },
  ]);
});
afterAll(() => town.close());

/** The ground between two streets, all the way from south to north. */
function between(west: number, east: number) {
  const ring = [crossing(west, -5), crossing(east, -5), crossing(east, 20), crossing(west, 20), crossing(west, -5)];
  return { type: 'Polygon', coordinates: [ring] };
}

test('a day is planned towards the targets of the units in force on it, whatever unit a point was assigned to', async () => {
  const { prisma } = town.platform.database;
  // The ward all points were assigned to ended; its code lives on in one of the two units that came after it.
  const { id } = await prisma.unit.findFirstOrThrow({ where: { townId: town.townId } });
  await prisma.unit.update({ where: { id }, data: { validTo: dayToDate('2026-07-01') } });
  const unit = { townId: town.townId, kind: 'ward', population: 1000, validFrom: dayToDate('2026-07-01') };
  await prisma.unit.createMany({
    data: [
      { ...unit, code: '14812', name: 'Bỉm Sơn', setting: 'urban', geometry: between(-5, 3.5) },
      { ...unit, code: '14824', name: 'Quang Trung', setting: 'rural', geometry: between(3.5, 12) },
    ],
  });
  await prisma.target.deleteMany({ where: { townId: town.townId } });
  await prisma.target.createMany({
    data: [
      { setting: 'urban', share: 0.9 },
      { setting: 'rural', share: 0.8 },
    ].map((target) => ({
      ...target,
      townId: town.townId,
      streams: ['household-other'],
      effectiveOn: dayToDate('2020-01-01'),
    })),
  });

  expect(await unitsPlanned(DAY)).toEqual([
    ['Bỉm Sơn', 300, 0.9],
    ['Quang Trung', 500, 0.8],
  ]);
  expect(await unitsPlanned('2026-06-30')).toEqual([['Ba Đình', 800, 0.9]]);
});

/** Name, mass due and target of each unit in the totals of a plan made for `day`. */
async function unitsPlanned(day: string): Promise<[string, number, number | null][]> {
  const asked = await town.ask(day);
  const work = planDayWork(town.platform);
  const signal = new AbortController().signal;
  await work.process({ id: asked.runId, name: 'plan-day', data: asked, attempt: 1, lastAttempt: true, signal });
  await work.close();
  const { totals } = await town.platform.database.prisma.planRevision.findFirstOrThrow({
    where: { planId: asked.planId },
  });
  return planTotalsSchema
    .parse(totals)
    .units.map(({ unitName, dueKg, targetShare }) => [
      unitName,
      dueKg,
      targetShare === null ? null : Math.round(targetShare * 1000) / 1000,
    ]);
}
