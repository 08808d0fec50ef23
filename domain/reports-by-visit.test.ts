import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FieldEventKind } from './field-events.ts';
import { reportsByVisit } from './reports-by-visit.ts';

const NOTHING = { visitId: null, visitPart: null, visitParts: null, facilityId: null, tripNumber: null };
const stop = (id: string, kind: string, more: object = {}) => ({ id, kind, ...NOTHING, ...more });
const visit = (id: string, visitId: string, visitPart = 1, visitParts = 1) =>
  stop(id, 'point', { visitId, visitPart, visitParts });
const unload = (id: string, tripNumber: number, facilityId = 'landfill') =>
  stop(id, 'unload', { tripNumber, facilityId });
const event = (minute: number, kind: FieldEventKind, about: object = {}) => ({
  ...{ kind, truckId: 't1' },
  doneAt: new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString(),
  ...about,
});
const route = {
  truckId: 't1',
  shiftId: 's1',
  stops: [
    ...[stop('start', 'start'), visit('b', 'B'), visit('a', 'A'), unload('u1', 1)],
    ...[stop('r', 'break'), unload('u2', 2), stop('end', 'end')],
  ],
};
type Event = ReturnType<typeof event>;
const found = (routes: Parameters<typeof reportsByVisit>[0], events: readonly Event[]) =>
  Object.fromEntries(
    [...reportsByVisit(routes, events).ofStop].map(([id, { events: of, isOwn }]) => [
      id,
      `${of.map((one) => one.kind).join(' ')}${isOwn ? ' own' : ''}`,
    ]),
  );

it('what was reported of a stop is found there', () => {
  expect(found([route], [event(1, 'shift-started', { stopId: 'start' }), event(2, 'served', { stopId: 'b' })])).toEqual(
    { start: 'shift-started own', b: 'served own' },
  );
});

it('what was reported on another revision is found where it is the same doing, in whatever order this one has it', () => {
  const ofShift = { shiftId: 's1' };
  const events = [
    event(50, 'unloaded', { ...ofShift, stopId: 'old-u2', tripNumber: 2, facilityId: 'landfill' }),
    event(1, 'shift-started', { ...ofShift, stopId: 'old-start' }),
    event(2, 'skipped', { ...ofShift, stopId: 'old-a', visitId: 'A' }),
    event(3, 'served', { ...ofShift, stopId: 'old-c', visitId: 'C' }),
    event(30, 'break-started', { ...ofShift, stopId: 'old-r', breakNumber: 1 }),
    event(40, 'break-ended', { ...ofShift, stopId: 'old-r', breakNumber: 1 }),
  ];
  expect(found([route], events)).toEqual({
    start: 'shift-started',
    a: 'skipped',
    r: 'break-started break-ended',
    u2: 'unloaded',
  });
});

it('a report with the visit alone is of that visit, whichever truck was to come', () => {
  const byAnother = event(1, 'served', { truckId: 't9', visitId: 'A' });
  const { ofStop, ofVisit } = reportsByVisit([route], [byAnother]);
  expect(ofStop.get('a')).toEqual({ events: [byAnother], isOwn: false });
  expect(ofVisit.get('A')).toEqual([byAnother]);
});

it('an unloading elsewhere, or by another shift, ticks no stop', () => {
  const elsewhere = event(1, 'unloaded', { shiftId: 's1', tripNumber: 1, facilityId: 'transfer' });
  const ofAnother = event(1, 'unloaded', { shiftId: 's2', tripNumber: 1, facilityId: 'landfill' });
  expect(found([route], [elsewhere, ofAnother, event(2, 'unloaded'), event(3, 'shift-ended')])).toEqual({});
});

it('a finished shift stays finished on every revision', () => {
  const ended = event(9, 'shift-ended', { shiftId: 's1', stopId: 'old-end' });
  const other = { truckId: 't2', shiftId: 's2', stops: [stop('end2', 'end')] };
  expect(found([route, other], [ended])).toEqual({ end: 'shift-ended' });
});

it('a visit in no route any more is still told of', () => {
  const served = event(1, 'served', { visitId: 'gone' });
  expect([...reportsByVisit([route], [served]).ofVisit.keys()]).toEqual(['gone']);
});

it('of a visit in parts, a stop is reported when the parts reported cover its own', () => {
  const parts = [{ ...route, stops: [visit('a1', 'A', 1, 2), visit('a2', 'A', 2, 2)] }];
  const served = (visitPart: number, visitParts: number) =>
    event(visitPart, 'served', { visitId: 'A', visitPart, visitParts });
  const stopsOf = (...events: Event[]) => [...reportsByVisit(parts, events).ofStop.keys()];
  expect(stopsOf(event(1, 'served', { stopId: 'a2' }))).toEqual(['a2']);
  expect(stopsOf(served(1, 2))).toEqual(['a1']);
  expect(stopsOf(served(1, 1))).toEqual(['a1', 'a2']);
  expect(stopsOf(served(1, 3))).toEqual([]);
  expect(stopsOf(served(1, 3), served(2, 3))).toEqual(['a1']);
  expect(reportsByVisit(parts, [served(1, 2)]).ofVisit.size).toBe(0);
  expect(reportsByVisit(parts, [served(2, 2), event(1, 'served', { stopId: 'a1' })]).ofVisit.size).toBe(1);
});

it('all parts reported, in however many, are the whole visit and every part of every revision', () => {
  const size = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(size, size, (here, there) => {
      const stops = Array.from({ length: here }, (_, k) => visit(`a${k}`, 'A', k + 1, here));
      const events = Array.from({ length: there }, (_, k) =>
        event(k, 'served', { visitId: 'A', visitPart: k + 1, visitParts: there }),
      );
      const all = reportsByVisit([{ ...route, stops }], events);
      expect([all.ofStop.size, all.ofVisit.size]).toEqual([here, 1]);
      const butOne = reportsByVisit([{ ...route, stops }], events.slice(1));
      expect(butOne.ofStop.size).toBe(Math.floor(here - here / there + 1e-9));
      expect(butOne.ofVisit.size).toBe(0);
    }),
  );
});
