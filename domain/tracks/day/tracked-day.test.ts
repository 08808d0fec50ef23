import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../geo.ts';
import type { PlannedCall } from '../../visits/infer/infer-visits.ts';
import type { DayHandler, DayPlan, DeviceFix } from './known.ts';
import { openTrackedDay, type ShownDay } from './tracked-day.ts';

const START = Date.UTC(2026, 10, 23, 0);
const METRE = 1 / 111_195;
/** So many metres east and north of where all begins, which is near enough to the equator for the two to be alike. */
const at = (east: number, north: number): LonLat => [105 + east * METRE, 0.001 + north * METRE];
const fix = (second: number, [east, north]: readonly [number, number], more: Partial<DeviceFix> = {}): DeviceFix => ({
  ...{ at: START + second * 1000, position: at(east, north), speed: null, accuracyMetres: 8, deviceId: 'xe' },
  ...more,
});
/** Along corners at 8 m/s, a fix every 10 s. */
function drive(corners: readonly (readonly [number, number])[], from = 0): DeviceFix[] {
  const fixes: DeviceFix[] = [];
  let second = from;
  for (const [index, [east, north]] of corners.entries()) {
    const [toEast, toNorth] = corners[index + 1] ?? [east, north];
    const steps = Math.max(1, Math.round(Math.hypot(toEast - east, toNorth - north) / 80));
    for (let step = 0; step < steps; step += 1, second += 10) {
      const share = step / steps;
      fixes.push(fix(second, [east + (toEast - east) * share, north + (toNorth - north) * share]));
    }
  }
  return fixes;
}
const lineOf = (corners: readonly (readonly [number, number])[]): LonLat[] =>
  corners.map(([east, north]) => at(east, north));
const plan = (way: readonly (readonly (readonly [number, number])[])[], more: Partial<DayPlan> = {}): DayPlan => ({
  ...{ calls: [], elsewhere: [], way: way.map(lineOf), drivesUntil: START + 86_400_000, ...more },
});
const shownOf = (day: DayPlan, ...batches: (readonly DeviceFix[])[]) => {
  const truck = openTrackedDay(day);
  for (const batch of batches) truck.take(batch);
  return truck.shown;
};

describe('how far a truck has come along its planned way', () => {
  /** Out along a street to a point, back along it, and on to another. */
  const outAndBack = plan([
    [
      [0, 0],
      [2000, 0],
    ],
    [
      [2000, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 1500],
    ],
  ]);
  const along = (...fixes: DeviceFix[]) => shownOf(outAndBack, fixes).progress.alongMetres ?? Number.NaN;

  it('is told on the way out from on the way back, though the street is the same', () => {
    const there = drive([
      [0, 0],
      [1500, 0],
    ]);
    expect(along(...there)).toBeCloseTo(1500, -1.5);
    const back = drive([
      [0, 0],
      [2000, 0],
      [1200, 0],
    ]);
    expect(along(...back)).toBeCloseTo(2800, -1.5);
    expect(shownOf(outAndBack, there).progress.wayMetres).toBe(5500);
  });

  it('leaps where a stop is left out, and stays where it was while the truck is elsewhere', () => {
    const leftOut = drive([
      [0, 0],
      [0, 1000],
    ]);
    expect(along(...leftOut)).toBeCloseTo(5000, -1.5);
    const away = drive(
      [
        [0, 1000],
        [-3000, 1000],
      ],
      200,
    );
    expect(Math.abs(along(...leftOut, ...away) - 5000)).toBeLessThan(60);
  });

  it('is not known of a truck that never was on it, and nothing where no way is planned', () => {
    const far = drive([
      [9000, 9000],
      [9900, 9000],
    ]);
    expect(shownOf(outAndBack, far).progress).toEqual({ alongMetres: null, wayMetres: 5500 });
    expect(shownOf(plan([]), far).progress).toEqual({ alongMetres: null, wayMetres: 0 });
  });
});

