import { expect, it } from 'vitest';
import { type LogItem, logPage } from './day-log.ts';

const item = (id: string, at: string, more: Partial<LogItem> = {}): LogItem => ({
  ...{ id, at: `2026-11-30T${at}:00.000Z`, kind: 'served', who: null, truck: null, pointId: null, facilityId: null },
  ...{ unitId: null, place: null, stream: null, kg: null, isWeighed: false, isInferred: false, reason: null },
  ...{ revision: null, ticketNumber: null, alertKind: null, ...more },
});
const truck = { id: 't1', number: 1, code: '36C' };
const items = [
  item('a', '01:00', { truck, pointId: 'p1' }),
  item('b', '02:00', { kind: 'published', who: { id: 'u1', name: 'A' } }),
  item('c', '03:00', { kind: 'skipped', truck, who: { id: null, name: 'B' } }),
  item('d', '03:00', { kind: 'alert-taken', who: { id: 'u1', name: 'A' } }),
];
const ids = (of: { readonly items: readonly LogItem[] }) => of.items.map(({ id }) => id).join('');

it('reads from the newest back, page by page, without losing what happened at one instant', () => {
  const first = logPage(items, {}, { limit: 1 });
  expect(ids(first)).toBe('d');
  const second = logPage(items, {}, { limit: 2, cursor: first.nextCursor ?? '' });
  expect(ids(second)).toBe('cb');
  expect(logPage(items, {}, { limit: 2, cursor: second.nextCursor ?? '' })).toMatchObject({ nextCursor: null });
});

it('is narrowed down to a truck, a point, a person by id or name, a group and a kind', () => {
  const all = { limit: 9 };
  expect(ids(logPage(items, { truck: 't1' }, all))).toBe('ca');
  expect(ids(logPage(items, { point: 'p1' }, all))).toBe('a');
  expect([ids(logPage(items, { person: 'u1' }, all)), ids(logPage(items, { person: 'B' }, all))]).toEqual(['db', 'c']);
  expect([ids(logPage(items, { kind: 'field' }, all)), ids(logPage(items, { kind: 'served' }, all))]).toEqual([
    'ca',
    'a',
  ]);
});
