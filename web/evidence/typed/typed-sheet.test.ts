import { expect, it } from 'vitest';
import type { StopView } from '../../../domain/plans.ts';
import { EMPTY_ROW, readSheet, type TypedRow } from './typed-sheet.ts';

const DAY = '2026-11-23';
const stop = (id: string, kind: StopView['kind'], departsAt: string): StopView => ({
  ...{ id, kind, departsAt, arrivesAt: departsAt, startsAt: departsAt, sequence: 0, tripNumber: 1 },
  ...{ visitId: kind === 'point' ? `v-${id}` : null, visitPart: null, visitParts: null, pointId: null },
  ...{ stream: kind === 'point' ? 'food' : null, facilityId: null, code: id, name: id, position: [105.8, 20] },
  ...{ waitSeconds: 0, loadKg: 100, loadAfterKg: 0, loadAfterLitres: 0, legSeconds: 0, legMetres: 0, geometry: null },
});
const ROUTE = {
  truckId: 't',
  stops: [
    stop('a', 'point', '2026-11-23T15:00:00.000Z'),
    stop('b', 'point', '2026-11-23T16:50:00.000Z'),
    stop('u', 'unload', '2026-11-23T18:00:00.000Z'),
  ],
};
const context = { day: DAY, timeZone: 'Asia/Ho_Chi_Minh', now: new Date('2026-11-24T02:00:00Z') };
const read = (rows: Readonly<Record<string, Partial<TypedRow>>>) =>
  readSheet(ROUTE, new Map(Object.entries(rows).map(([id, row]) => [id, { ...EMPTY_ROW, ...row }])), context);

it('reports only what was typed: no kg without kg, and the planned time is no known one', () => {
  const { reports, faults } = read({ a: { isDone: true }, b: {} });
  expect(faults.size).toBe(0);
  expect(reports).toEqual([
    {
      ...{ kind: 'served', truckId: 't', stopId: 'a', visitId: 'v-a', stream: 'food', source: 'paper' },
      ...{ doneAt: '2026-11-23T15:00:00.000Z', isTimeKnown: false },
    },
  ]);
});

it('a figure is a reason of the sheet, words are one’s own, and kg are as typed', () => {
  expect(read({ a: { isDone: true, reason: '2' }, b: { reason: 'xe hỏng' } }).reports).toMatchObject([
    { kind: 'skipped', reason: 'gate-closed' },
    { kind: 'skipped', reason: 'other: xe hỏng' },
  ]);
  expect(read({ a: { kg: '1.250' } }).reports).toMatchObject([{ kind: 'served', mass: { kg: 1250, how: 'typed' } }]);
});

it('a time of the night is the one nearest to the plan', () => {
  const times = read({ a: { isDone: true, time: '22:05' }, b: { isDone: true, time: '2350' }, u: { time: '1h10' } });
  expect(times.reports.map(({ doneAt }) => doneAt)).toEqual([
    ...['2026-11-23T15:05:00.000Z', '2026-11-23T16:50:00.000Z', '2026-11-23T18:10:00.000Z'],
  ]);
});

it('what cannot be so is a fault of its row, and the others are read all the same', () => {
  const { reports, faults } = read({
    a: { kg: '12', reason: '1' },
    b: { isDone: true, time: '25:00' },
    u: { number: 'PC-1', gross: '9000', tare: '9500' },
  });
  expect(Object.fromEntries(faults)).toEqual({ a: 'both', b: 'time', u: 'tare' });
  expect(reports).toEqual([]);
  expect(read({ a: { kg: 'nhiều' }, u: { number: 'PC-1' } }).faults).toEqual(
    new Map([
      ['a', 'kg'],
      ['u', 'ticket'],
    ]),
  );
  expect(read({ u: { number: 'PC-1', gross: '9 000', tare: '5000' } }).reports).toMatchObject([
    { kind: 'unloaded', ticket: { number: 'PC-1', grossKg: 9000, tareKg: 5000 } },
  ]);
});
