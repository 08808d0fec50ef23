import { afterAll, beforeAll, expect, test } from 'vitest';
import { directions } from './directions.ts';
import type { RoadStep } from './engine.ts';
import { crossing, openTestTown, TALL_TRUCK, type TestTown } from './town.testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(async () => {
  await town?.remove();
});

test('a route over two corners is told in Vietnamese and in English', async () => {
  const route = await town.engine.route([crossing(0, 0), crossing(4, 0), crossing(6.5, 3)], TALL_TRUCK);
  const vietnamese = directions(route, 'vi', ['', 'Chợ Bỉm Sơn']);
  const english = directions(route, 'en', ['', 'Chợ Bỉm Sơn']);
  expect(vietnamese.map((direction) => direction.text)).toMatchInlineSnapshot(`
    [
      "Đi về hướng đông trên Trần Phú",
      "Đến nơi đầu tiên",
      "Đi về hướng đông trên Trần Phú",
      "Rẽ trái vào Đường 6",
      "Rẽ phải vào Phố 3",
      "Đến Chợ Bỉm Sơn",
    ]
  `);
  expect(english.map((direction) => direction.text)).toMatchInlineSnapshot(`
    [
      "Head east on Trần Phú",
      "You have arrived at your 1st destination",
      "Head east on Trần Phú",
      "Turn left onto Đường 6",
      "Turn right onto Phố 3",
      "You have arrived at Chợ Bỉm Sơn",
    ]
  `);
  const metres = vietnamese.reduce((sum, direction) => sum + direction.distanceMetres, 0);
  expect(metres).toBeCloseTo(route.distanceMetres, -1);
});

test('who leaves a stop the way they came turns round first', async () => {
  const thereAndBack = await town.engine.route([crossing(3.5, 0), crossing(5.5, 0), crossing(3.5, 0)], TALL_TRUCK);
  const [there, back] = thereAndBack.legs;
  const told = (language: 'vi' | 'en') => directions(thereAndBack, language).map(({ text }) => text);
  expect(told('vi').slice(2, 4)).toEqual(['Quay đầu', 'Đi về hướng tây trên Trần Phú']);
  expect(told('en').slice(2, 4)).toEqual(['Make a U-turn', 'Head west on Trần Phú']);
  const slow = { ...back, durationSeconds: back.durationSeconds + 60 };
  const [turn] = directions(slow, 'vi', [], there.steps);
  expect(turn).toMatchObject({ text: 'Quay đầu', distanceMetres: 0, maneuver: { modifier: 'uturn' } });
  expect(turn.durationSeconds).toBeCloseTo(60, -0.5);
  expect(directions(back, 'vi', [], back.steps).map(({ text }) => text)).not.toContain('Quay đầu');
});

test('Vietnamese directions speak as the north does, and leave the names of streets alone', () => {
  const told = (type: string, modifier: string) =>
    directions(
      {
        distanceMetres: 10,
        durationSeconds: 2,
        geometry: { type: 'LineString', coordinates: [] },
        steps: [
          {
            distance: 10,
            duration: 2,
            name: 'Quẹo Chạy',
            mode: 'driving',
            maneuver: { type, modifier, location: [105.86, 20.08] },
          },
        ],
      },
      'vi',
    )[0].text;
  expect(told('continue', 'slight left')).toBe('Chếch sang trái để đi tiếp trên Quẹo Chạy');
  expect(told('turn', 'uturn')).toBe('Quay đầu vào Quẹo Chạy');
  expect(told('new name', 'straight')).toBe('Đi tiếp trên Quẹo Chạy');
});

test('one leg is told as the route tells it', async () => {
  const route = await town.engine.route([crossing(0, 0), crossing(4, 3.5)], TALL_TRUCK);
  expect(directions(route.legs[0], 'vi')).toEqual(directions(route, 'vi'));
});

test('a manoeuvre that is new to the texts, or lacks its modifier, is told as a turn', () => {
  const step = (type: string): RoadStep => ({
    distance: 10,
    duration: 2,
    name: 'Trần Phú',
    mode: 'driving',
    maneuver: { type, location: [105.86, 20.08] },
  });
  const leg = {
    distanceMetres: 20,
    durationSeconds: 4,
    geometry: { type: 'LineString' as const, coordinates: [] },
    steps: [step('teleport'), step('use lane')],
  };
  expect(directions(leg, 'en').map((direction) => direction.text)).toEqual([
    'Go straight onto Trần Phú',
    'Continue straight to stay on Trần Phú',
  ]);
});
