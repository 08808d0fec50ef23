import { expect, test } from 'vitest';
import type { LonLat } from '../../domain/geo.ts';
import { arrivalsNear } from './near-streets.ts';
import type { Arrival } from './next-arrivals.ts';

const idOf = (number: number) => `0190b5a0-0000-7000-8000-00000000000${number}`;

const arrival = (number: number, position: LonLat, clock = '04:00'): Arrival => ({
  pointId: idOf(number),
  name: `Điểm ${number}`,
  position,
  unitName: null,
  streams: ['household-other'],
  plannedArrival: `2026-11-26T${clock}:00.000Z`,
  state: 'planned',
});
const street = (name: string, ...places: LonLat[]) => ({ id: idOf(0), name, places, unitName: null });

test('a street leads to its three nearest points, with all that comes there', () => {
  const day = [
    arrival(1, [105.85, 20.08], '01:00'),
    arrival(2, [105.851, 20.08]),
    arrival(3, [105.86, 20.08]),
    arrival(4, [105.9, 20.08]),
    arrival(1, [105.85, 20.08], '09:00'),
  ];
  const found = arrivalsNear([street('Trần Phú', [105.85, 20.081], [105.862, 20.08])], day);
  expect([...found.keys()].map(({ name, plannedArrival }) => `${name} ${plannedArrival.slice(11, 16)}`)).toEqual([
    'Điểm 1 01:00',
    'Điểm 1 09:00',
    'Điểm 2 04:00',
    'Điểm 3 04:00',
  ]);
  expect(found.get(day[0])?.[0].metres).toBeCloseTo(111, 0);
});

test('a point near two streets is one arrival that says both', () => {
  const day = [arrival(1, [105.85, 20.08])];
  const found = arrivalsNear([street('Trần Phú', [105.85, 20.08]), street('Ngõ 12', [105.851, 20.08])], day);
  expect(found.get(day[0])?.map((near) => near.street.name)).toEqual(['Trần Phú', 'Ngõ 12']);
});
