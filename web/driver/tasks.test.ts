import { expect, test } from 'vitest';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { nextTask, tasksOf } from './tasks.ts';

const kinds = ['start', 'point', 'point', 'break', 'unload', 'end'] as const;
const route = (events: { kind: string; stopId: string; doneAt: string; visitId?: string; shiftId?: string }[]) =>
  ({
    truckId: 't',
    shiftId: 'shift',
    stops: kinds.map((kind, index) => ({ id: `s${index}`, kind, ...(kind === 'point' && { visitId: `v${index}` }) })),
    events,
  }) as unknown as OwnRouteView;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString();

test('the day begins with the start', () => {
  expect(nextTask(tasksOf(route([]), []))?.stop.id).toBe('s0');
});

test('events still on the phone count as done', () => {
  const tasks = tasksOf(route([{ kind: 'shift-started', stopId: 's0', doneAt: at(0) }]), [
    { id: 'x', kind: 'skipped', truckId: 't', stopId: 's1', doneAt: at(5) },
  ]);
  expect(tasks[1].state).toBe('skipped');
  expect(nextTask(tasks)?.stop.id).toBe('s2');
});

test('a stop passed over does not come back by itself', () => {
  const tasks = tasksOf(route([{ kind: 'served', stopId: 's2', doneAt: at(9) }]), []);
  expect(nextTask(tasks)?.stop.id).toBe('s3');
});

test('what was done by an earlier revision is done, and passes nothing over that is still to do', () => {
  const tasks = tasksOf(
    route([
      { kind: 'shift-started', stopId: 'old-0', shiftId: 'shift', doneAt: at(0) },
      { kind: 'served', stopId: 'old-7', visitId: 'v2', doneAt: at(9) },
    ]),
    [],
  );
  expect(tasks.map((task) => task.state)).toEqual(['done', 'planned', 'served', 'planned', 'planned', 'planned']);
  expect(nextTask(tasks)?.stop.id).toBe('s1');
});

test('a break that was begun is the task until it is ended', () => {
  const begun = { kind: 'break-started', stopId: 's3', doneAt: at(10) };
  const served = { kind: 'served', stopId: 's2', doneAt: at(9) };
  const during = nextTask(tasksOf(route([served, begun]), []));
  expect(during).toMatchObject({ stop: { id: 's3' }, isOnBreak: true });
  const after = tasksOf(route([served, begun, { kind: 'break-ended', stopId: 's3', doneAt: at(40) }]), []);
  expect(nextTask(after)?.stop.id).toBe('s4');
});

test('after the end nothing is left', () => {
  const events = kinds.map((_, index) => ({ kind: 'served', stopId: `s${index}`, doneAt: at(index) }));
  expect(nextTask(tasksOf(route(events), []))).toBeNull();
});
