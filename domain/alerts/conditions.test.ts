import { describe, expect, it } from 'vitest';
import { closingSecond } from './closing.ts';
import { conditionsOf } from './conditions.ts';
import { facilityCloses, lateForWindow, pastShiftEnd, runningLate } from './late.ts';
import type { RouteNow } from './situation.ts';
import { always, at, never, reported, routeNow, situation, stopNow, usualStops } from './situation.testing.ts';
import { targetConditions } from './targets.ts';
import { nearlyFull, offRoute, silent, standing } from './trucks.ts';

const replaced = (k: number, stop: ReturnType<typeof stopNow>) => usualStops().map((own, i) => (i === k ? stop : own));

describe('late for a window', () => {
  // Planned at 90, the window closes at 100: ten minutes to spare.
  const windowed = (late: number) =>
    routeNow({ stops: replaced(2, stopNow(2, { windows: [[at(0), at(100)]] })) }, late);
  const seen = (now: number, late: number, was = never) => lateForWindow(situation(now, [windowed(late)]), was);

  it('is told of before the window closes, with what can still be saved', () => {
    const [found] = seen(90, 17);
    expect(found).toMatchObject({
      key: 'late truck shift',
      stopId: 'stop-2',
      savableKg: 500,
      saveBy: at(100),
    });
    expect(found.facts).toMatchObject({ seconds: 7 * 60, kg: 500, stops: 1, stream: 'food' });
  });

  it('takes more to be told of the further ahead it is, and half of that to go on', () => {
    // Expected at 104 and 105, at 90: fourteen minutes ahead ask for 4.4 minutes.
    expect([seen(90, 14), seen(90, 15)].map(({ length }) => length)).toEqual([0, 1]);
    expect([seen(90, 12, always), seen(90, 13, always)].map(({ length }) => length)).toEqual([0, 1]);
  });

  it('is one for all stops of a truck, named by the one that closes next', () => {
    const stops = usualStops().map((stop, k) =>
      k === 0 || k > 3 ? stop : stopNow(k, { windows: [[at(0), at(k === 1 ? 80 : 120 - 5 * k)]] }),
    );
    const [found, ...others] = lateForWindow(situation(90, [routeNow({ stops }, 40)]), never);
    expect(others).toEqual([]);
    // The first has closed: nothing can be saved there any more.
    expect(found).toMatchObject({ stopId: 'stop-3', savableKg: 1000, saveBy: at(105), facts: { kg: 1500, stops: 3 } });
    expect(found.facts.visitIds).toEqual(['visit-1', 'visit-2', 'visit-3']);
  });

  it('is not told of hours ahead', () => {
    expect(seen(60 - 60, 60)).toEqual([]);
  });

  it('saves nothing once the window has closed', () => {
    expect(seen(101, 17)[0].savableKg).toBe(0);
  });

  it('is none where the plan itself comes after it, for somebody allowed that', () => {
    const allowed = routeNow({ stops: replaced(2, stopNow(2, { windows: [[at(0), at(80)]] })) }, 30);
    expect(lateForWindow(situation(90, [allowed]), never)).toEqual([]);
  });
});

describe('a facility that closes', () => {
  const seen = (closes: number, late: number, was = never) =>
    facilityCloses(
      situation(100, [routeNow({}, late)], { facilityClosesAt: new Map([['landfill', at(closes)]]) }),
      was,
    );

  it('is told of when a truck is expected after it, and not at the last minute before', () => {
    // Planned at 120.
    expect(seen(120, 0)).toEqual([]);
    const [found] = seen(110, 2);
    expect(found).toMatchObject({ key: 'facility-closes landfill', truckId: 'truck', savableKg: 1500 });
    expect(found.facts).toMatchObject({ seconds: 12 * 60, truckIds: ['truck'] });
  });

  it('is one for all of its trucks', () => {
    const two = [routeNow({}, 30), routeNow({ truckId: 'other' }, 20)];
    const found = facilityCloses(situation(100, two, { facilityClosesAt: new Map([['landfill', at(120)]]) }), never);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ truckId: undefined, savableKg: 3000, facts: { truckIds: ['truck', 'other'] } });
  });

  it('closes with its last window, or earlier on a day on which it does; never where it is open at night', () => {
    expect(closingSecond([[0, 40_000]], [])).toBe(40_000);
    expect(closingSecond([[0, 40_000]], [{ closesAtSecond: 36_000 }])).toBe(36_000);
    expect(closingSecond([], [{ closesAtSecond: null }])).toBe(0);
    expect([closingSecond([], []), closingSecond([[0, 86_400]], [])]).toEqual([null, null]);
  });
});

