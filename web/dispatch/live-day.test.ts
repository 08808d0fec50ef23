import { expect, test } from 'vitest';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { TruckPosition } from '../../domain/tracking.ts';
import { mergeEvents, mergePositions } from './live-day.ts';

const fix = (truckId: string, second: number) =>
  ({ truckId, fixTime: new Date(second * 1000).toISOString(), position: [second, 0] }) as unknown as TruckPosition;

test('a fix that arrives late does not take a truck back', () => {
  const merged = mergePositions([fix('a', 10)], [fix('a', 5), fix('b', 7)]);
  expect(merged.map((p) => [p.truckId, p.position[0]])).toEqual([
    ['a', 10],
    ['b', 7],
  ]);
});

test('an event heard twice is there once', () => {
  const event = (id: string) => ({ id }) as FieldEventView;
  expect(mergeEvents([event('x')], [event('x'), event('y')]).map((e) => e.id)).toEqual(['x', 'y']);
});
