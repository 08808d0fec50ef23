import { expect, test } from 'vitest';
import { crewName } from './crew-name.ts';

test('the word for crew is not said twice', () => {
  expect(['TO-01', 'Tổ 7', 'to12', 'Toàn Thắng', 'A-3'].map(crewName)).toEqual(['01', '7', '12', 'Toàn Thắng', 'A-3']);
});