describe('past the end of the shift', () => {
  // The end is planned at 135; the shift is over at 180.
  const seen = (late: number, was = never) => pastShiftEnd(situation(130, [routeNow({}, late)]), was);

  it('is told of when it is by more than shifts stretch', () => {
    // Expected at 196 and 197: 66 and 67 minutes ahead, of which a tenth and ten minutes are given.
    expect([seen(61), seen(62)].map(({ length }) => length)).toEqual([0, 1]);
    expect(seen(62)[0]).toMatchObject({ stopId: 'stop-5', savableKg: 0, facts: { seconds: 17 * 60, stops: 0 } });
    expect([seen(50, always), seen(51, always)].map(({ length }) => length)).toEqual([0, 1]);
  });

  it('counts the visits that would only be begun then', () => {
    const [found] = pastShiftEnd(situation(60, [routeNow({ shiftEndsAt: at(100), endsAt: at(100) }, 20)]), never);
    expect(found).toMatchObject({ stopId: 'stop-2', savableKg: 1000, facts: { stops: 2 } });
    expect(found.facts.visitIds).toEqual(['visit-2', 'visit-3']);
  });

  it('is none once only the way home is left, whether or not the crew says that it is there', () => {
    const done = [0, 1, 2, 3].map((k) => reported(k, k === 0 ? 'shift-started' : 'served'));
    const unload = stopNow(4, { kind: 'unload' });
    const report = { kind: 'unloaded', truckId: 'truck', at: at(125), loadKg: null, reason: null };
    const end = stopNow(5, { kind: 'end' });
    const of = (...stops: RouteNow['stops']) =>
      pastShiftEnd(situation(230, [routeNow({ stops }, 120)]), always).map(({ kind }) => kind);
    expect(of(...done, unload, end)).toEqual(['past-shift-end']);
    expect(of(...done, stopNow(4, { kind: 'unload', report }), end)).toEqual([]);
  });

  it('is none where the plan itself ends as late', () => {
    expect(pastShiftEnd(situation(130, [routeNow({ endsAt: at(200) }, 74)]), never)).toEqual([]);
  });
});

describe('a truck that runs late', () => {
  // The window of stop 2 closes at 100, the shift ends at 110, at which stop 3 is to come; both with 30 minutes less than it is late.
  const seen = (now: number, more: Partial<RouteNow> = {}, was = never) => {
    const stops = replaced(2, stopNow(2, { windows: [[at(0), at(100)]] }));
    return runningLate(situation(now, [routeNow({ stops, shiftEndsAt: at(140), ...more }, 40)]), was);
  };

  it('is one condition for a window and the end of its shift, told of by what closes first', () => {
    expect(seen(90)).toMatchObject([
      { key: 'late truck shift', kind: 'late-for-window', facts: { afterShiftSeconds: 35 * 60 } },
    ]);
    expect(seen(90, { shiftEndsAt: at(300) })[0].facts).not.toHaveProperty('afterShiftSeconds');
  });

  it('goes on as the same when only the end of its shift is left to be late for', () => {
    const stops = replaced(2, reported(2, 'served'));
    const [found] = runningLate(situation(120, [routeNow({ stops, shiftEndsAt: at(140) }, 40)]), never);
    expect(found).toMatchObject({ key: 'late truck shift', kind: 'past-shift-end' });
  });
});

