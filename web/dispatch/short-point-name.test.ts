import { expect, test } from 'vitest';
import { shortPointName } from './short-point-name.ts';

test('a list whose marks tell the kind does not tell it again in every name', () => {
  expect(shortPointName('Điểm tập kết, Đường số 48, Khu phố 4', 'gathering-point')).toBe('Đường số 48, Khu phố 4');
});

test('a name of its own stays whole', () => {
  expect(shortPointName('Chợ Bỉm Sơn', 'market')).toBe('Chợ Bỉm Sơn');
  expect(shortPointName('Điểm tập kết, Đường số 48', 'container')).toBe('Điểm tập kết, Đường số 48');
  expect(shortPointName('Điểm tập kết', undefined)).toBe('Điểm tập kết');
});
