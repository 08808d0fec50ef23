import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, type DayTownFixture, openDayTown } from '../planning/day-town.testing.ts';
import { askWhatIf, readWhatIf } from '../records/what-ifs/what-if-rows.ts';
import { planDayWork } from './plan-day/plan-day.ts';
import { answerWhatIf } from './what-if.ts';

let town: DayTownFixture;
beforeAll(async () => {
  town = await openDayTown();
});
afterAll(() => town.close());

it('answers what a plan would come to case by case, and makes no plan of it', async () => {
  const { platform, townId } = town;
  const { prisma } = platform.database;
  const job = { attempt: 1, lastAttempt: true, signal: new AbortController().signal };
  const asked = await town.ask(DAY, { seconds: 1 });
  const work = planDayWork(platform);
  await work.process({ ...job, id: asked.runId, name: 'plan-day', data: asked });
  await work.close();
  const revision = await prisma.planRevision.findFirstOrThrow({ where: { planId: asked.planId } });
  const landfill = await prisma.facility.findFirstOrThrow({ where: { code: 'LANDFILL' } });
  const [large] = await prisma.truck.findMany({ orderBy: { number: 'asc' } });
  const whatIfId = await askWhatIf(
    prisma,
    {
      ...{ townId, planId: asked.planId, revisionId: revision.id, requestedBy: 'thử' },
      cases: [
        { kind: 'without-truck', truckId: large.id },
        { kind: 'one-more-truck', truckId: large.id },
        { kind: 'facility-until', facilityId: landfill.id, second: 5 * 3600 + 600 },
      ],
    },
    new Date(),
  );
  const read = () => readWhatIf(prisma, townId, asked.planId, whatIfId);
  expect(await read()).toMatchObject({ state: 'queued', revisionNumber: 1, answer: null });
  await answerWhatIf(platform)({ ...job, id: whatIfId, name: 'what-if', data: { whatIfId } });
  const view = await read();
  const [without, more, early] = view?.answer?.cases ?? [];
  expect([view?.state, view?.answer?.before.servedVisits]).toEqual(['done', 16]);
  // With more trucks no less is collected; where the landfill closes at once, nothing can be brought there.
  expect(more?.after?.servedKg).toBe(view?.answer?.dueKg);
  expect(without?.after?.servedKg).toBeLessThanOrEqual(view?.answer?.dueKg ?? 0);
  expect(early?.units[0]?.shareAfter).toBeLessThan(early?.units[0]?.shareBefore ?? 0);
  expect(await prisma.planRevision.count()).toBe(1);
});