describe('a silent truck', () => {
  const seen = (now: number, more: Partial<RouteNow>, heard: number | null) =>
    silent(situation(now, [routeNow(more, 0, { heardAt: heard === null ? null : at(heard) })]));
  const fixes = [{ at: at(70), position: [105.01, 20] as [number, number] }];

  it('is told of after a quarter of an hour', () => {
    expect(seen(85, { fixes }, 70)).toEqual([]);
    expect(seen(85.1, { fixes }, 70)[0]).toMatchObject({ key: 'silent truck shift', savableKg: 1500 });
  });

  it('need not be heard before it should have left', () => {
    expect([seen(59, {}, null), seen(75, {}, null), seen(76, {}, null)].map(({ length }) => length)).toEqual([0, 0, 1]);
  });

  it('has the time that its next stop takes where it has no tracker', () => {
    // Ten minutes of driving and five at the stop, beside the quarter of an hour.
    expect([seen(100, {}, 70), seen(101, {}, 70)].map(({ length }) => length)).toEqual([0, 1]);
  });

  it('is one for all where most of the fleet falls silent', () => {
    const fleet = (count: number) =>
      [1, 2, 3, 4, 5].map((k) => routeNow({ truckId: `truck ${k}`, fixes }, 0, { heardAt: at(k <= count ? 70 : 99) }));
    expect(silent(situation(100, fleet(3)))).toHaveLength(3);
    const found = silent(situation(100, fleet(4)));
    expect(found).toMatchObject([{ key: 'silent fleet', savableKg: 6000, facts: { stops: 12, seconds: 30 * 60 } }]);
    expect(found[0].facts.truckIds).toHaveLength(4);
  });

  it('is none when all is done, or the shift is over', () => {
    const home = routeNow({
      stops: usualStops().map((stop, k) => (k < 5 ? { ...stop, report: reported(k, 'served').report } : stop)),
    });
    expect(silent(situation(200, [home]))).toEqual([]);
    expect(seen(200, { isEnded: true }, 70)).toEqual([]);
  });
});

describe('a truck that stands', () => {
  const seen = (now: number, since: number, atStopId: string | null, more: Partial<RouteNow> = {}) =>
    standing(situation(now, [routeNow(more, 0, { heardAt: at(now - 1), standing: { since: at(since), atStopId } })]));

  it('is told of after a quarter of an hour where it has nothing to do', () => {
    expect(seen(85, 70, null)).toEqual([]);
    expect(seen(85.1, 70, null)[0]).toMatchObject({ key: 'standing truck shift', savableKg: 1500 });
  });

  it('has the time of its stop, and more at a site', () => {
    expect([seen(95, 75, 'stop-1'), seen(95.1, 75, 'stop-1')].map(({ length }) => length)).toEqual([0, 1]);
    expect([seen(100, 70, 'stop-4'), seen(100.1, 70, 'stop-4')].map(({ length }) => length)).toEqual([0, 1]);
  });

  it('stands where it belongs before it has to leave', () => {
    expect(seen(85, 10, 'stop-0')).toEqual([]);
    expect(seen(100, 10, 'stop-0')).toHaveLength(1);
  });

  it('waits for its next stop to open where it stands at it, whichever of several stops of the place that is', () => {
    const stops = [
      stopNow(0),
      reported(1, 'served'),
      stopNow(2, { position: [105.0101, 20], windows: [[at(120), at(200)]] }),
    ];
    const fixes = [{ at: at(100), position: [105.01, 20] as [number, number] }];
    const expected = [{ stopId: 'stop-2', arrivesAt: at(90), startsAt: at(120), departsAt: at(125), learntFrom: 0 }];
    const waiting = (now: number) =>
      routeNow({ stops, fixes }, 0, {
        heardAt: at(now),
        standing: { since: at(85), atStopId: 'stop-1' },
        stops: expected,
      });
    expect(standing(situation(139, [waiting(139)]))).toEqual([]);
    expect(standing(situation(141, [waiting(141)]))).toHaveLength(1);
  });

  it('may rest where a rest is planned about now', () => {
    const stops = [...usualStops(), stopNow(6, { kind: 'break', startsAt: at(100), departsAt: at(120) })];
    // Thirty minutes earlier it is not this rest yet.
    expect(seen(86, 70, null, { stops })).toHaveLength(1);
    expect([seen(106, 71, null, { stops }), seen(107, 71, null, { stops })].map(({ length }) => length)).toEqual([
      0, 1,
    ]);
  });

  it('is told of as silent, and not as standing, when it was not heard of since', () => {
    const route = routeNow({}, 0, { heardAt: at(70), standing: { since: at(60), atStopId: null } });
    expect(conditionsOf(situation(101, [route]), never).map(({ kind }) => kind)).toEqual(['silent']);
  });
});

