import { expect, test } from 'vitest';
import type { FieldEventView } from '../../../domain/field-events.ts';
import type { RouteView } from '../../../domain/plans.ts';
import type { TruckPosition } from '../../../domain/tracking.ts';
import { truckState } from './truck-duty.ts';

const at = (clock: string) => `2026-11-26T${clock}:00.000Z`;
const route = (start: string, end: string) => ({ startsAt: at(start), endsAt: at(end) }) as RouteView;
const seen = (clock: string) => ({ fixTime: at(clock) }) as TruckPosition;
const said = (kind: string, clock: string) => ({ kind, doneAt: at(clock) }) as FieldEventView;
const morning = [route('03:00', '09:00')];
const stateAt = (clock: string, fix: TruckPosition | undefined, events: FieldEventView[] = [], routes = morning) =>
  truckState(routes, fix, events, new Date(at(clock)));

test('a truck that should have begun and of which nothing is heard stands out', () => {
  expect(stateAt('02:50', undefined).duty).toBe('before');
  expect(stateAt('03:05', undefined).duty).toBe('before');
  expect(stateAt('03:11', undefined).duty).toBe('silent');
  expect(stateAt('03:11', seen('03:01')).duty).toBe('working');
});

test('a position older than some minutes looks it, and a truck not heard of for longer is out of touch', () => {
  expect(stateAt('05:00', seen('04:57'))).toMatchObject({ duty: 'working', isSeenOld: false });
  expect(stateAt('05:00', seen('04:54'))).toMatchObject({ duty: 'working', isSeenOld: true });
  expect(stateAt('05:00', seen('04:40'))).toMatchObject({ duty: 'unheard', isSeenOld: true });
  expect(stateAt('05:00', seen('04:40'), [said('served', '04:58')]).duty).toBe('working');
});

test('after its shift a truck is off duty, and where it was seen is only where it was', () => {
  const ended = [said('shift-ended', '08:50')];
  expect(stateAt('08:51', seen('08:50'), ended)).toMatchObject({ duty: 'after', isSeenOld: true });
  expect(stateAt('11:30', seen('08:50'))).toMatchObject({ duty: 'after', isSeenOld: true });
  const two = [...morning, route('14:00', '20:00')];
  expect(stateAt('12:00', seen('08:50'), ended, two).duty).toBe('before');
  expect(stateAt('15:00', seen('14:59'), ended, two).duty).toBe('working');
});

test('a truck without a route has no duty, only a position', () => {
  expect(stateAt('05:00', undefined, [], [])).toEqual({ duty: 'none', seenAt: null, isSeenOld: false });
  expect(stateAt('05:00', seen('04:59'), [], [])).toMatchObject({ duty: 'none', isSeenOld: false });
});
