import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Position, UNREACHABLE } from '../roads/engine.ts';
import { crossing, openTestTown, SMALL_TRUCK, TALL_TRUCK, type TestTown } from '../roads/town.testing.ts';
import { NO_CLASS } from './access.ts';
import { classOfLeg, dayMatrix } from './matrix.ts';
import type { DayPlaces } from './places.ts';

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
