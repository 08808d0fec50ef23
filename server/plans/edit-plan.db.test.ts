import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditEvaluation, Move } from '../../domain/plan-edits.ts';
import type { RouteChange } from '../../domain/route-changes.ts';
import { DAY, type DayTownFixture, openDayTown, planOnce } from '../../planning/day-town.testing.ts';
import { requireSound } from '../../planning/check.ts';
import { placesFor } from '../../planning/edit/best-places.ts';
import { asOfNow, type KeptBase, openBase, readBase, readHeldFast } from '../../planning/edit/edited-base.ts';
import { NOTHING_HELD, priceMoves } from '../../planning/edit/price-edit.ts';
import { type AreaRoads, openAreaRoads } from '../../planning/town-roads.ts';
import { type ActiveTown, readTown } from '../../records/towns/active-town.ts';
import { editPlan, findPlaces, pointHead } from './edit-plan.ts';
import { readRestPrice } from '../replans/rest-price.ts';
import { changeLocks } from './plan-locks.ts';
import { readPlan } from './read-plan.ts';
import { readRevision } from './read-revision.ts';

let fixture: DayTownFixture;
let roads: AreaRoads;
let town: ActiveTown;
let planId: string;

beforeAll(async () => {
  fixture = await openDayTown();
  roads = openAreaRoads(fixture.platform);
  town = await readTown(fixture.platform.database.prisma, fixture.townId);
  planId = await planOnce(fixture, roads, town);
});
afterAll(async () => {
  await roads.close();
  await fixture.close();
});

const prisma = () => fixture.platform.database.prisma;
const edit = (base: number, moves: Move[], dryRun = false, changes: RouteChange[] = []) =>
  editPlan(fixture.platform, roads, town, planId, { base, moves, changes, dryRun }, 'Điều hành');
const view = (number: number) => readRevision(prisma(), town, planId, number);
const newest = async () => (await readPlan(prisma(), town.id, planId)).revisions[0];
const head = async () => {
  const plan = await readPlan(prisma(), town.id, planId);
  return plan.headNumber ?? plan.revisions[0].number;
};
/** What of a revision a crew goes by: who does what when. */
const driven = async (number: number) =>
  (await view(number)).routes.map(({ truckCode, stops }) => [
    truckCode,
    stops.map(({ kind, code, arrivesAt, departsAt, loadAfterKg, geometry }) => [
      kind,
      code,
      arrivesAt,
      departsAt,
      loadAfterKg,
      geometry,
    ]),
  ]);

/** Moves the first visit of the fuller truck to the best place that another truck has for it. */
async function anyMove(base: number): Promise<Move> {
  const { routes } = await view(base);
  const [route] = [...routes].sort((a, b) => b.stops.length - a.stops.length);
  const visit = route.stops.find(({ kind }) => kind === 'point')?.visitId ?? '';
  const { places } = await findPlaces(fixture.platform, town.id, planId, { base, visits: [visit] });
  const place = places.find(({ worst, trip, position }) => worst === null && !(trip === 1 && position === 1));
  if (!place) throw new Error('no other place for it');
  return { visit, to: { truck: place.truckId, shift: place.shiftId, trip: place.trip, position: place.position } };
}

it('keeps an edit as a child with what the dry run said, sound and drawn along the streets', async () => {
  const move = await anyMove(1);
  const dry = (await edit(1, [move], true)) as EditEvaluation;
  expect(dry.isAllowed).toBe(true);
  expect((await newest()).number).toBe(1);
  const kept = await edit(1, [move]);
  expect(kept).toMatchObject({
    number: 2,
    parentNumber: 1,
    origin: 'edited',
    createdBy: 'Điều hành',
    edits: { moves: 1 },
  });
  const [before, after] = [await view(1), await view(2)];
  expect(after.totals.costDong - before.totals.costDong).toBe(dry.change.costDong);
  expect(after.totals.workSeconds - before.totals.workSeconds).toBe(dry.change.workSeconds);
  for (const { truckId, after: figures } of dry.trucks) {
    const route = after.routes.find((candidate) => candidate.truckId === truckId);
    expect(route?.endsAt).toBe(figures?.endsAt);
    expect(route?.loadKg).toBe(figures?.loadKg);
  }
  const moves = after.routes.flatMap(({ stops }) => stops.filter(({ legMetres }) => legMetres > 0));
  expect(moves.every(({ geometry }) => geometry !== null)).toBe(true);
  const stored = await openBase(fixture.platform.database, after.id);
  if (!stored) throw new Error('nothing was kept to go on from');
  requireSound(stored.day.problem, stored.plan);
});

