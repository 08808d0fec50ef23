import { expect, it } from 'vitest';
import { daysOfSpan, historyOfDay, type HistoryTown, type HistoryTruck, leftShare } from './demo-history.ts';

const SPAN = { from: '2025-05-01', to: '2026-11-28' };
const truck = (id: string, cooperativeCode: string): HistoryTruck => ({
  ...{
    truckId: id,
    shiftId: id,
    cooperativeCode,
    streams: ['food'],
    capacityKg: 2000,
    tareKg: 3000,
    startSecond: 10_800,
  },
  weekdays: [1, 2, 3, 4, 5, 6, 7],
});
const town: HistoryTown = {
  points: ['14809', '14815', '14824'].flatMap((unitCode) =>
    Array.from({ length: 6 }, (_, index) => ({
      ...{ id: `${unitCode}-${index}`, code: `${unitCode}-${index}`, unitId: unitCode, unitCode },
      ...{ cooperativeId: null, cooperativeCode: null },
      streams: [{ stream: 'food' as const, expectedKgPerDay: 100 + index, weekdays: [1, 3, 5] }],
    })),
  ),
  trucks: [truck('a', 'HTX-1'), truck('b', 'TDV-3')],
  siteOf: new Map([['food', 'plant']]),
  generatedKg: () => 900,
};

it('is the same whenever it is made, visits every point due once, and weighs what no team leaves unweighed', () => {
  const [monday, tuesday] = ['2026-04-13', '2026-04-14'];
  const trips = historyOfDay(town, monday, SPAN);
  expect(historyOfDay(town, monday, SPAN)).toEqual(trips);
  expect(historyOfDay(town, tuesday, SPAN)).toEqual([]);
  const stops = trips.flatMap((trip) => trip.stops);
  expect(new Set(stops.map(({ pointId }) => pointId)).size).toBe(18);
  expect(stops).toHaveLength(18);
  // Monday's is Saturday's, Sunday's and its own: three days of three units that have 900 kg each a day.
  expect(Math.abs(stops.reduce((sum, { expectedKg }) => sum + expectedKg, 0) - 3 * 3 * 900)).toBeLessThan(18);
  for (const { truck: by, ticketKg } of trips) expect(ticketKg === null).toBe(by.cooperativeCode === 'TDV-3');
});

it('has a team fetch what is its own, so that what one does not weigh is seen where it collects', () => {
  const points = town.points.map((point) => ({
    ...point,
    cooperativeCode: { '14809': 'TDV-3', '14815': 'HTX-1' }[point.unitCode] ?? 'HTX-9',
  }));
  const trips = historyOfDay({ ...town, points }, '2026-04-13', SPAN);
  const teamsOf = (unit: string) =>
    new Set(
      trips.flatMap(({ truck: by, stops }) =>
        stops.some(({ pointId }) => pointId.startsWith(unit)) ? [by.cooperativeCode] : [],
      ),
    );
  expect([...teamsOf('14809')]).toEqual(['TDV-3']);
  expect([...teamsOf('14815')]).toEqual(['HTX-1']);
  // It has no truck of its own.
  expect(teamsOf('14824').size).toBeGreaterThan(0);
});

it('has the trips of a truck one after the other, and who has done least go next', () => {
  const points = town.points.flatMap((point) =>
    Array.from({ length: 10 }, (_, index) => ({
      ...{ ...point, id: `${point.id}-${index}`, code: `${point.code}-${index}` },
      streams: [...point.streams, { stream: 'recyclable' as const, expectedKgPerDay: 60, weekdays: [1, 3, 5] }],
    })),
  );
  const both: HistoryTruck = { ...truck('both', 'HTX-1'), streams: ['food', 'recyclable'] };
  const trucks = [both, truck('food', 'HTX-1')];
  const siteOf = new Map([...town.siteOf, ['recyclable', 'plant'] as const]);
  const trips = historyOfDay({ ...town, points, trucks, siteOf }, '2026-04-13', SPAN);
  for (const { shiftId, startSecond } of trucks) {
    const own = trips.filter((trip) => trip.truck.shiftId === shiftId);
    expect(own.map(({ number }) => number)).toEqual(own.map((_, index) => index + 1));
    for (const [index, { stops }] of own.entries()) {
      const before = own[index - 1]?.unloadedAtSecond ?? startSecond;
      for (const { atSecond } of stops) expect(atSecond).toBeGreaterThan(before);
    }
  }
  // Recyclables are one truck's alone, and come first: the other fetches the food until it has done as much.
  const food = trips.filter(({ truck: by, stops }) => by === both && stops[0]?.stream === 'food').length;
  expect(trips.filter(({ truck: by }) => by !== both).length).toBeGreaterThan(food);
});

it('tells its stories, and leaves nothing to be made up for at its end', () => {
  const left = (code: string, day: string) => leftShare(code, day, SPAN.to);
  expect(left('14815', '2025-09-01')).toBeLessThan(0.02);
  expect(left('14815', '2026-11-01')).toBeGreaterThan(0.06);
  expect(left('14824', '2025-09-01')).toBeGreaterThan(0.1);
  expect(left('14824', '2026-11-01')).toBeLessThan(0.02);
  expect(left('14809', '2026-02-17')).toBeGreaterThan(0.3);
  expect(left('14809', '2026-11-01')).toBeLessThan(0.02);
  const last = daysOfSpan({ from: '2026-11-20', to: SPAN.to }).flatMap((day) => historyOfDay(town, day, SPAN));
  expect(last.flatMap((trip) => trip.stops).every(({ outcome }) => outcome === 'served')).toBe(true);
});

it('has residents complain of little of what was left, and of hardly anything that was taken', () => {
  const stops = daysOfSpan({ from: '2025-05-01', to: '2026-11-01' })
    .flatMap((day) => historyOfDay(town, day, SPAN))
    .flatMap((trip) => trip.stops);
  const of = (isLeft: boolean) => stops.filter(({ outcome }) => (outcome !== 'served') === isLeft);
  const share = (some: typeof stops) => some.filter(({ complaint }) => complaint !== null).length / some.length;
  expect(share(of(true))).toBeGreaterThan(0.005);
  expect(share(of(true))).toBeLessThan(0.1);
  expect(share(of(false))).toBeLessThan(0.005);
  const told = of(true).flatMap(({ complaint, reason }) => (complaint ? [{ ...complaint, reason }] : []));
  expect(told.filter(({ kind }) => kind !== 'not-collected')).toEqual([]);
  for (const { reason, isJustified } of told) expect(isJustified).toBe(reason === null || reason === 'truck-full');
});
