import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePlan, type Plan, type Stop } from '../optimizer/index.ts';
import { UNREACHABLE } from '../roads/engine.ts';
import { placesOf } from './places.ts';
import { type DayProblem, dayProblem } from './problem.ts';
import { due, point, shift, townOf, truck } from './small-day.testing.ts';
import { bestPassing, cellsOf, type Passing, passedSo, type Turning, withOpenPassed } from './turning.ts';

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
        expect(passing[ofPoint('p1')]).toEqual(given[ofPoint('p1')]);
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
