import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditEvaluation, Move } from '../../domain/plan-edits.ts';
import { requireSound } from '../../planning/check.ts';
import { DAY, type DayTownFixture, openDayTown, planOnce } from '../../planning/day-town.testing.ts';
import { openBase, readBase } from '../../planning/edit/edited-base.ts';
import { priceMoves } from '../../planning/edit/price-edit.ts';
import { type AreaRoads, openAreaRoads } from '../../planning/town-roads.ts';
import { type ActiveTown, readTown } from '../../records/towns/active-town.ts';
import { editPlan, findPlaces, pointHead } from './edit-plan.ts';
import { readPlan } from './read-plan.ts';
import { readRevision } from './read-revision.ts';

let fixture: DayTownFixture;
let roads: AreaRoads;
let town: ActiveTown;
let planId: string;

beforeAll(async () => {
  fixture = await openDayTown();
  roads = openAreaRoads(fixture.platform);
  town = await readTown(prisma(), fixture.townId);
  planId = await planOnce(fixture, roads, town);
  await publish((await view(1)).id);
});
afterAll(async () => {
  await roads.close();
  await fixture.close();
});

const prisma = () => fixture.platform.database.prisma;
const publish = (id: string) =>
  prisma().plan.update({ where: { id: planId }, data: { publishedRevisionId: id, publishedAt: new Date() } });
const view = (number: number) => readRevision(prisma(), town, planId, number);
const edit = (base: number, moves: Move[], dryRun = false) =>
  editPlan(fixture.platform, roads, town, planId, { base, moves, changes: [], dryRun }, 'Điều hành');
const head = async () => {
  const plan = await readPlan(prisma(), town.id, planId);
  return plan.headNumber ?? plan.revisions[0].number;
};
const withoutIds = async (number: number) =>
  (await view(number)).routes.map(({ truckCode, startsAt, endsAt, stops }) => [
    ...[truckCode, startsAt, endsAt],
    stops.map(({ kind, code, arrivesAt, departsAt, loadAfterKg, geometry }) => [
      ...[kind, code, arrivesAt, departsAt, loadAfterKg, geometry],
    ]),
  ]);

/** A first stop that a crew skips, and a move onto its trip that the plan has too little room for and the crew then has enough. */
async function moveIntoRoom() {
  const base = await readBase(prisma(), (await view(1)).id);
  if (!base) throw new Error('nothing was kept to go on from');
  const { routes } = await view(1);
  const points = routes.flatMap(({ stops }) => stops.filter(({ kind }) => kind === 'point'));
  for (const { truckId, shiftId, stops } of routes) {
    const trip = stops.filter(({ kind, tripNumber }) => kind === 'point' && tripNumber === 1);
    const [skipped] = trip;
    for (const { visitId, tripNumber } of points.filter((stop) => !trip.includes(stop))) {
      const to = { truck: truckId, shift: shiftId, trip: 1, position: trip.length + 1 };
      const move: Move = { visit: visitId ?? '', to };
      const { breaks } = priceMoves(base, [move]).answer;
      const isTight = breaks.length === 1 && breaks[0]?.rule === 'capacity' && breaks[0].amount <= skipped.loadKg;
      if (isTight && tripNumber !== null) return { skipped, move, truckId, shiftId };
    }
  }
  throw new Error('every trip has room for everything');
}

it('keeps the rest of a day under way where the plan has no room and the crew has, as the dry run said, and gives the plan back', async () => {
  const { skipped, move, truckId, shiftId } = await moveIntoRoom();
  const before = await withoutIds(1);
  const doneAt = new Date(skipped.departsAt);
  await prisma().simulation.create({
    data: {
      ...{
        townId: town.id,
        day: new Date(DAY),
        speed: 1,
        state: 'running',
        clock: new Date(doneAt.getTime() + 60_000),
      },
      // Told a moment ago, whatever the real clock says since.
      heartbeatAt: new Date(Date.now() + 3_600_000),
    },
  });
  await expect(edit(1, [move])).rejects.toMatchObject({ code: 'edit-breaks' });
  await prisma().fieldEvent.create({
    data: {
      ...{ id: uuidv7(), townId: town.id, truckId, shiftId, kind: 'skipped', day: new Date(DAY), doneAt },
      ...{ visitId: skipped.visitId, pointId: skipped.pointId, stream: skipped.stream, visitGrade: 'confirmed' },
    },
  });

  const { places } = await findPlaces(fixture.platform, town.id, planId, { base: 1, visits: [move.visit] });
  const offered = places.filter((place) => place.truckId === truckId && place.trip === 1);
  expect(offered.map(({ position, worst }) => [position, worst])).toContainEqual([move.to?.position, null]);
  const dry = (await edit(1, [move], true)) as EditEvaluation;
  expect(dry).toMatchObject({ isAllowed: true, breaks: [] });
  expect(await edit(1, [move])).toMatchObject({ number: 2, parentNumber: 1, origin: 'edited' });

  const kept = await view(2);
  expect(dry.trucks.length).toBeGreaterThan(0);
  for (const { shiftId: id, after } of dry.trucks) {
    const route = kept.routes.find((candidate) => candidate.shiftId === id);
    expect([id, route?.endsAt]).toEqual([id, after?.endsAt]);
  }
  const changed = kept.routes.find((route) => route.shiftId === shiftId);
  const visits = (changed?.stops ?? []).flatMap(({ visitId }) => visitId ?? []);
  expect(visits[0]).toBe(skipped.visitId);
  expect(visits).toContain(move.visit);
  const driven = kept.routes.flatMap(({ stops }) => stops.filter(({ legMetres }) => legMetres > 0));
  expect(driven.every(({ geometry }) => geometry !== null)).toBe(true);
  // Each visit of the day is there once, as it was.
  const all = async (number: number) => {
    const { routes, unserved } = await view(number);
    const served = routes.flatMap(({ stops }) => stops.flatMap(({ visitId }) => visitId ?? []));
    return [...served, ...unserved.map(({ visitId }) => visitId)].toSorted();
  };
  expect(await all(2)).toEqual(await all(1));
  const stored = await openBase(fixture.platform.database, kept.id);
  if (!stored?.rest) throw new Error('it was kept as a whole day');
  requireSound(stored.day.problem, stored.plan);
  expect(stored.day.problem.vehicles.some(({ frozen }) => frozen !== null)).toBe(true);

  // Published, editing goes on from it: out again, and back to the plan by pointing.
  await publish(kept.id);
  const out: Move = { visit: move.visit, to: null };
  const dryOut = (await edit(2, [out], true)) as EditEvaluation;
  expect(dryOut.breaks).toEqual([]);
  await edit(2, [out]);
  const [{ after }] = dryOut.trucks.filter((truck) => truck.shiftId === shiftId);
  expect((await view(3)).routes.find((route) => route.shiftId === shiftId)?.endsAt).toBe(after?.endsAt);
  await pointHead(fixture.platform, town.id, planId, { base: 3, to: 2 });
  await pointHead(fixture.platform, town.id, planId, { base: 2, to: 1 });
  expect(await head()).toBe(1);
  expect(await withoutIds(1)).toEqual(before);
});