describe('how far a truck drove', () => {
  it('is told by that device that tells most, and not of what comes long after its routes', () => {
    const way = drive([
      [0, 0],
      [1600, 0],
    ]);
    const phone = way.filter((_, index) => index % 3 === 0).map((one) => ({ ...one, deviceId: 'phone' }));
    const day = plan([], { drivesUntil: START + 150_000 });
    expect(shownOf(day, [...phone, ...way])).toMatchObject({ driven: { metres: 1200 }, drivenFrom: 22 });
  });
});

describe('a day whose fixes come in whatever order', () => {
  const call = (stopId: string, place: readonly [number, number], more: Partial<PlannedCall> = {}): PlannedCall => ({
    ...{ stopId, position: at(...place), plannedAt: START + 300_000, serviceSeconds: 120 },
    ...{ isHouseToHouse: false, stretch: null, ...more },
  });
  const corners = [
    [0, 0],
    [400, 0],
    [400, 400],
    [0, 0],
  ] as const;
  const day = plan([corners, [...corners].reverse()], {
    calls: [
      call('a', [400, 0]),
      call('b', [400, 400], { isHouseToHouse: true }),
      call('s', [200, 200], {
        stretch: lineOf([
          [320, 320],
          [80, 80],
        ]),
      }),
      call('h', [300, 300], { isHouseToHouse: true, plannedAt: START + 5_000_000 }),
      call('i', [200, 200], { isHouseToHouse: true }),
      call('j', [110, 110], { isHouseToHouse: true, plannedAt: START + 9_000_000 }),
      call('c', [0, 0]),
    ],
    elsewhere: [at(0, 60)],
  });
  const standing = (second: number, place: readonly [number, number], seconds: number) =>
    Array.from({ length: seconds / 10 }, (_, index) => fix(second + index * 10, place));
  const crawl = Array.from({ length: 30 }, (_, index) => fix(800 + index * 10, [400 - index * 14, 400 - index * 14]));
  const whole = [
    ...drive([corners[0], corners[1]]),
    ...standing(60, [402, 3], 120),
    ...drive([corners[1], corners[2]], 190),
    ...standing(300, [398, 396], 90),
    ...crawl,
    ...standing(1100, [2, 1], 100),
    fix(1300, [90, 0]),
    fix(1310, [190, 0]),
    // Off its way, and back on it.
    ...drive(
      [
        [190, -80],
        [190, -400],
        [300, -400],
        [300, 0],
      ],
      1320,
    ),
  ];
  /** Round after round of it, an hour from one to the next. */
  const rounds = (many: number): DeviceFix[] =>
    Array.from({ length: many }, (_, round) => whole.map((one) => ({ ...one, at: one.at + round * 3_600_000 }))).flat();
  const straysWithin = (seconds: number, maxLength: number) =>
    fc.array(
      fc.record({
        // Some at the instants of others.
        second: fc.nat(seconds / 5).map((fives) => fives * 5),
        place: fc.tuple(fc.integer({ min: -50, max: 450 }), fc.integer({ min: -50, max: 450 })),
        accuracyMetres: fc.constantFrom(null, 5, 80),
        deviceId: fc.constantFrom('xe', 'phone'),
      }),
      { maxLength },
    );
  type Strays = typeof straysWithin extends (...given: never[]) => fc.Arbitrary<infer T> ? T : never;
  /** With what a truck and its phone told besides, in the order of time. */
  const withStrays = (fixes: readonly DeviceFix[], strays: Strays): DeviceFix[] => {
    const all = [...fixes, ...strays.map(({ second, place, ...more }) => fix(second, place, more))];
    const each = new Map(all.map((one) => [`${one.deviceId} ${one.at}`, one] as const));
    return [...each.values()].sort((a, b) => a.at - b.at);
  };
  /** In the order of a key, in pieces of up to so many. */
  const sent = (all: readonly DeviceFix[], most: number, next: () => number, key: (fix: DeviceFix) => number) => {
    const keys = new Map(all.map((one) => [one, key(one)]));
    const left = all.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
    const batches: DeviceFix[][] = [];
    while (left.length > 0) batches.push(left.splice(0, 1 + (next() % (most + 1))));
    return batches;
  };

  it('is the same in whatever pieces, by whichever device', () => {
    expect(shownOf(day, whole).visits.map(({ stopId }) => stopId)).toEqual([
      ...['a', 'b', 's'],
      ...['h', 'i', 'j', 'c'],
    ]);
    fc.assert(
      fc.property(
        ...([straysWithin(1500, 60), fc.infiniteStream(fc.nat(1000)), fc.nat(40), fc.boolean()] as const),
        (strays, order, most, isOrdered) => {
          const all = withStrays(whole, strays);
          const next = () => order.next().value ?? 0;
          const batches = sent(all, most, next, (one) => (isOrdered ? one.at : next()));
          expect(shownOf(day, ...batches)).toEqual(shownOf(day, all));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the same after every piece of a long day that comes some minutes late', () => {
    fc.assert(
      fc.property(
        ...([straysWithin(20_000, 200), fc.infiniteStream(fc.nat(1000)), fc.nat(20), fc.nat(1000)] as const),
        (strays, order, most, lateSeconds) => {
          const all = withStrays(rounds(5), strays);
          const next = () => order.next().value ?? 0;
          const batches = sent(all, most, next, (one) => one.at + next() * lateSeconds);
          const truck = openTrackedDay(day);
          const known: DeviceFix[] = [];
          const [shown, wanted]: ShownDay[][] = [[], []];
          for (const [index, batch] of batches.entries()) {
            truck.take(batch);
            known.push(...batch);
            if (index % 20 !== 0) continue;
            shown.push(truck.shown);
            wanted.push(shownOf(day, known));
          }
          expect(shown).toEqual(wanted);
          expect(truck.shown).toEqual(shownOf(day, all));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('loses a stretch that was gone along where another device saw the truck elsewhere at those instants', () => {
    const street = lineOf([
      [0, 0],
      [110, 0],
    ]);
    const stretch = plan([], { calls: [call('s', [50, 0], { stretch: street })] });
    const seen = [fix(0, [-900, 0]), fix(60, [5, 0]), fix(120, [105, 0]), fix(220, [900, 0])];
    const instead = [60, 120].map((second) => fix(second, [-900, 0], { deviceId: 'phone' }));
    expect(shownOf(stretch, ...seen.map((one) => [one])).visits).toMatchObject([{ stopId: 's' }]);
    expect(shownOf(stretch, ...seen.map((one) => [one]), instead).visits).toEqual([]);
  });

  describe('has gone through anew', () => {
    /** How many fixes of the track each batch has a day's handlers go through. */
    const goneThrough = (batches: readonly (readonly DeviceFix[])[]): number[] => {
      let gone = 0;
      const count = (): DayHandler => ({
        goOn: ({ track }, from) => (gone += track.length - from),
        mark: () => () => undefined,
      });
      const truck = openTrackedDay(day, [count]);
      return batches.map((batch) => {
        const before = gone;
        truck.take(batch);
        return gone - before;
      });
    };
    const long = Array.from({ length: 5000 }, (_, index) => fix(index * 10, [index % 400, 0]));
    const each = long.map((one) => [one]);

    it('nothing of what comes in order', () => {
      expect(Math.max(...goneThrough(each))).toBe(1);
      expect(goneThrough([long])).toEqual([5000]);
    });

    it('little more than what lies after a late fix, however long the day, and however it came', () => {
      for (const behind of [1, 10, 100, 1000]) {
        const late = long.length - behind;
        const before = long.filter((_, index) => index !== late);
        const least = behind + 9;
        for (const batches of [before.map((one) => [one]), [before]])
          expect(goneThrough([...batches, [long[late]]].flatMap((one) => [one as DeviceFix[]])).at(-1)).toBeLessThan(
            least + behind / 2,
          );
      }
    });

    it('little more than that of a phone that always tells later than the tracker', () => {
      const phone = long.map((one) => ({ ...one, at: one.at + 5000, deviceId: 'phone' }));
      const both = long.flatMap((one, index) => (index < 10 ? [[one]] : [[one], [phone[index - 10] as DeviceFix]]));
      const gone = goneThrough(both);
      expect(Math.max(...gone)).toBeLessThan(40);
      expect(gone.reduce((sum, one) => sum + one, 0) / both.length).toBeLessThan(20);
    });
  });
});
