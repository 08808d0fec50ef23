import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type Day, dayToDate } from '../domain/day.ts';
import type { Viewer } from '../domain/policy/roles.ts';
import { isDueOn } from '../domain/collection-days.ts';
import type { DayChange } from '../domain/week/proposals.ts';
import { gainOf } from '../domain/week/verdict.ts';
import { DAY as MONDAY, type DayTownFixture, openDayTown } from '../planning/day-town.testing.ts';
import { readDayInputs } from '../records/plans/day-inputs.ts';
import { POINT_RECORDS } from '../records/points/register-points.ts';
import { changeRecords } from '../records/register/write-records.ts';
import { acceptProposal } from '../records/week-proposals/accept-proposal.ts';
import {
  askForProposal,
  cancelProposal,
  noteProposalProgress,
  readProposal,
  readProposals,
} from '../records/week-proposals/proposal-rows.ts';
import { proposeWeekWork, type ProposeWeekWork } from './propose-week.ts';

const NOW = new Date(`${MONDAY}T05:00:00Z`);
const FROM = addDays(MONDAY, 7);
const PATTERNS = [
  [1, 3, 5],
  [2, 4, 6],
];
const INPUTS = { seed: 1, steps: 60 };
let fixture: DayTownFixture;
let work: ProposeWeekWork;

beforeAll(async () => {
  fixture = await openDayTown();
  const { prisma } = fixture.platform.database;
  const points = await prisma.collectionPoint.findMany({ orderBy: { code: 'asc' } });
  for (const [k, { id }] of points.entries()) {
    await prisma.pointStream.updateMany({ where: { pointId: id }, data: { weekdays: PATTERNS[k % 2] } });
  }
  await prisma.collectionPoint.updateMany({ where: { code: 'ALLEY' }, data: { daysFixed: true } });
  work = proposeWeekWork(fixture.platform, { now: () => NOW });
});
afterAll(async () => {
  await work.close();
  await fixture.close();
});

const prisma = () => fixture.platform.database.prisma;
const viewer = (): Viewer => ({
  id: 'somebody',
  memberships: [{ role: 'manager', scopeKind: 'town', scopeId: null, townId: fixture.townId }],
});
const asked = async (): Promise<string> => {
  const { townId } = fixture;
  const id = await askForProposal(prisma(), { townId, monday: MONDAY, inputs: INPUTS, requestedBy: 'somebody' });
  if (id === null) throw new Error('one is open');
  return id;
};
const run = async (proposalId: string): Promise<void> => {
  const { signal } = new AbortController();
  await work.process({
    id: proposalId,
    name: 'propose-week',
    data: { proposalId },
    signal,
    attempt: 1,
    lastAttempt: true,
  });
};
const read = async (id: string) => {
  const found = await readProposal(prisma(), fixture.townId, MONDAY, id);
  if (!found) throw new Error('no such proposal');
  return found;
};
const accept = async (id: string, from: Day, points?: readonly string[]) => {
  const { townId } = fixture;
  return await acceptProposal(prisma(), { townId, viewer: viewer(), now: NOW }, id, { from, points });
};
/** Codes of the points that are collected on a day. */
const dueOn = async (day: Day): Promise<string[]> => {
  const { points, holidays } = await readDayInputs(prisma(), fixture.townId, day);
  return points.filter(({ streams: [held] }) => isDueOn(held, day, holidays)).map(({ code }) => code);
};
const weekOf = async (monday: Day) => await Promise.all([0, 1, 2, 3, 4, 5, 6].map((k) => dueOn(addDays(monday, k))));

