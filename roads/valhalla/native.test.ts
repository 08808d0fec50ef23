import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Position, Profile, RoadEngine } from '../engine.ts';
import { UNREACHABLE } from '../engine.ts';
import { crossing, openTestTown, SMALL_TRUCK, TALL_TRUCK, type TestTown } from '../town.testing.ts';

const ON_FOOT: Profile = { kind: 'pedestrian' };
const ISLAND = crossing(30.5, 0);
const YARD = crossing(5.5, 9);
const BEYOND_BRIDGE = crossing(9, 2.5);
const BEYOND_WEAK_BRIDGE = crossing(6.6, 8);
const IN_ALLEY = crossing(1, 8.5);
const NO_LORRIES = crossing(3, 8.9);

let town: TestTown;
let engine: RoadEngine;

beforeAll(async () => {
  town = await openTestTown();
  engine = town.engine;
});
afterAll(async () => {
  await town?.remove();
});

async function between(from: Position, to: Position, profile: Profile) {
  const { seconds, metres } = await engine.block([from], [to], profile);
  return { seconds: seconds[0], metres: metres[0] };
}

describe('matrix', () => {
  test('a one-way street is short one way and long the other', async () => {
    const matrix = await engine.matrix([crossing(2, 2.5), crossing(2, 3.5)], TALL_TRUCK);
    const [, north, south] = matrix.metres;
    expect(north).toBeGreaterThan(100);
    expect(north).toBeLessThan(120);
    // Round the block: half a block on, across, down two and back in from below.
    expect(south).toBeGreaterThan(400);
    expect(matrix.metres[0]).toBe(0);
  });

  test('there is no way to an island, whatever the map shows', async () => {
    const matrix = await engine.matrix([crossing(0, 0), ISLAND, crossing(3, 3)], TALL_TRUCK);
    expect([matrix.seconds[1], matrix.seconds[3], matrix.metres[5]]).toEqual([UNREACHABLE, UNREACHABLE, UNREACHABLE]);
    expect(matrix.seconds[2]).toBeGreaterThan(0);
  });

  test('nothing but islands is an empty matrix, not a failure', async () => {
    const block = await engine.block([crossing(0, 0)], [ISLAND], TALL_TRUCK);
    expect([...block.seconds]).toEqual([UNREACHABLE]);
  });

  test('a place far from every road is unreachable and leaves the others as they are', async () => {
    const nowhere: Position = [106.4, 20.5];
    const matrix = await engine.matrix([crossing(0, 0), nowhere, crossing(0, 2)], TALL_TRUCK);
    expect(matrix.metres[1]).toBe(UNREACHABLE);
    expect(matrix.metres[2]).toBeGreaterThan(200);
  });

  test('a low bridge stops the tall truck and lets the small one through', async () => {
    expect((await between(crossing(7, 2), BEYOND_BRIDGE, TALL_TRUCK)).metres).toBe(UNREACHABLE);
    expect((await between(crossing(7, 2), BEYOND_BRIDGE, SMALL_TRUCK)).metres).toBeGreaterThan(200);
  });

  test('an alley takes only the trucks that are narrow enough', async () => {
    expect((await between(crossing(1, 7), IN_ALLEY, TALL_TRUCK)).metres).toBe(UNREACHABLE);
    expect((await between(crossing(1, 7), IN_ALLEY, SMALL_TRUCK)).metres).toBeGreaterThan(150);
  });

  test('a weak bridge carries only the trucks that are light enough', async () => {
    const light = { ...TALL_TRUCK, weightTonnes: 4.5 };
    expect((await between(crossing(6, 7), BEYOND_WEAK_BRIDGE, TALL_TRUCK)).metres).toBe(UNREACHABLE);
    expect((await between(crossing(6, 7), BEYOND_WEAK_BRIDGE, light)).metres).toBeGreaterThan(150);
  });

  test('a street without lorries takes no truck, but people on foot', async () => {
    expect((await between(crossing(3, 7), NO_LORRIES, SMALL_TRUCK)).metres).toBe(UNREACHABLE);
    expect((await between(crossing(3, 7), NO_LORRIES, ON_FOOT)).metres).toBeGreaterThan(190);
  });

  test('a yard behind two private streets can be reached and left', async () => {
    const matrix = await engine.matrix([crossing(0, 0), YARD, crossing(7, 0)], TALL_TRUCK);
    expect([...matrix.seconds].includes(UNREACHABLE)).toBe(false);
  });

  test('a cell is what the route takes', async () => {
    const places = [crossing(0, 0), crossing(2, 3.4), crossing(6.3, 5), crossing(4, 6.5), crossing(7, 7)];
    const matrix = await engine.matrix(places, TALL_TRUCK);
    for (let from = 0; from < places.length; from++) {
      for (let to = 0; to < places.length; to++) {
        if (from === to) continue;
        const route = await engine.route([places[from], places[to]], TALL_TRUCK);
        const seconds = matrix.seconds[from * places.length + to];
        expect(Math.abs(seconds - route.durationSeconds)).toBeLessThanOrEqual(Math.max(2, 0.02 * seconds));
      }
    }
  });

  test('progress ends at 1 and an aborted matrix rejects with the reason', async () => {
    const places = Array.from({ length: 40 }, (_, index) => crossing(index % 8, Math.floor(index / 8)));
    const shares: number[] = [];
    await engine.matrix(places, TALL_TRUCK, { onProgress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const reason = new Error('no longer wanted');
    await expect(engine.matrix(places, TALL_TRUCK, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('route', () => {
  test('has a leg between every two places, with named steps and a line along the street', async () => {
    const route = await engine.route([crossing(0, 0), crossing(3, 0), crossing(3, 3)], TALL_TRUCK);
    expect(route.legs).toHaveLength(2);
    expect(route.legs[0].steps[0].name).toBe('Trần Phú');
    expect(route.legs[0].geometry.coordinates.length).toBeGreaterThan(1);
    const [lon, lat] = route.legs[0].geometry.coordinates[0];
    expect(lon).toBeCloseTo(crossing(0, 0)[0], 5);
    expect(lat).toBeCloseTo(crossing(0, 0)[1], 5);
  });

  test('to an island fails as no-route, and so it does to an alley the truck does not fit', async () => {
    await expect(engine.route([crossing(0, 0), ISLAND], TALL_TRUCK)).rejects.toMatchObject({ code: 'no-route' });
    await expect(engine.route([crossing(0, 0), IN_ALLEY], TALL_TRUCK)).rejects.toMatchObject({ code: 'no-route' });
  });
});

describe('snap', () => {
  test('finds the street beside a place', async () => {
    const [lon, lat] = crossing(3.5, 0);
    const [snapped] = await engine.snap([[lon, lat + 0.0002]], TALL_TRUCK);
    expect(snapped?.wayName).toBe('Trần Phú');
    expect(snapped?.distanceMetres).toBeCloseTo(22, 0);
    expect(snapped?.position[1]).toBeCloseTo(lat, 5);
  });

  test('passes over an alley the truck does not fit and over an island', async () => {
    const [tall, small] = await Promise.all([
      engine.snap([IN_ALLEY], TALL_TRUCK),
      engine.snap([IN_ALLEY], SMALL_TRUCK),
    ]);
    expect(tall[0]?.wayName).not.toBe('Ngõ Hẹp');
    expect(small[0]?.wayName).toBe('Ngõ Hẹp');
    expect(await engine.snap([ISLAND, [106.4, 20.5]], TALL_TRUCK)).toEqual([null, null]);
  });
});

describe('reach', () => {
  test('on foot covers what lies within the distance along the streets', async () => {
    const [[, area], nothing] = await engine.reach([crossing(4, 4), [106.4, 20.5]], [800, 300, 150, 500, 200]);
    expect(nothing).toEqual([null, null, null, null, null]);
    const ring = (area?.type === 'Polygon' ? area.coordinates[0] : []).map(([lon, lat]) => [
      (lon - crossing(4, 4)[0]) * 111_195 * Math.cos((crossing(4, 4)[1] * Math.PI) / 180),
      (lat - crossing(4, 4)[1]) * 111_195,
    ]);
    const squareMetres = ring
      .slice(1)
      .reduce((sum, [x, y], index) => sum + (ring[index][0] * y - x * ring[index][1]) / 2, 0);
    // Along a grid of streets one comes as far as a square on its corner, 2 r² large. Valhalla draws on a grid of 100 m.
    const within = Math.abs(squareMetres) / (2 * 300 ** 2);
    expect(within).toBeGreaterThan(0.9);
    expect(within).toBeLessThan(1.25);
  });
});

describe('trace', () => {
  test('a noisy trace is laid onto the street that was driven', async () => {
    const trace = Array.from({ length: 25 }, (_, index) => {
      const [lon, lat] = crossing(0.5 + index / 5, 3);
      return { position: [lon, lat + (index % 3 === 0 ? 5e-5 : -4e-5)] as Position, time: 1_700_000_000 + index * 4 };
    });
    const matched = await engine.matchTrace(trace, TALL_TRUCK);
    expect(matched.points).toHaveLength(25);
    expect(matched.points.filter((point) => point !== null).length).toBeGreaterThan(20);
    expect(matched.distanceMetres).toBeGreaterThan(450);
    expect(matched.distanceMetres).toBeLessThan(560);
    for (const [, lat] of matched.geometry[0].coordinates) expect(lat).toBeCloseTo(crossing(0, 3)[1], 5);
  });

  test('a trace beside every road fails as no-route', async () => {
    const trace = [0, 1, 2].map((index) => ({ position: [105.9, 20.09 + index * 0.001] as Position }));
    await expect(engine.matchTrace(trace, TALL_TRUCK)).rejects.toMatchObject({ code: 'no-route' });
  });
});
