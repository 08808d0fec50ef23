import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayToDate } from '../domain/day.ts';
import type { Viewer } from '../domain/policy/roles.ts';
import type { Study } from '../domain/remedies/remedies.ts';
import { DAY, type DayTownFixture, openDayTown } from '../planning/day-town.testing.ts';
import { openAreaRoads } from '../planning/town-roads.ts';
import { closeDirtyDays } from '../records/ledger/close-dirty-days.ts';
import { writeSomeHistory } from '../records/ledger/demo-history.ts';
import { readRemedies, requestStudy } from '../records/remedies/study-rows.ts';
import { findRemedies } from './find-remedies.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const NOW = new Date(`${DAY}T05:00:00Z`);
let fixture: DayTownFixture;
let roads: ReturnType<typeof openAreaRoads>;

beforeAll(async () => {
  fixture = await openDayTown({ demo: true, demoHistoryMonths: 2 });
  const { platform, townId } = fixture;
  roads = openAreaRoads(platform);
  const { prisma } = platform.database;
  // The ward of the demo that lost a truck: a good part of it is left.
  await prisma.unit.updateMany({ where: { townId }, data: { code: '14815' } });
  await prisma.facility.updateMany({
    where: { townId, kind: 'landfill' },
    data: { treatsStreams: ['household-other', 'food'] },
  });
  const factor = { townId, setting: 'any', validFrom: dayToDate('2020-01-01') };
  await prisma.factor.createMany({
    data: [
      { ...factor, kind: 'generation', value: 1 },
      { ...factor, kind: 'composition', stream: 'household-other', value: 1 },
    ],
  });
});
afterAll(async () => {
  await roads.close();
  await fixture.close();
});

const find = (): Promise<void> => findRemedies(fixture.platform, roads, NOW, new AbortController().signal);
const rows = () => fixture.platform.database.prisma.remedyStudy.findMany({ orderBy: { requestedAt: 'asc' } });
const viewer = (more: Partial<Viewer['memberships'][number]>): Viewer => ({
  id: 'somebody',
  memberships: [
    { id: 'm', role: 'manager', scopeKind: 'town', scopeId: null, townId: fixture.townId, ...more } as never,
  ],
});

describe('what would close the gaps', () => {
  it('is not reckoned by itself while the history is being written, nor before its days are computed', async () => {
    const { database } = fixture.platform;
    const town = { id: fixture.townId, timeZone: TIME_ZONE };
    await find();
    expect(await rows()).toEqual([]);
    while (await writeSomeHistory(database, town, DAY, 2));
    await find();
    expect(await rows()).toEqual([]);
    while ((await closeDirtyDays(database, fixture.townId, DAY)).length > 0);
  });

  it('is reckoned once the figures stand, kept with its dates and inputs, and not again for a week', async () => {
    await find();
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ state: 'done', progress: 100, requestedBy: null, failure: null });
    const study = row?.study as unknown as Study;
    expect(study).toMatchObject({ from: addDays(DAY, -28), to: addDays(DAY, -1) });
    expect(study.inputs.days).toBe(28);
    expect(study.inputs.leftVisits).toBeGreaterThan(0);
    const [lamSon] = study.rows;
    expect(lamSon).toMatchObject({ unit: { code: '14815' }, stream: 'household-other' });
    expect(lamSon?.gapKgPerDay).toBeGreaterThan(100);
    // Trucks of this small town are done long before their shifts end: what was left they could have fetched themselves.
    const spare = lamSon?.remedies.find(({ remedy }) => remedy.kind === 'spare-hours');
    expect(spare?.kgPerDay).toBe(lamSon?.stays.left);
    expect(spare?.dongPerKg).toBeGreaterThan(0);
    expect(study.all.length).toBeGreaterThan(0);
    await find();
    expect(await rows()).toHaveLength(1);
  });

  it('comes out the same when it is asked for again, one at a time', async () => {
    const { database } = fixture.platform;
    await Promise.all([1, 2, 3].map(() => requestStudy(database, fixture.townId, 'somebody')));
    expect(await rows()).toHaveLength(2);
    const view = await readRemedies(database.prisma, fixture.townId, viewer({}));
    expect(view.latest).toMatchObject({ state: 'queued', progress: 0 });
    expect(view.study?.requestedBy).toBeNull();
    await find();
    const [first, second] = await rows();
    expect(second).toMatchObject({ state: 'done' });
    expect(second?.study).toEqual(first?.study);
  });

  it('is shown to a ward of itself alone, and to another of nothing', async () => {
    const { prisma } = fixture.platform.database;
    const { id } = await prisma.unit.findFirstOrThrow({ where: { townId: fixture.townId } });
    const ward = (scopeId: string) =>
      readRemedies(prisma, fixture.townId, viewer({ role: 'ward-officer', scopeKind: 'unit', scopeId }));
    expect((await ward(id)).study?.rows.map(({ unitId }) => unitId)).toContain(id);
    expect((await ward(id)).study?.all).toEqual([]);
    expect((await ward(fixture.townId)).study?.rows).toEqual([]);
  });

  it('says why it cannot be reckoned', async () => {
    const { database } = fixture.platform;
    await database.prisma.ledgerCell.updateMany({ where: { townId: fixture.townId }, data: { served: 0 } });
    await requestStudy(database, fixture.townId, 'somebody');
    await find();
    expect((await rows()).at(-1)).toMatchObject({ state: 'failed', failure: 'too-few-days', study: null });
    // What was reckoned before is still shown.
    const view = await readRemedies(database.prisma, fixture.townId, viewer({}));
    expect(view.latest).toMatchObject({ state: 'failed', failure: 'too-few-days' });
    expect(view.study).not.toBeNull();
  });
});
