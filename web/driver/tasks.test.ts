import { describe, expect, test } from 'vitest';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { aboardOf } from './aboard.ts';
import { unloadingNow } from './full-truck.ts';
import { aboutOf } from './reports.ts';
import { nextTask, tasksOf } from './tasks.ts';

const kinds = ['start', 'point', 'point', 'break', 'unload', 'end'] as const;
const route = (events: { kind: string; stopId: string; doneAt: string; visitId?: string; shiftId?: string }[]) =>
  ({
    truckId: 't',
    shiftId: 'shift',
    stops: kinds.map((kind, index) => ({ id: `s${index}`, kind, ...(kind === 'point' && { visitId: `v${index}` }) })),
    events: events.map((event, n) => ({ id: `e${n}`, truckId: 't', ...event })),
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

test('what was taken back on this phone is open again, whether the server knows of either or not', () => {
  const report = { id: 'x', kind: 'skipped' as const, truckId: 't', stopId: 's1', doneAt: at(5) };
  const back = { id: 'y', fieldEventId: 'x', truckId: 't', doneAt: at(6) };
  const unsent = tasksOf(route([]), [report], [], [back]);
  const known = tasksOf(route([report]), [report], [], [back]);
  expect([unsent[1].state, known[1].state]).toEqual(['planned', 'planned']);
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

test('what was done on a revision that another has taken the place of is done before the server has it, too', () => {
  const old = { ...route([]), stops: route([]).stops.map((stop) => ({ ...stop, id: `old-${stop.id}` })) };
  const told = (['shift-started', 'served', 'served', 'break-started', 'break-ended', 'unloaded'] as const).map(
    (kind, n) => {
      const stopId = `old-s${[0, 1, 2, 3, 3, 4][n]}`;
      const visitId = kind === 'served' ? `v${n}` : null;
      const report = { id: `x${n}`, kind, truckId: 't', stopId, visitId, doneAt: at(n) };
      return { ...report, ...aboutOf(old, stopId) };
    },
  );
  expect(nextTask(tasksOf(route([]), told.slice(0, 1)))?.stop.id).toBe('s1');
  expect(nextTask(tasksOf(route([]), told.slice(0, 4)))).toMatchObject({ stop: { id: 's3' }, isOnBreak: true });
  expect(nextTask(tasksOf(route([]), told))?.stop.id).toBe('s5');
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

describe('a truck that is full', () => {
  const full = { goesTo: 's4', behind: ['s2', 's3'] };
  const begun = [
    { kind: 'shift-started', stopId: 's0', doneAt: at(0) },
    { kind: 'served', stopId: 's1', visitId: 'v1', doneAt: at(5) },
  ];
  const unloaded = (minute: number) => ({ kind: 'unloaded', stopId: 's4', doneAt: at(minute) });
  const served = { kind: 'served', stopId: 's2', visitId: 'v2', doneAt: at(40) };
  const ended = { kind: 'break-ended', stopId: 's3', doneAt: at(50) };

  test('unloads next, does what it put off, and unloads once more', () => {
    const tasks = tasksOf(route(begun), [], [full]);
    const before = tasksOf(route(begun), []);
    expect(unloadingNow(before, nextTask(before))).toMatchObject({
      task: { stop: { id: 's4' } },
      behind: [{ stop: { id: 's2' } }, { stop: { id: 's3' } }],
    });
    expect(tasks.map(({ stop }) => stop.id)).toEqual(['s0', 's1', 's4', 's2', 's3', 's4+', 's5']);
    expect(nextTask(tasks)?.stop.id).toBe('s4');
    const next = (...events: Parameters<typeof route>[0]) =>
      nextTask(tasksOf(route([...begun, ...events]), [], [full]));
    expect(next(unloaded(20))?.stop.id).toBe('s2');
    const again = next(unloaded(20), served, ended);
    expect(again).toMatchObject({ stop: { id: 's4+' }, reportAs: 's4', state: 'planned' });
    expect(next(unloaded(20), served, ended, unloaded(60))?.stop.id).toBe('s5');
  });

  test('says nothing of another revision', () => {
    expect(tasksOf(route(begun), [], [{ goesTo: 'x4', behind: ['x2'] }]).map(({ stop }) => stop.id)).toEqual(
      route([]).stops.map(({ id }) => id),
    );
  });

  test('has nothing to put off when it unloads next anyway, or nowhere', () => {
    const tasks = tasksOf(route([...begun, served, ended]), []);
    expect(unloadingNow(tasks, nextTask(tasks))).toBeNull();
    const over = tasksOf(route([...begun, served, ended, unloaded(60)]), []);
    expect(unloadingNow(over, nextTask(over))).toBeNull();
    const early = tasksOf(route([]), []);
    expect(unloadingNow(early, nextTask(early))).toBeNull();
  });
});

describe('what is aboard', () => {
  const told = (kind: 'served' | 'skipped' | 'unloaded', stopId: string, minute: number, more: object = {}) => ({
    ...{ id: `${stopId} ${minute}`, truckId: 't', kind, stopId, doneAt: at(minute) },
    ...more,
  });
  const planned = {
    ...route([]),
    stops: route([]).stops.map((stop) => ({ ...stop, loadKg: 500 })),
  };
  const aboard = (...reports: ReturnType<typeof told>[]) => aboardOf(tasksOf(planned, reports));

  test('is what was told of each stop, else what was expected there', () => {
    expect(aboard()).toEqual({ kg: 0, tripsLeft: 1 });
    expect(aboard(told('served', 's1', 5, { mass: { kg: 120, how: 'typed' } }), told('served', 's2', 9))).toEqual({
      ...{ kg: 620, tripsLeft: 1 },
    });
    expect(aboard(told('skipped', 's1', 5))).toEqual({ kg: 0, tripsLeft: 1 });
  });

  test('is unloaded with the rest, and what is served late, behind it in the route or not, is aboard again', () => {
    const before = [told('served', 's1', 5), told('unloaded', 's4', 20)];
    expect(aboard(...before)).toEqual({ kg: 0, tripsLeft: 0 });
    expect(aboard(...before, told('served', 's2', 30))).toEqual({ kg: 500, tripsLeft: 0 });
  });
});
