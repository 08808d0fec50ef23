import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluatePlan, type Plan, type Stop } from '../optimizer/index.ts';
import { directions } from '../roads/directions.ts';
import { UNREACHABLE } from '../roads/engine.ts';
import { crossing, openTestTown, TALL_TRUCK, type TestTown } from '../roads/town.testing.ts';
import { dayMatrix, profileOf } from './matrix.ts';
import { placesOf } from './places.ts';
import { type DayProblem, dayProblem } from './problem.ts';
import { due, point, shift, townOf, truck } from './small-day.testing.ts';
import { bestPassing, cellsOf, type Passing, passedSo, poseAt, type Turning, withOpenPassed } from './turning.ts';

const POINTS = ['p1', 'p2', 'p3', 'p4'];

/** A day of one truck and four points, each a place. */
function smallDay(): DayProblem {
  const points = POINTS.map((id, k) => point(id, k + 1));
  const town = townOf(
    points,
    POINTS.map((id) => due(id, 10)),
    [shift(truck('T-1', 5000, 8))],
  );
  const places = placesOf(town);
  const size = places.places.length;
  const cells = () => new Int32Array(size * size);
  const classOfPlace = places.places.map((place) => place.signedClass);
  return dayProblem(town, places, { size, seconds: cells(), metres: cells(), classOfPlace });
}

const DAY = smallDay();
const SIZE = DAY.matrix.size;
const ofPoint = (id: string): number => DAY.places.ofPoint.get(id) ?? -1;

const turnings = fc
  .record({
    ways: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 4 * SIZE * SIZE, maxLength: 4 * SIZE * SIZE }),
    isTwoWay: fc.array(fc.boolean(), { minLength: SIZE, maxLength: SIZE }),
    turnSeconds: fc.array(fc.integer({ min: 0, max: 240 }), { minLength: SIZE, maxLength: SIZE }),
  })
  .map(({ ways, isTwoWay, turnSeconds }): Turning => {
    const isPoint = new Set(POINTS.map(ofPoint));
    return {
      headings: isTwoWay.map((both, place) => (both && isPoint.has(place) ? [place, 180 + place] : [])),
      turnSeconds,
      seconds: Int32Array.from(ways),
      metres: Int32Array.from(ways, (seconds) => 10 * seconds),
    };
  });

const planOf = (ids: readonly string[]): Plan => ({
  routes: [
    {
      vehicle: 0,
      stops: [
        ...ids.map(
          (id): Stop => ({ kind: 'point', point: DAY.visits.findIndex(({ due: each }) => each.pointId === id) }),
        ),
        { kind: 'site', site: 0 },
      ],
    },
  ],
});

const costOf = (turning: Turning, passing: readonly (Passing | null)[], plan: Plan): number =>
  evaluatePlan(passedSo(DAY, turning, passing).problem, plan).cost.drivingSeconds;

/** Every way in which these places can be passed. */
function everyPassing(turning: Turning, places: readonly number[]): (Passing | null)[][] {
  return places.reduce<(Passing | null)[][]>(
    (all, place) => {
      const [one, other] = turning.headings[place];
      if (other === undefined) return all;
      return all.flatMap((passing) =>
        [one, other].flatMap((arrives) =>
          [one, other].map((leaves) => passing.map((each, k) => (k === place ? { arrives, leaves } : each))),
        ),
      );
    },
    [turning.headings.map(() => null)],
  );
}

