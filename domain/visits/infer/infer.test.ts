import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../geo.ts';
import { inferVisits, type PlannedCall } from './infer-visits.ts';
import type { TrackFix } from './track.ts';

const START = Date.UTC(2026, 10, 23, 0);
const METRE = 1 / 111_195;
/** So many metres north of where all begins. */
const north = (metres: number): LonLat => [105.86, 20.08 + metres * METRE];
const fix = (second: number, metres: number, more: Partial<TrackFix> = {}): TrackFix => ({
  ...{ at: START + second * 1000, position: north(metres), speed: null, accuracyMetres: 8, ...more },
});
const call = (stopId: string, metres: number, more: Partial<PlannedCall> = {}): PlannedCall => ({
  ...{
    stopId,
    position: north(metres),
    plannedAt: START + 300_000,
    serviceSeconds: 180,
    isHouseToHouse: false,
    stretch: null,
    ...more,
  },
});
/** Drives along a list of [metres, seconds standing] at 6 m/s, seen every 10 s. */
function drive(stops: readonly (readonly [metres: number, seconds: number])[], from = 0): TrackFix[] {
  const fixes: TrackFix[] = [];
  let [second, at, next] = [from, 0, 0];
  const move = (until: number, to: number) => {
    const [began, before] = [second, at];
    for (; next <= until; next += 10) {
      const share = until === began ? 1 : (next - began) / (until - began);
      fixes.push(fix(next, before + (to - before) * share));
    }
    second = until;
    at = to;
  };
  next = from;
  for (const [metres, seconds] of stops) {
    move(second + Math.abs(metres - at) / 6, metres);
    move(second + seconds, metres);
  }
  return fixes;
}
const idsOf = (fixes: readonly TrackFix[], calls: readonly PlannedCall[], elsewhere: readonly LonLat[] = []) =>
  inferVisits(fixes, calls, elsewhere).map(({ stopId, how }) => `${stopId} ${how}`);

describe('a track', () => {
  const calls = [call('a', 300), call('b', 600)];

  it('shows a stop where the truck stood, and none where it drove by or waited at a crossing', () => {
    const [visit, ...others] = inferVisits(
      drive([
        [300, 150],
        [600, 15],
        [1200, 0],
      ]),
      calls,
      [],
    );
    expect(others).toEqual([]);
    expect(visit).toMatchObject({ stopId: 'a', how: 'dwell' });
    expect(Math.abs(visit.arrivedAt - START - 50_000)).toBeLessThanOrEqual(10_000);
    expect(visit.seconds).toBeGreaterThan(130);
    expect(visit.seconds).toBeLessThan(180);
  });

  it('of a truck that stands at a depot beside a point shows nothing', () => {
    const standing = drive([
      [320, 3000],
      [2000, 0],
    ]);
    expect(idsOf(standing, calls)).toEqual(['a dwell']);
    expect(idsOf(standing, calls, [north(322)])).toEqual([]);
  });

  it('tells two calls at one point apart by the time they were planned', () => {
    const twice = [call('first', 300), call('other', 900), call('second', 300, { plannedAt: START + 7200_000 })];
    const once = drive(
      [
        [300, 120],
        [1200, 0],
      ],
      7100,
    );
    expect(idsOf(once, twice)).toEqual(['second dwell']);
    expect(
      idsOf(
        [
          ...drive([
            [300, 120],
            [1200, 0],
          ]),
          ...once,
        ],
        twice,
      ),
    ).toEqual(['first dwell', 'second dwell']);
  });

  it('shows with one stay all that is planned at one spot, if it is long enough for it', () => {
    const both = [call('food', 300), call('rest', 303)];
    expect(
      idsOf(
        drive([
          [301, 200],
          [900, 0],
        ]),
        both,
      ),
    ).toEqual(['food dwell', 'rest dwell']);
    expect(
      idsOf(
        drive([
          [301, 70],
          [900, 0],
        ]),
        both,
      ),
    ).toEqual([]);
  });

  it('with one fix that is off still shows that the truck stood', () => {
    const fixes = drive([
      [300, 150],
      [900, 0],
    ]).map((one, index) => (index === 10 ? fix((one.at - START) / 1000, 420) : one));
    expect(idsOf(fixes, calls)).toEqual(['a dwell']);
  });

  it('shows nothing where the tracker was silent, or was not sure where it was', () => {
    const fixes = drive([
      [300, 150],
      [900, 0],
    ]);
    expect(
      idsOf(
        fixes.filter(({ at }) => at < START + 30_000 || at > START + 220_000),
        calls,
      ),
    ).toEqual([]);
    expect(
      idsOf(
        fixes.map((one) => ({ ...one, accuracyMetres: 300 })),
        calls,
      ),
    ).toEqual([]);
  });

  it('shows a passage only at walking pace, and only where waste is taken house by house', () => {
    const houses = [call('h', 300, { isHouseToHouse: true })];
    const walk = Array.from({ length: 40 }, (_, index) => fix(index * 10, index * 15));
    const ride = Array.from({ length: 40 }, (_, index) => fix(index * 10, index * 50));
    expect(idsOf(walk, houses)).toEqual(['h passage']);
    expect(idsOf(ride, houses)).toEqual([]);
    expect(idsOf(walk, [call('h', 300)])).toEqual([]);
  });
});