it('goes on from an edit that was just kept as from one that is read', async () => {
  const base = await head();
  await edit(base, [await anyMove(base)]);
  const { id } = await newest();
  const [atHand, anew] = [await openBase(fixture.platform.database, id), await readBase(prisma(), id)];
  if (!atHand || !anew) throw new Error('the edit is gone');
  const { visitOf, day, ...others } = atHand;
  const { visitOf: visitAnew, day: dayAnew, ...othersAnew } = anew;
  expect(others).toEqual(othersAnew);
  expect(day.problem).toEqual(dayAnew.problem);
  expect([day.visits, day.shifts, day.sites, day.places]).toEqual([
    ...[dayAnew.visits, dayAnew.shifts, dayAnew.sites, dayAnew.places],
  ]);
  expect(day.visits.map((_, point) => visitOf(point))).toEqual(dayAnew.visits.map((_, point) => visitAnew(point)));
});

it('undoes and redoes by pointing back, and the same plan is there again', async () => {
  const base = (await newest()).number;
  const before = await driven(base);
  const { number } = (await edit(base, [await anyMove(base)])) as { number: number };
  expect(await driven(number)).not.toEqual(before);
  await pointHead(fixture.platform, town.id, planId, { base: number, to: base });
  expect([await head(), await driven(await head())]).toEqual([base, before]);
  await pointHead(fixture.platform, town.id, planId, { base, to: number });
  expect(await head()).toBe(number);
  // There and back again by moves is the same plan, too.
  const { routes } = await view(base);
  const [route] = [...routes].sort((a, b) => b.stops.length - a.stops.length);
  const moved = route.stops.find(({ kind }) => kind === 'point');
  const back: Move = { visit: moved?.visitId ?? '', to: { truck: route.truckId, trip: 1, position: 1 } };
  const ways = () => fixture.platform.database.prisma.roadLeg.count();
  const waysBefore = await ways();
  await edit(number, [back]);
  expect(await driven(await head())).toEqual(before);
  // Whose ways are kept already.
  expect(waysBefore).toBeGreaterThan(0);
  expect(await ways()).toBe(waysBefore);
});

it('keeps a rest, an unloading and another end of a shift with a revision, as the dry run said, and undoes them', async () => {
  const base = await head();
  const before = await driven(base);
  const { routes } = await view(base);
  const [route] = [...routes].sort((a, b) => b.stops.length - a.stops.length);
  const after = route.stops.find(({ kind }) => kind === 'point')?.visitId ?? '';
  const own = { truck: route.truckId, shift: route.shiftId };
  const at = new Date(Date.parse(route.shiftEndsAt) + 3_600_000).toISOString();
  const changes: RouteChange[] = [
    { kind: 'shift-end', ...own, at },
    { kind: 'unload', ...own, after },
    { kind: 'rest', ...own, after, seconds: 900 },
  ];
  const dry = (await edit(base, [], true, changes)) as EditEvaluation;
  expect(dry.breaks).toEqual([]);
  const { number, edits } = (await edit(base, [], false, changes)) as { number: number; edits: { moves: number } };
  expect(edits.moves).toBe(3);
  const changed = (await view(number)).routes.find(({ shiftId }) => shiftId === route.shiftId);
  expect(changed?.shiftEndsAt).toBe(at);
  expect(changed?.trips.length).toBe(route.trips.length + 1);
  const breaks = (changed?.stops ?? []).filter(({ kind }) => kind === 'break');
  expect(breaks.map(({ startsAt, departsAt }) => Date.parse(departsAt) - Date.parse(startsAt))).toContain(900_000);
  expect(changed?.endsAt).toBe(dry.trucks.find(({ shiftId }) => shiftId === route.shiftId)?.after?.endsAt);
  const stored = await readBase(prisma(), (await view(number)).id);
  if (!stored) throw new Error('nothing was kept to go on from');
  requireSound(stored.day.problem, stored.plan);
  // What is edited next stands on the changed shift.
  const next = (await edit(number, [{ visit: after, to: null }])) as { number: number };
  expect((await view(next.number)).routes.find(({ shiftId }) => shiftId === route.shiftId)?.shiftEndsAt).toBe(at);
  await pointHead(fixture.platform, town.id, planId, { base: next.number, to: base });
  expect(await driven(await head())).toEqual(before);
});

it('tells who comes second what changed, and lets them apply theirs on top', async () => {
  const base = await head();
  const [mine, theirs] = [await anyMove(base), await anyMove(base)];
  await edit(base, [theirs]);
  const refused = await edit(base, [mine]).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'plan-changed',
    members: { newest: await head(), changedBy: 'Điều hành', changes: [{ visitId: theirs.visit }] },
  });
  expect(await edit(await head(), [{ ...mine, to: null }])).toMatchObject({ parentNumber: (await head()) - 1 });
});

it('goes on from where something was undone to, and keeps the reason of what is taken out', async () => {
  const base = await head();
  const left = (await view(base)).unserved.find(({ reason }) => reason === 'taken-out');
  expect(left).toMatchObject({ note: null });
  const { routes } = await view(base);
  const visit = routes[0].stops.find(({ kind }) => kind === 'point')?.visitId ?? '';
  const { number } = (await edit(base, [{ visit, to: null, reason: 'Đường đang sửa' }])) as { number: number };
  expect((await view(number)).unserved.find(({ visitId }) => visitId === visit)).toMatchObject({
    reason: 'taken-out',
    note: 'Đường đang sửa',
  });
  await pointHead(fixture.platform, town.id, planId, { base: number, to: base });
  await expect(edit(number, [{ visit, to: null }])).rejects.toMatchObject({ code: 'plan-changed' });
  const other = (await edit(base, [await anyMove(base)])) as { number: number; parentNumber: number };
  expect(other).toMatchObject({ number: number + 1, parentNumber: base });
});

