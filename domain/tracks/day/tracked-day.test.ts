import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../geo.ts';
import type { PlannedCall } from '../../visits/infer/infer-visits.ts';
import type { DayPlan, DeviceFix } from './known.ts';
import { openTrackedDay } from './tracked-day.ts';

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

it('whatever order fixes come in, in whatever pieces, by whichever device: the day is the same', () => {
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
  ];
  const strays = fc.array(
    fc.record({
      second: fc.nat(1400),
      place: fc.tuple(fc.integer({ min: -50, max: 450 }), fc.integer({ min: -50, max: 450 })),
      accuracyMetres: fc.constantFrom(null, 5, 80),
      deviceId: fc.constantFrom('xe', 'phone'),
    }),
    { maxLength: 60 },
  );
  expect(shownOf(day, whole).visits.map(({ stopId }) => stopId)).toEqual(['a', 'b', 's', 'c']);
  fc.assert(
    fc.property(strays, fc.infiniteStream(fc.nat(1000)), fc.nat(40), fc.boolean(), (given, order, most, isOrdered) => {
      const fixes = new Map(
        [...whole, ...given.map(({ second, place, ...more }) => fix(second, place, more))].map(
          (one) => [`${one.deviceId} ${one.at}`, one] as const,
        ),
      );
      const all = [...fixes.values()].sort((a, b) => a.at - b.at);
      const places = new Map(all.map((one) => [one, isOrdered ? one.at : (order.next().value ?? 0)]));
      const sent = all.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
      const batches: DeviceFix[][] = [];
      while (sent.length > 0) batches.push(sent.splice(0, 1 + ((order.next().value ?? 0) % (most + 1))));
      expect(shownOf(day, ...batches)).toEqual(shownOf(day, all));
    }),
    { numRuns: 300 },
  );
});