describe('a point that is a stretch of road', () => {
  const street = [north(200), north(350), north(600)];
  const calls = [call('s', 400, { stretch: street }), call('after', 1000)];
  /** From one place to another at so many metres a second, seen every 10 s. */
  const go = (from: number, to: number, pace: number, second: number): TrackFix[] => {
    const steps = Math.floor(Math.abs(to - from) / pace / 10);
    return Array.from({ length: steps + 1 }, (_, step) =>
      fix(second + step * 10, from + Math.sign(to - from) * step * 10 * pace),
    );
  };
  const share = (fixes: readonly TrackFix[]) => inferVisits(fixes, calls, [])[0]?.share ?? null;

  it('is served by who goes along most of it at walking pace, from either end, and says how much', () => {
    expect(inferVisits(go(180, 620, 1.4, 0), calls, [])).toMatchObject([{ stopId: 's', how: 'passage', share: 1 }]);
    expect(share(go(620, 180, 1.4, 0))).toBe(1);
    const most = share(go(200, 530, 1.4, 0));
    expect(most).toBeGreaterThan(0.78);
    expect(most).toBeLessThan(0.88);
  });

  it('is not served by who rides through, walks half of it, stands at one house, or walks along another street', () => {
    expect(share(go(0, 900, 6, 0))).toBeNull();
    expect(share([...go(200, 400, 1.4, 0), ...go(400, 900, 6, 160)])).toBeNull();
    expect(share(Array.from({ length: 60 }, (_, step) => fix(step * 10, 400)))).toBeNull();
    const beside = go(180, 620, 1.4, 0).map(
      (one): TrackFix => ({
        ...one,
        position: [one.position[0] + 60 * METRE, one.position[1]],
      }),
    );
    expect(share(beside)).toBeNull();
  });

  it('adds up what is walked in pieces and twice, each metre once; not what is walked hours later', () => {
    const pieces = (pause: number) => [...go(200, 400, 1.4, 0), ...go(380, 600, 1.4, 200 + pause)];
    expect(share(pieces(600))).toBeGreaterThan(0.95);
    expect(share(pieces(4 * 3600))).toBeNull();
    expect(share([...go(200, 400, 1.4, 0), ...go(400, 200, 1.4, 200)])).toBeNull();
  });
});

it('whatever order fixes come in, how often, and in how many pieces: the day is the same', () => {
  const seen = fc.array(
    fc.record({ second: fc.nat(3000), metres: fc.nat(900), accuracyMetres: fc.constantFrom(null, 5, 80) }),
    { maxLength: 80 },
  );
  const calls = [call('a', 300), call('b', 310), call('c', 600, { isHouseToHouse: true }), call('d', 300)];
  calls.push(call('s', 700, { stretch: [north(500), north(900)] }));
  fc.assert(
    fc.property(seen, fc.array(fc.nat(), { maxLength: 40 }), fc.boolean(), (given, again, isReversed) => {
      const day = [
        ...drive([
          [300, 100],
          [600, 90],
          [900, 0],
        ]),
        ...given.map(({ second, metres, ...more }) => fix(second, metres, more)),
      ];
      const repeated = again.map((index) => day[index % day.length]);
      const other = [
        ...repeated,
        ...day.toSorted((a, b) => (isReversed ? b.at - a.at : a.position[1] - b.position[1])),
      ];
      expect(inferVisits(other, calls, [])).toEqual(inferVisits(day, calls, []));
    }),
  );
});