it('refuses what is held fast or was done, each with its sentence', async () => {
  const base = await head();
  const { routes } = await view(base);
  const stops = routes[0].stops.filter(({ kind }) => kind === 'point');
  const [first] = stops;
  const visit = first.visitId ?? '';
  const truck = routes[0].truckId;
  const locks = await changeLocks(
    fixture.platform,
    town.id,
    planId,
    { add: [{ kind: 'visit-truck', visit, truck }], remove: [] },
    'Điều hành',
  );
  expect(locks).toMatchObject([{ kind: 'visit-truck', visitId: visit, truckId: truck }]);
  await expect(edit(base, [{ visit, to: null }])).rejects.toMatchObject({ code: 'edit-of-locked' });
  expect(await changeLocks(fixture.platform, town.id, planId, { add: [], remove: [locks[0].id] }, 'x')).toEqual([]);
  await prisma().fieldEvent.create({
    data: {
      ...{ id: visit, townId: town.id, truckId: truck, kind: 'served', day: new Date(DAY), visitId: visit },
      ...{ pointId: first.pointId, stream: first.stream, visitGrade: 'confirmed', doneAt: new Date(first.arrivesAt) },
    },
  });
  await expect(edit(base, [{ visit, to: null }])).rejects.toMatchObject({
    code: 'edit-of-done',
    members: { evaluation: { isHard: true } },
  });
});

it('prices edits of a day under way from what crews have reported of it on', async () => {
  const { database } = fixture.platform;
  const number = await head();
  const { id } = await view(number);
  await prisma().plan.update({ where: { id: planId }, data: { publishedRevisionId: id, publishedAt: new Date() } });
  const base = await readBase(prisma(), id);
  if (!base) throw new Error('nothing was kept to go on from');
  const [route] = [...(await view(number)).routes].sort((a, b) => b.stops.length - a.stops.length);
  // A first one was reported in what is tested above.
  const stop = route.stops.filter(({ kind }) => kind === 'point')[1];
  const late = new Date(Date.parse(stop?.departsAt ?? '') + 2 * 3_600_000);
  const present = async (at: Date) =>
    await asOfNow(database, base, planId, (await readHeldFast(database, planId, base)).done, at);
  expect((await asOfNow(database, base, planId, NOTHING_HELD.done, late)).now).toBeUndefined();
  await prisma().fieldEvent.create({
    data: {
      ...{ id: uuidv7(), townId: town.id, truckId: route.truckId, shiftId: route.shiftId, kind: 'served' },
      ...{ day: new Date(DAY), visitId: stop?.visitId ?? '', pointId: stop?.pointId, stream: stop?.stream },
      ...{ visitGrade: 'confirmed', doneAt: late },
    },
  });
  const now = await present(new Date(late.getTime() + 60_000));
  const last = route.stops.filter(({ kind }) => kind === 'point').at(-1);
  const moves: Move[] = [{ visit: last?.visitId ?? '', to: null }];
  const endOf = (of: KeptBase) => Date.parse(priceMoves(of, moves).answer.trucks[0]?.after?.endsAt ?? '');
  // A rest whose time is over by then is not had any more.
  expect(endOf(now) - endOf(base)).toBeGreaterThan(45 * 60_000);
  expect(placesFor(now, [last?.visitId ?? ''], NOTHING_HELD).some(({ truckId }) => truckId === route.truckId)).toBe(
    true,
  );
  // A day that is over is edited by its plan.
  expect((await present(new Date(late.getTime() + 86_400_000))).now).toBeUndefined();
});

it('says what the rest of a day planned anew would come to without a truck, and keeps nothing of it', async () => {
  const { database } = fixture.platform;
  const revisions = await prisma().planRevision.count();
  const { routes, totals } = await view(await head());
  const [route] = routes.toSorted((a, b) => b.stops.length - a.stops.length);
  const open = new Set(route.stops.flatMap(({ visitId }) => visitId ?? []));
  const early = new Date(Math.min(...routes.map(({ startsAt }) => Date.parse(startsAt))));
  const asked = { again: { trucks: [] }, leaving: [], closed: [] };
  const without = { ...asked, without: { trucks: [route.truckId] } };
  const { price, pricedAt } = await readRestPrice(database, town.id, planId, without, early);
  expect(pricedAt).toBe(early.toISOString());
  // Two visits were reported of in what is tested above.
  expect((price?.movedVisits ?? 0) + (price?.lostVisits ?? 0)).toBeGreaterThanOrEqual(open.size - 2);
  expect(price?.lostKg).toBeLessThanOrEqual(totals.servedKg);
  expect(await prisma().planRevision.count()).toBe(revisions);
});
