import { expect, it } from 'vitest';
import { isPublicAddress } from './refuse-public-demo.ts';

it.each([
  ['https://tuyenxanh.example', true],
  ['http://203.0.113.7:3000', true],
  ['http://localhost:3000', false],
  ['http://192.168.1.20:3000', false],
  ['http://172.20.0.3', false],
  ['http://172.32.0.3', true],
  ['http://[::1]:3000', false],
  ['http://may-chu.lan', false],
  ['http://may-chu', false],
])('%s is reached by the world: %s', (origin, isPublic) => {
  expect(isPublicAddress(origin)).toBe(isPublic);
});
