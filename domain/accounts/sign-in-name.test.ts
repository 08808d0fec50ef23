import { expect, it } from 'vitest';
import { placeholderEmail, shownEmail, signInNameOf } from './sign-in-name.ts';

it.each([
  ['0912 345 678', '+84912345678'],
  ['+84 912.345.678', '+84912345678'],
  ['84912345678', '+84912345678'],
  ['Tai.Xe-1', 'tai.xe-1'],
  ['ab', null],
  ['lái xe', null],
  ['a@b.vn', null],
])('%s signs in as %s', (typed, kept) => {
  expect(signInNameOf(typed)).toBe(kept);
});

it('an address that stands for none is not shown', () => {
  expect(shownEmail(placeholderEmail('u1'))).toBeNull();
  expect(shownEmail('a@b.vn')).toBe('a@b.vn');
});
