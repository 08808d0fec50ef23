import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluatePlan, type Plan, type Stop } from '../optimizer/index.ts';
import { directions } from '../roads/directions.ts';
import { type Position, UNREACHABLE } from '../roads/engine.ts';
import { crossing, openTestTown, SMALL_TRUCK, TALL_TRUCK, type TestTown } from '../roads/town.testing.ts';
import { NO_CLASS } from './access.ts';
import { classOfLeg, dayMatrix, profileOf } from './matrix.ts';
import { type DayPlaces, placesOf as placesOfTown } from './places.ts';
import { dayProblem } from './problem.ts';
import { due, point, shift, townOf, truck } from './small-day.testing.ts';
import { bestPassing, type Passing, passedSo, poseAt } from './turning.ts';

const DEPOT = crossing(0.5, 0);
const SITE = crossing(6.5, 7);
const PLAIN = crossing(3.5, 3);
const ALLEY = crossing(1, 8.5);
const BEYOND_BRIDGE = crossing(9, 2.5);
const ISLAND = crossing(30.5, 0);

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.remove());

/** A depot, a site and points; each place signed for all sizes unless told. */
function placesOf(points: Position[], signedClasses: number[] = []): DayPlaces {
  const classes = [SMALL_TRUCK, TALL_TRUCK];
  return {
    classes,
    places: [DEPOT, SITE, ...points].map((position, k) => ({ position, signedClass: signedClasses[k - 2] ?? 1 })),
    ofDepot: new Map([['depot', 0]]),
    ofTruck: new Map(),
    ofSite: new Map([['site', 1]]),
    ofPoint: new Map(points.map((_, k) => [`point-${k}`, k + 2])),
    classOfShift: [0, 1],
  };
}

const ask = (places: DayPlaces, shares: number[] = []) =>
  dayMatrix(places, new Map([['depot', 'Bãi xe']]), town.engine, {
    signal: new AbortController().signal,
    onProgress: (share) => shares.push(share),
  });

describe('the matrix of a day', () => {
  it('is the largest trucks’ between places that all may visit', async () => {
    const places = placesOf([PLAIN]);
    const { size, seconds, classOfPlace } = await ask(places);
    const positions = places.places.map((place) => place.position);
    const large = await town.engine.matrix(positions, TALL_TRUCK);
    expect([...seconds]).toEqual([...large.seconds]);
    expect(size).toBe(3);
    expect(classOfPlace).toEqual([1, 1, 1]);
  });

  it('gives what large trucks cannot reach to the small ones, and asks the way there for them', async () => {
    const { size, seconds, classOfPlace } = await ask(placesOf([PLAIN, ALLEY, BEYOND_BRIDGE]));
    expect(classOfPlace).toEqual([1, 1, 1, 0, 0]);
    const small = await town.engine.matrix([DEPOT, SITE, PLAIN, ALLEY, BEYOND_BRIDGE], SMALL_TRUCK);
    for (const narrow of [3, 4]) {
      for (let other = 0; other < size; other++) {
        expect(classOfLeg(classOfPlace, narrow, other)).toBe(0);
        expect(seconds[narrow * size + other]).toBe(small.seconds[narrow * size + other]);
        expect(seconds[other * size + narrow]).toBe(small.seconds[other * size + narrow]);
      }
    }
  });

  it('keeps to the signs where they say less than the streets', async () => {
    const { classOfPlace } = await ask(placesOf([PLAIN], [0]));
    expect(classOfPlace[2]).toBe(0);
  });

  it('knows no way to a place that is signed for none of the trucks, nor to an island', async () => {
    const { size, seconds, classOfPlace } = await ask(placesOf([PLAIN, ISLAND], [NO_CLASS]));
    expect(classOfPlace[2]).toBe(NO_CLASS);
    for (const place of [2, 3]) {
      expect(seconds[place]).toBe(UNREACHABLE);
      expect(seconds[place * size + 1]).toBe(UNREACHABLE);
    }
  });

  it('says that no truck can leave its depot when that is so', async () => {
    const places = placesOf([PLAIN]);
    const cutOff = { ...places, places: places.places.with(0, { position: ISLAND, signedClass: 1 }) };
    await expect(ask(cutOff)).rejects.toMatchObject({ code: 'no-way-from-depot', params: { depots: 'Bãi xe' } });
  });

  it('never goes back in what it reports of its progress, and ends at one', async () => {
    const shares: number[] = [];
    await ask(placesOf([PLAIN, ALLEY]), shares);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

describe('passing places on streets', () => {
  it('leads a truck round the block rather than let it turn in a narrow street, on legs that take what their ways take', async () => {
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
    const places = placesOfTown(streets);
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
