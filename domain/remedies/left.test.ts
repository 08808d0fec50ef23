import { describe, expect, it } from 'vitest';
import type { DayInputs, LedgerVisit } from '../ledger/close-day.ts';
import type { TripReport } from '../ledger/collected.ts';
import { leftOfDay, leftSums } from './left.ts';

const report = (kind: TripReport['kind'], more: Partial<TripReport> = {}): TripReport => ({
  ...{ id: `${Math.random()}`, kind, doneAt: new Date('2026-11-02T01:00:00Z'), part: null, parts: null },
  ...{ visitGrade: 'confirmed', massGrade: null, loadKg: null, trip: null, isByFill: false, ...more },
});
const visit = (id: string, more: Partial<LedgerVisit> = {}): LedgerVisit => ({
  ...{ id, stream: 'food', expectedKg: 100, reports: [], unitId: 'u', cooperativeId: null, planned: 'route', ...more },
});
const day = (...visits: LedgerVisit[]): DayInputs => ({
  ...{ day: '2026-11-02', units: [], book: { factors: [], people: [], generators: [] }, visits, tickets: [] },
  ...{ destinations: new Map(), treats: new Map() },
});
const reasons: Readonly<Record<string, string>> = { sorted: 'not-sorted', empty: 'nothing-there', full: 'truck-full' };
const leftOf = (inputs: DayInputs) =>
  leftOfDay(
    inputs,
    (key) => key === 'u/food',
    (id) => reasons[id] ?? null,
  );

describe('what was left of a day', () => {
  it('is told by why, and is nothing where a crew found nothing or took all', () => {
    const left = leftOf(
      day(
        visit('served', { reports: [report('served')] }),
        visit('out', { planned: 'unassigned' }),
        visit('full', { reports: [report('skipped')] }),
        visit('sorted', { reports: [report('skipped')] }),
        visit('empty', { reports: [report('skipped')] }),
        visit('silent'),
        visit('extra', { planned: 'no' }),
        visit('other', { unitId: 'v' }),
      ),
    );
    expect(left.map(({ visitId, why }) => [visitId, why])).toEqual([
      ['out', 'left'],
      ['full', 'left'],
      ['sorted', 'refused'],
      ['silent', 'unreported'],
    ]);
    expect(leftSums(left).get('u/food')).toEqual({ left: 200, refused: 100, unreported: 100 });
  });

  it('is the rest where a part was taken', () => {
    const parts = { reports: [report('served', { part: 1, parts: 4 }), report('skipped', { part: 2, parts: 2 })] };
    expect(leftOf(day(visit('partly', parts)))).toMatchObject([{ visitId: 'partly', why: 'left', kg: 75 }]);
  });
});
