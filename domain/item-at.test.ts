import { expect, it } from 'vitest';
import { itemAt } from './item-at.ts';

it('an item is given where there is one, and a fault of the program said where there is none', () => {
  expect([itemAt(['a', 'b'], 1), itemAt(Int32Array.of(7), 0), itemAt([null], 0)]).toEqual(['b', 7, null]);
  expect(() => itemAt(['a', 'b'], 2)).toThrow('there is no item 2 among 2');
  expect(() => itemAt([], -1)).toThrow('there is no item -1 among 0');
});
