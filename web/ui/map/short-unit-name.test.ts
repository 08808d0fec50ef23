import { expect, test } from 'vitest';
import { shortUnitName } from './short-unit-name.ts';

test.each([
  ['Phường Ba Đình', 'Ba Đình'],
  ['Xã Quang Trung', 'Quang Trung'],
  ['Thị trấn Hà Trung', 'Hà Trung'],
  ['Phường 1', 'Phường 1'],
  ['Xãm', 'Xãm'],
  ['Vaduz', 'Vaduz'],
])('small maps write %s as %s', (name, short) => {
  expect(shortUnitName(name)).toBe(short);
});
