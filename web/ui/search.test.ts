import { expect, test } from 'vitest';
import { foldAccents } from '../../domain/fold-accents.ts';
import { searchByText } from './search.ts';

const entries = [
  { texts: ['D-014', 'Ngõ 12 Trần Phú', 'Phường Ba Đình'] },
  { texts: ['C-003', 'Chợ Bỉm Sơn', 'Phường Ngọc Trạo'] },
  { texts: ['D-140', 'Trạm y tế Đông Sơn', 'Phường Đông Sơn'] },
];

test('Vietnamese letters are found without their marks, composed or not', () => {
  expect(foldAccents('Phường Ba Đình')).toBe('phuong ba dinh');
  expect(foldAccents('Đông Sơn'.normalize('NFD'))).toBe('dong son');
  expect(searchByText(entries, 'cho bim', 5)).toEqual([entries[1]]);
});

test('words may come in any order and from different texts', () => {
  expect(searchByText(entries, 'dinh tran', 5)).toEqual([entries[0]]);
});

test('a code at the beginning comes before a word further in', () => {
  expect(searchByText(entries, 'D-14', 5)[0]).toBe(entries[2]);
});

test('an empty query, or one of signs only, finds nothing', () => {
  expect(searchByText(entries, '  ', 5)).toEqual([]);
  expect(searchByText(entries, '--', 5)).toEqual([]);
});

test('no more than the limit is found', () => {
  expect(searchByText(entries, 'phuong', 2)).toHaveLength(2);
});
