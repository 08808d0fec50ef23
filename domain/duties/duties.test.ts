import { expect, test } from 'vitest';
import { byNumber, dutyUrgency } from './duties.ts';
import { RESOLUTION_DUTIES } from './resolution.ts';
import { newDutiesSchema } from './duties.ts';

test('one is reminded of what is late and of what is due within a month, and of nothing that is done or stopped', () => {
  const of = (dueOn: string | null, state: 'open' | 'under-way' | 'done' | 'stopped' = 'under-way') =>
    dutyUrgency({ dueOn, state }, '2026-11-30');
  expect([of('2026-11-29'), of('2026-11-30'), of('2026-12-30'), of('2026-12-31'), of(null)]).toEqual([
    ...['late', 'soon', 'soon', null, null],
  ]);
  expect([of('2026-11-29', 'done'), of('2026-11-29', 'stopped'), of('2026-11-29', 'open')]).toEqual([
    null,
    null,
    'late',
  ]);
});

test('numbers are in the order a reader counts, those without one last', () => {
  const numbers = ['10', '', '1.10', '2', '1.2'].map((number) => ({ number })).sort(byNumber);
  expect(numbers.map(({ number }) => number)).toEqual(['1.2', '1.10', '2', '10', '']);
});

test('what the resolution asks for is taken as it stands', () => {
  expect(() => newDutiesSchema.parse({ items: RESOLUTION_DUTIES })).not.toThrow();
});