describe('other collection days for a week', () => {
  let id: string;
  let changes: readonly DayChange[];

  it('are asked for once at a time, and an end that was asked for is kept', async () => {
    const first = await asked();
    const { townId } = fixture;
    const again = { townId, monday: addDays(MONDAY, 7), inputs: INPUTS, requestedBy: 'another' };
    expect(await askForProposal(prisma(), again)).toBeNull();
    expect(await cancelProposal(prisma(), first)).toBe(true);
    expect(await noteProposalProgress(prisma(), first, 50)).toBe(false);
    await run(first);
    expect(await read(first)).toMatchObject({ state: 'cancelled', result: null });
    expect(await cancelProposal(prisma(), first)).toBe(false);
  });

  it('are kept with every day planned before and after by the same seeds, and change nothing by themselves', async () => {
    const before = await weekOf(MONDAY);
    id = await asked();
    await run(id);
    const found = await read(id);
    expect(found).toMatchObject({ state: 'done', progress: 100, inputs: INPUTS, monday: MONDAY, acceptances: [] });
    const { result } = found;
    if (!result) throw new Error('no result');
    expect(result.counts).toEqual({ streams: 16, choices: 15, fixed: 1 });
    expect(result.runs.map(({ seed }) => seed)).toEqual([1, 2]);
    for (const { before: was, after } of result.runs) {
      expect(was.map(({ day }) => day)).toEqual([0, 1, 2, 3, 4, 5, 6].map((k) => addDays(MONDAY, k)));
      const kg = (days: typeof was) => days.reduce((sum, { dueKg }) => sum + dueKg, 0);
      expect(kg(after)).toBe(kg(was));
    }
    changes = result.changes;
    expect(changes.length).toBeGreaterThan(0);
    for (const { from, to, code } of changes) {
      expect([from, to].sort()).toEqual(PATTERNS);
      expect(code).not.toBe('ALLEY');
    }
    expect(gainOf(result).verdict).not.toBe('same');
    expect(await weekOf(MONDAY)).toEqual(before);
    expect(await readProposals(prisma(), fixture.townId, MONDAY)).toHaveLength(2);
  });

  it('come out the same when asked for again', async () => {
    const again = await asked();
    await run(again);
    expect((await read(again)).result).toEqual((await read(id)).result);
  });

  it('are accepted of one point from a day on: days before stay, and its history tells of it', async () => {
    const [{ pointId, code, from, to }] = changes;
    const before = await weekOf(MONDAY);
    expect(await accept(id, FROM, [pointId])).toEqual({ pointIds: [pointId], streams: 1, left: [] });
    expect(await weekOf(MONDAY)).toEqual(before);
    const after = await weekOf(FROM);
    const daysOf = (week: readonly (readonly string[])[]) =>
      week.flatMap((codes, k) => (codes.includes(code) ? [k + 1] : []));
    expect([daysOf(before), daysOf(after)]).toEqual([from, to]);
    const [told] = await prisma().change.findMany({ where: { subjectId: pointId } });
    expect(told).toMatchObject({
      ...{ subject: 'points', kind: 'changed', actorUserId: 'somebody' },
      before: { streams: [{ weekdays: from }] },
      after: { streams: [{ weekdays: to }], validFrom: FROM },
    });
    expect((await read(id)).acceptances).toMatchObject([{ from: FROM, streams: 1 }]);
  });

  it('keep the rest of a point that is edited in between, and give way to other days', async () => {
    const [{ pointId, to }, other] = changes;
    const asking = {
      townId: fixture.townId,
      viewer: { ...viewer(), memberships: ADMIN(fixture.townId) },
      today: MONDAY,
      timeZone: 'Asia/Ho_Chi_Minh',
    };
    const point = await prisma().collectionPoint.findUniqueOrThrow({ where: { id: pointId } });
    const stream = { stream: 'household-other' as const, weekdays: [...changes[0].from] };
    const heavier = { streams: [{ ...stream, expectedKgPerDay: 77 }] };
    await changeRecords(prisma(), POINT_RECORDS, asking, [{ id: pointId, version: point.version, fields: heavier }]);
    const held = async (day: Day) =>
      (await readDayInputs(prisma(), fixture.townId, day)).points.find((one) => one.id === pointId)?.streams[0];
    expect(await held(addDays(MONDAY, -1))).toMatchObject({ weekdays: changes[0].from });
    expect((await held(addDays(MONDAY, -1)))?.expectedKgPerDay).not.toBe(77);
    expect(await held(MONDAY)).toMatchObject({ weekdays: changes[0].from, expectedKgPerDay: 77 });
    expect(await held(FROM)).toMatchObject({ weekdays: to, expectedKgPerDay: 77 });
    const daily = { streams: [{ ...stream, weekdays: [1, 2, 3, 4, 5, 6, 7], expectedKgPerDay: 77 }] };
    await changeRecords(prisma(), POINT_RECORDS, asking, [{ id: pointId, version: point.version + 1, fields: daily }]);
    expect(await held(FROM)).toMatchObject({ weekdays: [1, 2, 3, 4, 5, 6, 7] });
    expect(other).toBeDefined();
  });

  it('are accepted of all the others, and what the books say otherwise by now is left alone', async () => {
    const accepted = await accept(id, FROM);
    expect(accepted).toMatchObject({ streams: changes.length - 1, left: [changes[0].code] });
    const again = await accept(id, FROM);
    expect(again).toMatchObject({ streams: 0, pointIds: [] });
    expect(again?.left).toHaveLength(changes.length);
    const rows = await prisma().pointStreamPeriod.findMany({ where: { until: dayToDate(FROM) } });
    expect(rows).toHaveLength(changes.length - 1);
  });

  it('are not accepted by who may not change points of the whole town', async () => {
    const another = await asked();
    await run(another);
    const stranger: Viewer = {
      id: 'driver',
      memberships: [{ role: 'driver', scopeKind: 'town', scopeId: null, townId: fixture.townId }],
    };
    const { townId } = fixture;
    const refused = await acceptProposal(prisma(), { townId, viewer: stranger, now: NOW }, another, { from: FROM });
    expect(refused).toMatchObject({ streams: 0, pointIds: [] });
  });

  it('say why there are none', async () => {
    await prisma().collectionPoint.updateMany({ data: { daysFixed: true } });
    const none = await asked();
    await run(none);
    expect(await read(none)).toMatchObject({ state: 'failed', failure: 'no-choice', result: null });
  });
});

const ADMIN = (townId: string): Viewer['memberships'] => [{ role: 'admin', scopeKind: 'town', scopeId: null, townId }];
