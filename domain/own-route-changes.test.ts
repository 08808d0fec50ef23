import { expect, it } from 'vitest';
import { changesOfRoute, type KnownRoute } from './own-route-changes.ts';

/** Letters are points, `!` and `?` unload at two places, `-` is a rest. */
const route = (id: string, stops: string, shiftEndsAt = '2026-11-30T06:00:00.000Z'): KnownRoute => ({
  ...{ id, day: '2026-11-30', truckId: 't1', shiftId: 's1', shiftEndsAt },
  stops: [...stops].map((letter) => ({
    kind: letter === '-' ? 'break' : '!?'.includes(letter) ? 'unload' : 'point',
    visitId: /\p{L}/u.test(letter) ? letter : null,
    visitPart: null,
    facilityId: '!?'.includes(letter) ? letter : null,
    name: letter,
  })),
});
const told = (before: string, after: string, done = '') =>
  changesOfRoute(route('1', before), route('2', after), (visit) => done.includes(visit));
const nothing = { added: [], removed: [], isReordered: false, isUnloadedElsewhere: false, endsAt: null };

it('says which points came and which went', () => {
  expect(told('AB!C!', 'AD!C!')).toEqual({ ...nothing, added: ['D'], removed: ['B'] });
});

it('says that the order is another, that a trip unloads elsewhere, and when the shift ends', () => {
  expect(told('AB!C!', 'BA!C!')).toEqual({ ...nothing, isReordered: true });
  expect(told('AB!', 'A-B!')).toEqual({ ...nothing, isReordered: true });
  expect(told('AB!', 'AB?')).toEqual({ ...nothing, isUnloadedElsewhere: true });
  const endsAt = '2026-11-30T05:00:00.000Z';
  expect(changesOfRoute(route('1', 'AB!'), route('2', 'AB!', endsAt), () => false)).toEqual({ ...nothing, endsAt });
});

it('says nothing where nothing is otherwise, or only of what is done', () => {
  expect(told('AB!C!', 'AB!C!')).toBeNull();
  expect(told('AB!C!', 'BA!C!', 'AB')).toBeNull();
  expect(told('AB!C!', 'B!C!', 'A')).toBeNull();
});
