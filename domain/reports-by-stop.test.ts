import { expect, it } from 'vitest';
import type { FieldEventKind } from './field-events.ts';
import { reportsByStop } from './reports-by-stop.ts';

const stop = (id: string, kind: string, pointId: string | null = null) => ({
  ...{ id, kind, pointId },
  stream: pointId && 'food',
});
const event = (minute: number, kind: FieldEventKind, stopId: string | null, pointId: string | null = null) => ({
  ...{ kind, stopId, pointId, stream: pointId && 'food' },
  doneAt: new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString(),
});
const stops = [
  ...[stop('start', 'start'), stop('b', 'point', 'B'), stop('a', 'point', 'A')],
  ...[stop('u1', 'unload'), stop('r', 'break'), stop('u2', 'unload'), stop('end', 'end')],
];
const found = (events: ReturnType<typeof event>[]) =>
  Object.fromEntries(
    [...reportsByStop(stops, events)].map(([id, { events: of, isOwn }]) => [
      id,
      `${of.map((one) => one.kind).join(' ')}${isOwn ? ' own' : ''}`,
    ]),
  );

it('are those made of the stop itself', () => {
  expect(found([event(1, 'shift-started', 'start'), event(2, 'served', 'b', 'B')])).toEqual({
    start: 'shift-started own',
    b: 'served own',
  });
});

it('made on another revision are found where they belong on this one', () => {
  const events = [
    event(50, 'unloaded', 'old-u2'),
    event(1, 'shift-started', 'old-start'),
    event(2, 'skipped', 'old-a', 'A'),
    event(3, 'served', 'old-c', 'C'),
    event(20, 'unloaded', 'old-u1'),
    event(30, 'break-started', 'old-r'),
    event(40, 'break-ended', 'old-r'),
  ];
  expect(found(events)).toEqual({
    start: 'shift-started',
    a: 'skipped',
    u1: 'unloaded',
    r: 'break-started break-ended',
    u2: 'unloaded',
  });
});

it('of the same point but another stream are another matter', () => {
  expect(found([{ ...event(1, 'served', 'old-a', 'A'), stream: 'recyclable' }])).toEqual({});
});

it('that are about no stop are of none', () => {
  expect(found([event(1, 'served', null)])).toEqual({});
});

it('of a visit in two parts belong to both of them, part by part', () => {
  const parts = [stop('a1', 'point', 'A'), stop('a2', 'point', 'A')];
  const served = (minute: number, stopId: string) => event(minute, 'served', stopId, 'A');
  const ofParts = (...events: ReturnType<typeof event>[]) => [...reportsByStop(parts, events).keys()];
  expect(ofParts(served(1, 'old-a1'))).toEqual(['a1']);
  expect(ofParts(served(1, 'old-a1'), served(2, 'old-a2'))).toEqual(['a1', 'a2']);
  // Three parts there were, and two there are.
  expect(ofParts(served(1, 'old-a1'), served(2, 'old-a2'), served(3, 'old-a3'))).toEqual(['a1', 'a2']);
});

it('of several trucks are found where they belong on the routes of each', () => {
  const ofTrucks = [
    { ...stop('u1', 'unload'), truckId: 't1' },
    { ...stop('u2', 'unload'), truckId: 't2' },
    { ...stop('a', 'point', 'A'), truckId: 't1' },
  ];
  const events = [
    { ...event(1, 'unloaded', 'old-u2'), truckId: 't2' },
    { ...event(2, 'served', 'old-a', 'A'), truckId: 't2' },
  ];
  expect([...reportsByStop(ofTrucks, events).keys()].sort()).toEqual(['a', 'u2']);
});

it('of a stop that is gone with its plan still tell of its point', () => {
  expect(found([event(1, 'served', null, 'A')])).toEqual({ a: 'served' });
});
