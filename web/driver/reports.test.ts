import { expect, test } from 'vitest';
import { mainReport, openBefore } from './reports.ts';
import type { Task } from './tasks.ts';

const kinds = ['start', 'point', 'point', 'break', 'point', 'unload', 'end'] as const;
/** The stops whose numbers are given are reported. */
const tasks = (...done: number[]): Task[] =>
  kinds.map((kind, index) => ({
    stop: { id: `s${index}`, kind } as Task['stop'],
    reportAs: `s${index}`,
    isMoved: false,
    ...{ doneAt: null, takenKg: 0 },
    state: done.includes(index) ? 'done' : 'planned',
    isOnBreak: false,
    isReported: done.includes(index),
  }));
const names = (open: readonly Task[]) => open.map(({ stop }) => stop.id);

test('reporting the next stop leaves nothing behind', () => {
  expect(openBefore(tasks(), { kind: 'shift-started', stopId: 's0' })).toEqual([]);
  expect(openBefore(tasks(0, 1), { kind: 'served', stopId: 's2' })).toEqual([]);
  expect(openBefore(tasks(0, 1, 2, 3, 4, 5), { kind: 'shift-ended', stopId: 's6' })).toEqual([]);
});

test('reporting a later stop names those it leaves behind, and once they are, they are not named again', () => {
  expect(names(openBefore(tasks(0, 1), { kind: 'served', stopId: 's4' }))).toEqual(['s2', 's3']);
  expect(openBefore(tasks(0, 1, 4), { kind: 'unloaded', stopId: 's5' })).toEqual([]);
});

test('putting an earlier stop right leaves nothing behind', () => {
  expect(openBefore(tasks(0, 1, 2, 3), { kind: 'skipped', stopId: 's1' })).toEqual([]);
});

test('ending the shift names everything that is open, also what was passed over', () => {
  expect(names(openBefore(tasks(0, 1, 4), { kind: 'shift-ended', stopId: 's6' }))).toEqual(['s2', 's3', 's5']);
});

test('one tap tells what is done at a stop, and never of an unloading', () => {
  const told = tasks().map((task) => mainReport(task)?.report.kind ?? null);
  expect(told).toEqual(['shift-started', 'served', 'served', 'break-started', 'served', null, 'shift-ended']);
  expect(mainReport({ ...tasks()[3], isOnBreak: true })?.report.kind).toBe('break-ended');
});
