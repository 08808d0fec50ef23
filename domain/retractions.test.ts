import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldStopState } from './stop-state.ts';
import { reportsByVisit } from './reports-by-visit.ts';
import { standingReports } from './standing-reports.ts';

const stop = (id: string, kind: string, visitId: string | null) => ({
  ...{ id, kind, visitId, visitPart: null, visitParts: null, facilityId: null, tripNumber: null },
});
const route = {
  ...{ truckId: 't1', shiftId: 's1' },
  stops: [stop('a', 'point', 'va'), stop('b', 'point', 'vb'), stop('u', 'unload', null)],
};
const report = (id: string, kind: 'served' | 'skipped' | 'unloaded', stopId: string, minute: number) => ({
  ...{ id, kind, stopId, truckId: 't1', doneAt: new Date(Date.UTC(2026, 10, 30, 1, minute)).toISOString() },
});
interface Told {
  readonly report: ReturnType<typeof report>;
  readonly isTakenBack: boolean;
}
type Message =
  | { readonly report: ReturnType<typeof report> }
  | { readonly retraction: { readonly fieldEventId: string; readonly truckId: string } };
const told = fc
  .uniqueArray(
    fc.record({
      minute: fc.nat(300),
      kind: fc.constantFrom('served' as const, 'skipped' as const, 'unloaded' as const),
      isTakenBack: fc.boolean(),
      at: fc.constantFrom('a', 'b'),
    }),
    { maxLength: 12, selector: ({ minute }) => minute },
  )
  .map((list): Told[] =>
    list.map(({ minute, kind, isTakenBack, at }) => ({
      report: report(`r${minute}`, kind, kind === 'unloaded' ? 'u' : at, minute),
      isTakenBack,
    })),
  );

const statesOf = (reports: readonly ReturnType<typeof report>[]) => {
  const { ofStop } = reportsByVisit([route], reports);
  return route.stops.map(({ id }) => foldStopState(ofStop.get(id)?.events ?? []));
};

test('in whatever order reports and their retractions come, and however often, the day is as if what was taken back was never told', () => {
  fc.assert(
    fc.property(
      told.chain((list) => {
        const messages = list.flatMap(({ report: of, isTakenBack }): Message[] => [
          { report: of },
          ...(isTakenBack ? [{ retraction: { fieldEventId: of.id, truckId: of.truckId } }] : []),
        ]);
        return fc.record({
          list: fc.constant(list),
          arrived: fc.array(fc.nat(Math.max(0, messages.length - 1)), { maxLength: 12 }).chain((again) =>
            fc.shuffledSubarray([...messages, ...again.flatMap((n) => messages[n] ?? [])], {
              minLength: messages.length + again.filter((n) => n < messages.length).length,
            }),
          ),
        });
      }),
      ({ list, arrived }) => {
        const reports = arrived.flatMap((message) => ('report' in message ? [message.report] : []));
        const retractions = arrived.flatMap((message) => ('retraction' in message ? [message.retraction] : []));
        const standing = standingReports(reports, retractions);
        const never = list.filter(({ isTakenBack }) => !isTakenBack).map(({ report: of }) => of);
        expect(standing.map(({ id }) => id).sort()).toEqual(never.map(({ id }) => id).sort());
        expect(statesOf(standing)).toEqual(statesOf(never));
      },
    ),
  );
});

test('a retraction of another truck’s report takes nothing back', () => {
  const one = report('r1', 'served', 'a', 1);
  expect(standingReports([one], [{ fieldEventId: 'r1', truckId: 't2' }])).toEqual([one]);
});