describe('a truck off its route', () => {
  const way = [
    [
      [105, 20],
      [105.05, 20],
    ],
  ] as const;
  /** So many metres north of its street, by the minute. */
  const seen = (metres: readonly number[], was = never) => {
    const fixes = metres.map((north, k) => ({
      at: at(80 - metres.length + k + 1),
      position: [105.02, 20 + north / 111_195] as [number, number],
    }));
    return offRoute(
      situation(80, [routeNow({ way: way.map((line) => line.map(([lon, lat]) => [lon, lat])), fixes })]),
      was,
    );
  };

  it('is told of when it was seen far from every street of it for minutes', () => {
    expect(seen([600, 600, 600])).toEqual([]);
    expect(seen([600, 600, 600, 601])[0].facts).toMatchObject({ metres: 601, stops: 3 });
  });

  it('is on it with one fix near it', () => {
    expect(seen([600, 490, 600, 600, 600])).toEqual([]);
  });

  it('is back on it only when it is nearer', () => {
    expect([seen([300], always), seen([240], always)].map(({ length }) => length)).toEqual([1, 0]);
  });

  it('is not known of without its streets', () => {
    const fixes = [76, 77, 78, 79].map((k) => ({ at: at(k), position: [106, 21] as [number, number] }));
    expect(offRoute(situation(80, [routeNow({ fixes })]), never)).toEqual([]);
  });
});

describe('a truck nearly full', () => {
  const seen = (firstKg: number, capacityKg: number, was = never) => {
    const stops = replaced(1, reported(1, 'served', { loadKg: firstKg }));
    return nearlyFull(situation(80, [routeNow({ stops, capacityKg })]), was);
  };

  it('is told of when what is left of the trip is not likely to fit, by what it has taken so far', () => {
    // 1000 kg are left to take, give or take 71: half of that is asked for. As expected so far, they are taken for 1000.
    expect([seen(500, 1500), seen(500, 1464)].map(({ length }) => length)).toEqual([0, 1]);
    // The first point had 100 kg more than its 500: 10 in 525 of what is left, too.
    expect([seen(600, 1575), seen(600, 1573)].map(({ length }) => length)).toEqual([0, 1]);
    expect(seen(600, 1573)[0]).toMatchObject({ stopId: 'stop-3', savableKg: 37, facts: { kg: 600, stops: 2 } });
    // Told of, it stays so until it is expected to fit.
    expect([seen(600, 1609, always), seen(600, 1610, always)].map(({ length }) => length)).toEqual([1, 0]);
  });

  it('counts what was skipped as not aboard, what another truck took neither, and begins anew after unloading', () => {
    const stops = [
      stopNow(0),
      reported(1, 'skipped'),
      reported(2, 'served', { loadKg: 4000, truckId: 'other' }),
      stopNow(3),
    ];
    expect(nearlyFull(situation(80, [routeNow({ stops, capacityKg: 500 })]), never)).toEqual([]);
    const unloaded = [
      ...[stopNow(0), reported(1, 'served', { loadKg: 4000 })],
      { ...reported(2, 'unloaded'), kind: 'unload' as const },
      stopNow(3),
    ];
    expect(nearlyFull(situation(80, [routeNow({ stops: unloaded, capacityKg: 600 })]), never)).toEqual([]);
  });
});

