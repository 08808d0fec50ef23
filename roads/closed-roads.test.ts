import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClosedStreet, closedRoadsOf, closedStreetAt } from './closed-roads.ts';
import { type Position, UNREACHABLE } from './engine.ts';
import { crossing, openTestTown, TALL_TRUCK, type TestTown } from './town.testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town?.remove());

const DEPOT = crossing(0, 0);
/** "Đường 3" between its crossings with "Phố 2" and "Phố 4", drawn some metres off. */
const drawn: ClosedStreet = {
  name: 'Sửa cống',
  geometry: { type: 'LineString', coordinates: [crossing(3.04, 2), crossing(3.04, 4)] },
};

async function seconds(from: Position, to: Position, street: ClosedStreet | null): Promise<number> {
  const closed = street && (await closedRoadsOf(town.engine, [street], TALL_TRUCK));
  const block = await town.engine.block([from], [to], closed ? { ...TALL_TRUCK, closed } : TALL_TRUCK);
  return block.seconds[0];
}

describe('a closed street', () => {
  test('is gone round, and nobody comes to a place on it', async () => {
    const [south, north] = [crossing(3, 1.5), crossing(3, 4.5)];
    expect(await seconds(south, north, drawn)).toBeGreaterThan(1.5 * (await seconds(south, north, null)));
    expect(await seconds(DEPOT, crossing(3, 2.5), null)).toBeGreaterThan(0);
    for (const k of [2.2, 2.5, 3.3, 3.5]) expect(await seconds(DEPOT, crossing(3, k), drawn)).toBe(UNREACHABLE);
  });

  test('leaves the streets that cross it open', async () => {
    const [west, east] = [crossing(2.5, 3), crossing(3.5, 3)];
    expect(await seconds(west, east, drawn)).toBe(await seconds(west, east, null));
    expect(await seconds(DEPOT, crossing(3, 2), drawn)).toBeGreaterThan(0);
  });

  test('can be drawn as ground', async () => {
    const [w, e, s, n] = [2.6, 3.4, 2.2, 2.8];
    const ring = [crossing(w, s), crossing(e, s), crossing(e, n), crossing(w, n), crossing(w, s)];
    const market: ClosedStreet = { name: 'Chợ', geometry: { type: 'Polygon', coordinates: [ring] } };
    expect(await seconds(DEPOT, crossing(3, 2.5), market)).toBe(UNREACHABLE);
    expect(await seconds(DEPOT, crossing(3, 3.5), market)).toBeGreaterThan(0);
    expect(closedStreetAt([market], crossing(3, 2.5))).toBe(market);
    expect(closedStreetAt([market], crossing(3, 3.5))).toBeNull();
  });

  test('holds what stands beside its line, for engines that know of no closed roads', async () => {
    expect(closedStreetAt([drawn], crossing(3.06, 2.5))).toBe(drawn);
    expect(closedStreetAt([drawn], crossing(3.5, 2.5))).toBeNull();
    expect(await closedRoadsOf({ ...town.engine, mindsClosedRoads: false }, [drawn], TALL_TRUCK)).toBeNull();
  });
});