describe('how places are passed', () => {
  it('is the cheapest of all ways to pass them in the order of the route', () => {
    fc.assert(
      fc.property(turnings, fc.shuffledSubarray(POINTS, { minLength: 1 }), (turning, ids) => {
        const plan = planOf(ids);
        const best = costOf(turning, bestPassing(turning, DAY.problem, plan.routes), plan);
        const all = everyPassing(turning, ids.map(ofPoint)).map((passing) => costOf(turning, passing, plan));
        expect(best).toBe(Math.min(...all));
      }),
      { numRuns: 60 },
    );
  });

  it('is kept where it is given, and found for every place in the end', () => {
    fc.assert(
      fc.property(turnings, (turning) => {
        const plan = planOf(['p1', 'p2']);
        const [one, other] = turning.headings[ofPoint('p1')];
        const given = turning.headings.map((_, place) =>
          other !== undefined && place === ofPoint('p1') ? { arrives: one, leaves: other } : null,
        );
        const passing = withOpenPassed(turning, bestPassing(turning, DAY.problem, plan.routes, given));
        if (other !== undefined) expect(passing[ofPoint('p1')]).toEqual({ arrives: one, leaves: other });
        expect(passing.map((each) => each !== null)).toEqual(turning.headings.map(({ length }) => length === 2));
      }),
    );
  });

  it('leaves a matrix without streets as it is', () => {
    fc.assert(
      fc.property(turnings, (turning) => {
        const plain = { ...turning, headings: turning.headings.map(() => []) };
        const { seconds } = cellsOf(
          plain,
          plain.headings.map(() => null),
        );
        for (let from = 0; from < SIZE; from++)
          for (let to = 0; to < SIZE; to++)
            expect(seconds[from * SIZE + to]).toBe(from === to ? 0 : turning.seconds[4 * from * SIZE + 2 * to]);
      }),
    );
  });

  it('sees a way only where there is one', () => {
    const headings = DAY.places.places.map((_, place) => (place === ofPoint('p1') ? [0, 180] : []));
    const seconds = new Int32Array(4 * SIZE * SIZE).fill(UNREACHABLE);
    const turning = { headings, turnSeconds: headings.map(() => 60), seconds, metres: seconds };
    expect(
      new Set(
        cellsOf(
          turning,
          headings.map(() => null),
        ).seconds,
      ),
    ).toEqual(new Set([0, UNREACHABLE]));
  });
});

describe('on streets', () => {
  let town: TestTown;
  beforeAll(async () => {
    town = await openTestTown();
  });
  afterAll(() => town.remove());

  it('a truck goes round the block rather than turn in a narrow street, and its legs take what their ways take', async () => {
    // Of two streets that run from south to north: up the one and back the same way is the shortest.
    const at = { p1: crossing(4, 4.5), p2: crossing(5.5, 4), p3: crossing(4.5, 1), p4: crossing(6, 2.5) };
    const books = townOf(
      Object.entries(at).map(([id, roadPosition], k) => point(id, k, { roadPosition })),
      Object.keys(at).map((id) => due(id, 10)),
      [shift(truck('T-1', 5000, 8))],
    );
    const [site] = books.sites;
    const [only] = books.shifts;
    const streets = {
      ...books,
      sites: [{ ...site, roadPosition: crossing(0.5, 6) }],
      shifts: [
        {
          ...only,
          truck: { ...only.truck, ...TALL_TRUCK, depot: { ...only.truck.depot, roadPosition: crossing(0.5, 0) } },
        },
      ],
    };
    const places = placesOf(streets);
    const matrix = await dayMatrix(places, new Map(), town.engine, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    const { turning } = matrix;
    if (!turning) throw new Error('the town’s streets are not known');
    const open = dayProblem(streets, places, matrix);
    const day = (passing: readonly (Passing | null)[]) => passedSo(open, turning, passing);
    const stops = [0, 1, 2, 3].map((visitIndex): Stop => ({ kind: 'point', point: visitIndex }));
    const plan: Plan = { routes: [{ vehicle: 0, stops: [...stops, { kind: 'site', site: 0 }] }] };
    const passed = day(bestPassing(turning, open.problem, plan.routes));
    const [route] = evaluatePlan(passed.problem, plan).routes;

    let from = open.problem.vehicles[0].startLocation;
    const told: string[] = [];
    let before: Parameters<typeof directions>[3] = [];
    for (const { stop, legSeconds, legMetres } of route.stops) {
      const to = stop.kind === 'point' ? open.visits[stop.point].place : open.problem.sites[0].location;
      const [left, came] = [passed.matrix.passing?.[from], passed.matrix.passing?.[to]];
      const ends = [
        poseAt(places.places[from].position, left?.leaves),
        poseAt(places.places[to].position, came?.arrives),
      ];
      const { legs } = await town.engine.route(ends, profileOf(places.classes[0]));
      const turn = left && left.arrives !== left.leaves ? turning.turnSeconds[from] : 0;
      expect(Math.abs(legSeconds - turn - legs[0].durationSeconds)).toBeLessThan(2 + 0.02 * legSeconds);
      expect(Math.abs(legMetres - legs[0].distanceMetres)).toBeLessThan(10);
      told.push(...directions(legs[0], 'vi', [], before).map(({ text }) => text));
      before = legs[0].steps;
      from = to;
    }
    expect(told.filter((text) => text.startsWith('Quay đầu'))).toEqual([]);
    // Each stop by itself the shortest way, the truck would have had to turn.
    const shortest = evaluatePlan(open.problem, plan).routes[0].drivingSeconds;
    expect(route.drivingSeconds).toBeGreaterThan(shortest);
    expect(route.drivingSeconds - shortest).toBeLessThan(240);
  });
});