describe('targets', () => {
  const seen = (
    stops: RouteNow['stops'],
    target: number | null,
    more: Partial<RouteNow> = {},
    late = 0,
    leftOutKg = 0,
  ) =>
    targetConditions(
      situation(100, [routeNow({ stops, ...more }, late)], {
        units: [{ unitId: 'unit', targetShare: target, leftOutKg }],
      }),
      never,
    );
  const skipped = (reason: string) => replaced(2, reported(2, 'skipped', { reason }));

  it('are endangered by a skipped visit without which they are missed', () => {
    // 1000 of 1500 kg are left.
    expect(seen(skipped('road-blocked'), 0.66)).toEqual([]);
    expect(seen(skipped('road-blocked'), 0.67)[0]).toMatchObject({
      ...{ key: 'skipped-endangers unit', savableKg: 500, unitId: 'unit' },
      facts: { reason: 'road-blocked', targetShare: 0.67 },
    });
  });

  it('are endangered by all that was skipped in a unit together, told of by the last', () => {
    const stops = replaced(2, reported(2, 'skipped', { reason: 'road-blocked' })).map((stop, k) =>
      k === 1 ? reported(1, 'skipped', { reason: 'not-sorted' }) : stop,
    );
    const found = seen(stops, 1);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ savableKg: 1000, stopId: 'stop-2', facts: { stops: 2, kg: 1000 } });
    expect(found[0].facts.visitIds).toEqual(['visit-1', 'visit-2']);
  });

  it('are not where nothing was there to be taken, and not where there is no target', () => {
    expect(seen(skipped('nothing-there'), 1)).toEqual([]);
    expect(seen(skipped('road-blocked'), null)).toEqual([]);
  });

  it('are missed by a unit whose shift ended without all of its stops', () => {
    const stops = replaced(1, reported(1, 'served'));
    expect(seen(stops, 1, { isEnded: true })[0]).toMatchObject({
      ...{ key: 'unit-under-target unit', savableKg: 1000 },
      facts: { share: 1 / 3 },
    });
  });

  it('are missed by stops that come long after the shift', () => {
    // The last point is expected at 241 where the shift ended at 180.
    expect(seen(usualStops(), 1, {}, 135)).toEqual([]);
    expect(seen(usualStops(), 1, {}, 136)[0]).toMatchObject({ kind: 'unit-under-target', savableKg: 500 });
  });

  it('are not told of again where the plan left visits out', () => {
    expect(seen(usualStops(), 1, {}, 0, 500)).toEqual([]);
    expect(seen(skipped('road-blocked'), 1, {}, 0, 500)).toHaveLength(1);
  });
});

it('tells of nothing once all routes are over', () => {
  const stops = replaced(2, reported(2, 'skipped', { reason: 'road-blocked' }));
  const units = [{ unitId: 'unit', targetShare: 1, leftOutKg: 0 }];
  const kinds = (isEnded: boolean, now = 150) =>
    conditionsOf(
      situation(now, [routeNow({ stops, isEnded }), routeNow({ truckId: 'b', isEnded: now > 150 })], { units }),
      never,
    )
      .map(({ kind }) => kind)
      .filter((kind) => kind === 'skipped-endangers');
  expect(kinds(true)).toHaveLength(1);
  expect(kinds(true, 151)).toEqual([]);
});

it('tells of what a crew told until it is closed, with what its truck leaves behind where it drives no more', () => {
  const told = (kind: 'breakdown' | 'spill', isEnded = false) =>
    conditionsOf(
      situation(100, [routeNow({ isEnded }, 0, { heardAt: at(99) })], {
        incidents: [{ id: 'i', kind, truckId: 'truck', at: at(95), note: 'Thủng lốp' }],
      }),
      never,
    );
  expect(told('breakdown')).toMatchObject([{ key: 'incident i', savableKg: 1500, facts: { note: 'Thủng lốp' } }]);
  expect(told('spill')).toMatchObject([{ savableKg: 0, facts: { incident: 'spill' } }]);
  expect(told('breakdown', true)).toMatchObject([{ key: 'incident i', savableKg: 0 }]);
});
