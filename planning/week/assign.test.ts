import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assignDays, type WeekFleet, type WeekModel, type WeekTask } from './assign.ts';

const nothing = () => Promise.resolve();

/** Places on a line, a minute and 500 m apart; the depot and the site are at its start. */
function line(places: number) {
  const cells = Array.from({ length: places * places }, (_, k) => Math.abs(Math.floor(k / places) - (k % places)));
  return { size: places, seconds: cells.map((far) => far * 60), metres: cells.map((far) => far * 500) };
}

const FLEET: WeekFleet = {
  ...{ depot: 0, site: 0, dongPerHour: 100_000, dongPerKm: 8000, dongPerTruckDay: 500_000 },
  ...{ workSeconds: [1, 2, 3, 4, 5, 6, 7].map(() => 40_000), shiftSeconds: 20_000 },
};

const PATTERNS = [
  [0, 3],
  [1, 4],
  [2, 5],
];

/** A task whose days are those of `own`, with the other patterns to choose from where it is not fixed. */
function task(place: number, own: number, isFixed = false): WeekTask {
  const patterns = isFixed ? [PATTERNS[own]] : [PATTERNS[own], ...PATTERNS.filter((_, k) => k !== own)];
  return {
    ...{ place, fleet: 0, serviceSeconds: 300, haulSeconds: 1200, loadsPerKg: 1 / 5000 },
    options: patterns.map((days) => ({ days, kg: [4 * 50, 3 * 50] })),
  };
}

function model(tasks: readonly WeekTask[], fleet: WeekFleet = FLEET): WeekModel {
  return { ...line(40), fleets: [fleet], tasks };
}

/** Two far villages, whose points are collected on all days as chance would have it. */
const VILLAGES = [10, 11, 12, 13, 36, 37, 38, 39].map((place, k) => task(place, k % 3));

it('collects what lies together on the same days, and says that this is cheaper', async () => {
  const { choice, beforeDong, afterDong } = await assignDays(model(VILLAGES), 1, nothing);
  const daysOf = (k: number) => VILLAGES[k].options[choice[k]].days.join();
  expect(new Set([4, 5, 6, 7].map(daysOf)).size).toBe(1);
  expect(afterDong).toBeLessThan(beforeDong);
});

it('is the same for the same seed', async () => {
  expect(await assignDays(model(VILLAGES), 7, nothing)).toEqual(await assignDays(model(VILLAGES), 7, nothing));
});

it('leaves everything as it is, at the same cost, where there is no choice', async () => {
  const fixed = [10, 20, 30].map((place, k) => task(place, k, true));
  const { choice, beforeDong, afterDong } = await assignDays(model(fixed), 1, nothing);
  expect(choice).toEqual([0, 0, 0]);
  expect(afterDong).toBe(beforeDong);
});

it('never moves what is fixed, says no gain where nothing moves, and stays within the options', async () => {
  const tasks = fc.array(fc.tuple(fc.integer({ min: 1, max: 39 }), fc.nat({ max: 2 }), fc.boolean()), {
    ...{ minLength: 1, maxLength: 10 },
  });
  await fc.assert(
    fc.asyncProperty(tasks, fc.integer({ min: 1, max: 9 }), async (own, seed) => {
      const all = own.map(([place, pattern, isFixed]) => task(place, pattern, isFixed));
      const { choice, beforeDong, afterDong } = await assignDays(model(all), seed, nothing);
      choice.forEach((option, k) => expect(all[k].options[option]).toBeDefined());
      expect(choice.some((option) => option !== 0) || afterDong === beforeDong).toBe(true);
    }),
    { numRuns: 25 },
  );
});

it('moves work away from a day on which nobody could do it', async () => {
  const mondayOff = { ...FLEET, workSeconds: [600, 40_000, 40_000, 40_000, 40_000, 40_000, 40_000] };
  const { choice } = await assignDays(model(VILLAGES, mondayOff), 1, nothing);
  VILLAGES.forEach(({ options }, k) => expect(options[choice[k]].days).not.toContain(0));
});

it('stops where nobody wants to know any more', async () => {
  const many = Array.from({ length: 400 }, (_, k) => task(1 + (k % 39), k % 3));
  const stopped = new Error('enough');
  await expect(assignDays(model(many), 1, () => Promise.reject(stopped))).rejects.toBe(stopped);
});
