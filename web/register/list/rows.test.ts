import { describe, expect, it } from 'vitest';
import { makeFormat } from '../../ui/format.ts';
import { changeSentence } from '../detail/history-sentence.ts';
import type { Wording } from '../fields/value-text.ts';
import { SUBJECTS } from '../subjects/subjects.ts';
import { makeSearch, rowsOf, titleOf, WHOLE_LIST } from './rows.ts';

const { fields, title } = SUBJECTS.points;
// The keys stand for the sentences: what is told, not how it is worded.
const t = ((key: string, values: Record<string, unknown> = {}) =>
  [key, ...Object.values(values).map(String)].join('|')) as unknown as Wording['t'];
const wording: Wording = {
  t,
  format: makeFormat('vi', 'Asia/Ho_Chi_Minh'),
  language: 'vi',
  nameOf: (_subject, id) => (id === 'ba-dinh' ? 'Phường Ba Đình' : undefined),
};
const point = (code: string, name: string, rest: Record<string, unknown> = {}) => ({
  id: code,
  version: 1,
  isActive: true,
  code,
  name,
  kind: 'container',
  unitId: 'ba-dinh',
  containers: 1,
  streams: [{ stream: 'food', expectedKgPerDay: 30, weekdays: [1, 3, 5] }],
  ...rest,
});
const POINTS = [
  point('BD-10', 'Chợ Bỉm Sơn', { containers: 12, kind: 'market' }),
  point('BD-2', 'Đường số 5', { containers: 3 }),
  point('BD-9', 'Ngõ 3 Trần Phú', { containers: null, streams: [] }),
];
const codes = (view: Partial<typeof WHOLE_LIST>) =>
  rowsOf(POINTS, fields, { ...WHOLE_LIST, ...view }, wording, makeSearch(fields, wording)).map(({ id }) => id);

describe('the rows of a book', () => {
  it.each([
    ['cho bim', ['BD-10']],
    ['duong', ['BD-2']],
    ['BA ĐÌNH tran', ['BD-9']],
    ['bd 2', ['BD-2']],
    ['thuc pham', ['BD-10', 'BD-2']],
    ['', ['BD-10', 'BD-2', 'BD-9']],
    ['im son', []],
  ])('are found by "%s", accents or not, also by what they point to', (search, found) => {
    expect(codes({ search })).toEqual(found);
  });

  it('are filtered by a value, also by one of several', () => {
    expect(codes({ filters: { kind: 'market' } })).toEqual(['BD-10']);
    expect(codes({ filters: { streams: 'food', kind: 'container' } })).toEqual(['BD-2']);
  });

  it('are sorted by number or as a dictionary has them, without a value last either way', () => {
    expect(codes({ sort: { field: 'containers', isDown: false } })).toEqual(['BD-2', 'BD-10', 'BD-9']);
    expect(codes({ sort: { field: 'containers', isDown: true } })).toEqual(['BD-10', 'BD-2', 'BD-9']);
    expect(codes({ sort: { field: 'code', isDown: false } })).toEqual(['BD-2', 'BD-9', 'BD-10']);
  });

  it('are named by the fields that name them', () => {
    expect(titleOf(fields, title, POINTS[1], wording)).toBe('BD-2 · Đường số 5');
  });
});

describe('a change as a sentence', () => {
  const change = {
    id: 'c',
    subject: 'points',
    subjectId: 'BD-2',
    kind: 'changed',
    at: '2026-11-29T08:00:00.000Z',
    actor: { id: 'u', name: 'Lan' },
    before: { containers: 3, version: 1, note: null },
    after: { containers: 5, version: 2, note: 'Cổng sau' },
    note: null,
  } as const;

  it('tells of each field what it was and is, and nothing of how it is kept', () => {
    const sentence = changeSentence(change, fields, wording);
    expect(sentence).toContain('history.change|Số thùng|3|5');
    expect(sentence).toContain('history.set|Ghi chú|Cổng sau');
    expect(sentence).toContain('Lan');
    expect(sentence).not.toContain('version');
  });

  it('tells a move once, by whichever figures the place is kept', () => {
    const moved = {
      ...change,
      before: { lon: 105.8, lat: 20, roadLon: 105.8 },
      after: { lon: 105.9, lat: 20.1, roadLon: 105.9 },
    };
    expect(changeSentence(moved, fields, wording)).toBe('history.changed|Lan|history.moved');
  });

  it('names the program where nobody did it, and why where it was said', () => {
    const archived = { ...change, kind: 'archived', actor: null, note: 'Chợ dời' } as const;
    expect(changeSentence(archived, fields, wording)).toBe('history.archived|history.program history.because|Chợ dời');
  });
});
