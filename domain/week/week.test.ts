import { expect, it } from 'vitest';
import { cellState, mondayOf, type WeekCell, type WeekDay, weekSum } from './week.ts';

const day = (more: Partial<WeekDay> = {}): WeekDay => ({
  ...{ day: '2026-11-30', isOver: false, isBeingPlanned: false, plan: null, holiday: null, closed: [], ...more },
});
const plan = { revision: 1, dueKg: 10, servedKg: 9, dueVisits: 5, servedVisits: 4, changes: 0 };
const drafted = day({ plan: { ...plan, isPublished: false } });
const published = day({ plan: { ...plan, isPublished: true } });
const cell = (more: Partial<WeekCell> = {}): WeekCell => ({
  ...{ day: '2026-11-30', shiftSeconds: 28_800, out: null, planned: null, driven: null, ...more },
});
const planned = { loadKg: 4000, seconds: 20_000, trips: 2, visits: 12 };
const driven = {
  ...{ netKg: 3900, tickets: 2, reportedKg: 4100, served: 11, skipped: 1, workedSeconds: 21_000, isUnderWay: false },
};
const out = { kind: 'truck-out', shiftId: 's', truckCode: 'x', reason: 'breakdown', note: null } as const;

it('begins a week on its Monday', () => {
  expect(['2026-11-29', '2026-11-30', '2026-12-06', '2027-01-01'].map(mondayOf)).toEqual([
    ...['2026-11-23', '2026-11-30', '2026-11-30', '2026-12-28'],
  ]);
});

it('says of a truck’s day what was done before what was planned, and that before what the books say', () => {
  const over = { ...published, isOver: true };
  expect([
    cellState(day(), cell()),
    cellState(day(), cell({ shiftSeconds: 0 })),
    cellState(drafted, cell({ shiftSeconds: 0, out })),
    cellState(drafted, cell()),
    cellState(drafted, cell({ planned, out })),
    cellState(published, cell({ planned })),
    cellState(published, cell({ planned, driven: { ...driven, isUnderWay: true } })),
    cellState(over, cell({ planned, driven: { ...driven, isUnderWay: true } })),
    cellState(over, cell({ planned })),
  ]).toEqual(['no-plan', 'no-shift', 'out', 'idle', 'planned', 'published', 'under-way', 'driven', 'unreported']);
});

it('holds loads against what the trips could carry, and hours against the shifts of trucks that go out', () => {
  const cells = [cell({ planned, driven }), cell({ planned, driven: { ...driven, tickets: 0, netKg: 0 } }), cell()].map(
    (one, k) => ({
      ...{ cell: one, capacityKg: 5000 - 1000 * k },
    }),
  );
  expect(weekSum(cells)).toEqual({
    ...{ plannedKg: 8000, plannedSeconds: 40_000, shiftSeconds: 57_600, trips: 4, capacityKg: 18_000, netKg: 3900 },
    ...{ reportedKg: 4100, routes: 2, hasDriven: true },
  });
});
