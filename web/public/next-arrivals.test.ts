import { expect, test } from 'vitest';
import { type Arrival, partArrivals, standingOf } from './next-arrivals.ts';

const at = (clock: string, state: Arrival['state'] = 'planned', name = clock): Arrival => ({
  pointId: '0190b5a0-0000-7000-8000-000000000000',
  name,
  position: [105.86, 20.08],
  unitName: null,
  streams: ['household-other'],
  plannedArrival: `2026-11-26T${clock}:00.000Z`,
  state,
});
const now = new Date('2026-11-26T04:30:00.000Z');

test('what comes is parted from what is over, each in the order of time', () => {
  const day = [at('01:00', 'served'), at('02:00'), at('04:10'), at('05:00', 'served'), at('06:00'), at('07:00')];
  const { coming, over } = partArrivals(day, now);
  expect(coming.map(({ name }) => name)).toEqual(['04:10', '06:00', '07:00']);
  expect(over.map(({ name }) => name)).toEqual(['01:00', '02:00', '05:00']);
});

test('a truck behind its time is due for some minutes, then late; of one not heard of for long nothing is known', () => {
  expect(standingOf(at('04:30'), now)).toBe('next');
  expect(standingOf(at('04:29'), now)).toBe('due');
  expect(standingOf(at('04:25'), now)).toBe('due');
  expect(standingOf(at('04:24'), now)).toBe('late');
  expect(standingOf(at('04:00'), now)).toBe('late');
  expect(standingOf(at('03:59'), now)).toBe('unknown');
});

test('what was reported counts, whatever the hour', () => {
  expect(standingOf(at('09:00', 'served'), now)).toBe('served');
  expect(standingOf(at('09:00', 'skipped'), now)).toBe('skipped');
});
