import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIELD_EVENT_KINDS } from './field-events.ts';
import { lastReports } from './last-reports.ts';
import { reportsByVisit } from './reports-by-visit.ts';

const TRUCKS = ['t1', 't2'];
const routes = TRUCKS.map((truckId, r) => ({
  truckId,
  shiftId: `shift ${r}`,
  stops: [
    stop(`${r} start`, 'start'),
    stop(`${r} a`, 'point', { visitId: 'visit a', visitPart: r + 1, visitParts: 2 }),
    stop(`${r} b`, 'point', { visitId: `visit b${r}` }),
    stop(`${r} unload`, 'unload', { facilityId: 'tip', tripNumber: 1 }),
    stop(`${r} break`, 'break'),
    stop(`${r} end`, 'end'),
  ],
}));

function stop(id: string, kind: string, more: object = {}) {
  const nothing = { visitId: null, visitPart: null, visitParts: null, facilityId: null, tripNumber: null };
  return { id, kind, ...nothing, ...more };
}

const among = <T>(...values: T[]) => fc.constantFrom(...values);
const event = fc
  .record({
    kind: among(...FIELD_EVENT_KINDS),
    truckId: among(...TRUCKS),
    stopId: among(null, '0 a', '1 a', '0 b', '0 unload', '1 break', 'of another revision'),
    visitId: among(null, 'visit a', 'visit b0', 'visit b1'),
    visitPart: among(null, 1, 2),
    facilityId: among(null, 'tip', 'other tip'),
    shiftId: among(null, 'shift 0', 'shift 1'),
    tripNumber: among(null, 1),
    breakNumber: among(null, 1),
    visitGrade: among('confirmed' as const, 'inferred' as const),
    minute: fc.nat(600),
  })
  .map(({ minute, visitPart, ...fields }) => ({
    ...fields,
    visitPart,
    visitParts: visitPart && 2,
    doneAt: new Date(Date.UTC(2026, 10, 30, 0, minute)).toISOString(),
  }));
const day = fc
  .array(event, { maxLength: 60 })
  .map((events) => events.toSorted((a, b) => (a.doneAt < b.doneAt ? -1 : 1)));

test('the last reports make of every stop, visit and truck what all reports make of it', () => {
  fc.assert(
    fc.property(day, (events) => {
      const told = (from: typeof events) => {
        const { ofStop, ofVisit } = reportsByVisit(routes, from);
        return {
          stops: [...ofStop].map(([id, { events: of }]) => [id, of.at(-1)]).sort(),
          visits: [...ofVisit].map(([id, of]) => [id, of.at(-1)]).sort(),
          heard: TRUCKS.map((truck) => from.findLast(({ truckId }) => truckId === truck)?.doneAt),
          ended: new Set(from.flatMap(({ kind, shiftId }) => (kind === 'shift-ended' ? [shiftId] : []))),
        };
      };
      expect(told(lastReports(events))).toEqual(told(events));
    }),
  );
});

test('however often the same is reported, there are no more of them', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 20 }), (events, times) => {
      const again = Array.from({ length: times }, () => events)
        .flatMap((each) => each.map((event) => ({ ...event })))
        .toSorted((a, b) => (a.doneAt < b.doneAt ? -1 : 1));
      expect(lastReports(again)).toHaveLength(lastReports(events).length);
    }),
  );
});
