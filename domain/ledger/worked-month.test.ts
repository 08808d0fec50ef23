import { expect, it } from 'vitest';
import { addDays } from '../day.ts';
import { closeDay, collectedKg, type DayInputs, type LedgerTicket, type LedgerVisit } from './close-day.ts';
import type { TripReport } from './collected.ts';
import { rateRows } from './rate-rows.ts';

const FIRST = '2026-11-01';

const report = (id: string, kg: number | null): TripReport => ({
  ...{ id, kind: 'served', doneAt: new Date(0), part: null, parts: null, visitGrade: 'confirmed', trip: 'T' },
  ...{ massGrade: kg === null ? 'estimated' : 'measured', loadKg: kg, isByFill: false },
});
const visit = (id: string, expectedKg: number, reports: readonly TripReport[]): LedgerVisit => ({
  ...{ id, stream: 'food', expectedKg, reports, unitId: 'ward', cooperativeId: null, planned: 'route' },
});
const ticket = (netKg: number, facilityId: string, trip: string | null = 'T'): LedgerTicket => ({
  ...{ id: `t${netKg}`, netKg, streams: ['food'], trip, facilityId, truckStreams: ['food'], cooperativeId: null },
});
const served = (id: string, expectedKg: number, kg: number | null = null) =>
  visit(id, expectedKg, [report(`r${id}`, kg)]);

/**
 * November's 30 days, by hand. Generated: 1,000 people × 0.9 kg × ½ = 450 kg a day × 30 = 13,500 kg.
 *
 * - 10 days: a ticket of 871 kg. 871 × 600/900 = 580.67, 871 × 300/900 = 290.33: 580 + 290 = 870, the one left to the larger
 *   remainder .67: 581 + 290. Weighed 10 × 871 = 8,710, at the plant.
 * - 2 days: no ticket, 500 typed at point 1, point 2 as expected: measured 2 × 500 = 1,000, estimated 2 × 300 = 600, at the plant.
 * - 2 days: point 1 alone, a ticket of 610 kg of the dump: weighed 1,220, not treated. Point 2 was skipped.
 * - 1 day: nothing reported. 15 days: no collection day, but on one of them a ticket of 450 kg comes that is of no trip.
 *
 * Weighed 8,710 + 1,220 = 9,930; collected 9,930 + 1,000 + 600 = 11,530; treated 8,710 + 1,600 = 10,310.
 * 10,310 / 13,500 = 0.76370; 10,310 / 11,530 = 0.89419; (0.98 × 13,500 − 10,310) / 30 = 2,920 / 30 = 97.3 kg a day.
 * Scheduled 15 × 2 = 30; served 10 × 2 + 2 × 2 + 2 × 1 = 26.
 */
const DAYS: readonly Pick<DayInputs, 'visits' | 'tickets'>[] = [
  ...Array.from({ length: 10 }, () => ({
    visits: [served('1', 600), served('2', 300)],
    tickets: [ticket(871, 'plant')],
  })),
  ...Array.from({ length: 2 }, () => ({ visits: [served('1', 600, 500), served('2', 300)], tickets: [] })),
  ...Array.from({ length: 2 }, () => ({
    visits: [served('1', 600), visit('2', 300, [{ ...report('r2', null), kind: 'skipped' as const, massGrade: null }])],
    tickets: [ticket(610, 'dump')],
  })),
  { visits: [visit('1', 600, []), visit('2', 300, [])], tickets: [] },
  { visits: [], tickets: [ticket(450, 'plant', null)] },
  ...Array.from({ length: 14 }, () => ({ visits: [], tickets: [] })),
];

it('a month worked by hand comes out to the kilogram', () => {
  const factor = { setting: 'any' as const, validFrom: '2020-01-01', source: null };
  const days = DAYS.map((day, index) =>
    closeDay({
      ...{ ...day, day: addDays(FIRST, index), units: [{ id: 'ward', setting: 'urban', population: 1000 }] },
      book: {
        factors: [
          { ...factor, id: 'g', kind: 'generation', stream: null, value: 0.9 },
          { ...factor, id: 'c', kind: 'composition', stream: 'food', value: 0.5 },
        ],
        ...{ people: [], generators: [] },
      },
      destinations: new Map([['T', { reported: 'plant', planned: null }]]),
      treats: new Map([['plant', new Set(['food' as const])]]),
    }),
  );
  expect(days[0]?.collected.shares.map(({ visitId, kg }) => [visitId, kg])).toEqual([
    ['1', 581],
    ['2', 290],
  ]);
  const cells = days.flatMap((day) => day.cells);
  const rows = rateRows(
    cells.map((cell) => ({
      ...cell,
      unit: { code: cell.unitId ?? 'unassigned', name: '', setting: cell.unitId === null ? null : 'urban' },
      cooperative: null,
    })),
    [{ setting: 'urban', streams: ['food'], effectiveOn: '2023-12-31', share: 0.98 }],
    { by: 'unit,stream', denominator: 'generated', to: '2026-11-30', days: 30, isOfCooperative: false },
  );
  expect(rows).toEqual([
    {
      ...{ unit: { code: 'ward', name: '', setting: 'urban' }, stream: 'food' },
      ...{
        generatedKg: 13_500,
        collectedKg: 11_530,
        treatedKg: 10_310,
        rate: 10_310 / 13_500,
        target: 0.98,
        gapKgPerDay: 97,
      },
      mass: { weighed: 9930, measured: 1000, estimated: 600 },
      visits: { scheduled: 30, served: 26, confirmed: 26, inferred: 0 },
    },
    {
      ...{ unit: { code: 'unassigned', name: '', setting: null }, stream: 'food' },
      ...{ generatedKg: 0, collectedKg: 450, treatedKg: 450, rate: null, target: null, gapKgPerDay: null },
      mass: { weighed: 450, measured: 0, estimated: 0 },
      visits: { scheduled: 0, served: 0, confirmed: 0, inferred: 0 },
    },
  ]);
  expect(cells.reduce((sum, cell) => sum + collectedKg(cell.mass), 0)).toBe(11_980);
});
