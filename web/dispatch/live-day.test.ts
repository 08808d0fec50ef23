import { expect, test } from 'vitest';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { DayState, TruckPosition } from '../../domain/tracking.ts';
import { withEvents, withoutEvents, withPositions } from './live-day.ts';

/** A day in Vietnam whose last route ends at 02:30 on the next. */
const night: DayState = {
  day: '2026-11-23',
  planId: null,
  publishedRevisionNumber: 1,
  from: '2026-11-22T17:00:00.000Z',
  to: '2026-11-23T19:30:00.000Z',
  positions: [],
  events: [],
};
/** The day after it, which has no night shift. */
const next: DayState = {
  ...night,
  day: '2026-11-24',
  from: '2026-11-23T17:00:00.000Z',
  to: '2026-11-24T17:00:00.000Z',
};

const fix = (truckId: string, fixTime: string) => ({ truckId, fixTime }) as unknown as TruckPosition;
const event = (id: string, doneAt: string, day: string | null) => ({ id, doneAt, day }) as FieldEventView;

test('a fix that arrives late does not take a truck back', () => {
  const before = withPositions(night, [fix('a', '2026-11-23T03:00:10.000Z')]);
  const { positions } = withPositions(before, [
    fix('a', '2026-11-23T03:00:05.000Z'),
    fix('b', '2026-11-23T03:00:07.000Z'),
  ]);
  expect(positions.map(({ truckId, fixTime }) => [truckId, fixTime])).toEqual([
    ['a', '2026-11-23T03:00:10.000Z'],
    ['b', '2026-11-23T03:00:07.000Z'],
  ]);
});

test('an event heard twice is there once', () => {
  const x = event('x', '2026-11-23T03:00:00.000Z', '2026-11-23');
  const { events } = withEvents(withEvents(night, [x]), [x, event('y', '2026-11-23T03:01:00.000Z', '2026-11-23')]);
  expect(events.map((e) => e.id)).toEqual(['x', 'y']);
});

test('a report that was taken back is there no more', () => {
  const told = withEvents(night, [event('x', '2026-11-23T03:00:00.000Z', '2026-11-23')]);
  expect(withoutEvents(told, [{ id: 'x' }]).events).toEqual([]);
  expect(withoutEvents(told, [{ id: 'other' }])).toBe(told);
});

test('a shift that goes on after midnight stays on the page of its day', () => {
  const oneInTheNight = '2026-11-23T18:00:00.000Z';
  expect(withPositions(night, [fix('a', oneInTheNight)]).positions).toHaveLength(1);
  const served = event('served', oneInTheNight, '2026-11-23');
  expect(withEvents(night, [served]).events).toEqual([served]);
  expect(withEvents(next, [served]).events).toEqual([]);
});

test('a stop served after the planned end of its night is of that night all the same', () => {
  const late = event('late', '2026-11-23T20:15:00.000Z', '2026-11-23');
  expect(withEvents(night, [late]).events).toEqual([late]);
  expect(withEvents(next, [late]).events).toEqual([]);
});

test('what is about no stop is of the day by its time', () => {
  const started = (doneAt: string) => event(doneAt, doneAt, null);
  expect(withEvents(night, [started('2026-11-23T18:00:00.000Z')]).events).toHaveLength(1);
  expect(withEvents(night, [started('2026-11-23T19:30:00.000Z')]).events).toHaveLength(0);
  expect(withEvents(night, [started('2026-11-22T16:59:59.000Z')]).events).toHaveLength(0);
});
