import { describe, expect, it } from 'vitest';
import { basisChanges, type DayOut, type PlanBasis } from './plan-basis.ts';

const marked = (names: Record<string, string>, is = 'a') =>
  Object.fromEntries(Object.entries(names).map(([id, name]) => [id, { name, is }]));
const THEN: PlanBasis = {
  day: '2026-11-23',
  at: '2026-11-22T20:00:00.000Z',
  without: [],
  shifts: marked({ s1: '36C-001', s2: '36C-002' }),
  sites: marked({ f1: 'Núi Voi' }),
  points: marked({ p1: 'P1', p2: 'P2', p3: 'P3', p4: 'P4', p5: 'P5' }),
};
const BOTH = new Set(['s1', 's2']);
const without = (basis: PlanBasis, part: 'shifts' | 'sites' | 'points', ...ids: string[]): PlanBasis => ({
  ...basis,
  [part]: Object.fromEntries(Object.entries(basis[part]).filter(([id]) => !ids.includes(id))),
});
const truckOut: DayOut = { kind: 'truck-out', shiftId: 's1', truckCode: '36C-001', reason: 'breakdown', note: null };

describe('a plan', () => {
  it('is up to date as long as the books say the same', () => {
    expect(basisChanges(THEN, { ...THEN, at: '2026-11-23T01:00:00.000Z' }, BOTH)).toEqual([]);
  });

  it('is out of date with the truck that is out, if it drives', () => {
    const now = { ...without(THEN, 'shifts', 's1'), without: [truckOut] };
    expect(basisChanges(THEN, now, BOTH)).toEqual([truckOut]);
    expect(basisChanges(THEN, now, new Set(['s2']))).toEqual([]);
    expect(basisChanges(now, THEN, new Set(['s2']))).toEqual([{ kind: 'truck-back', truckCode: '36C-001' }]);
  });

  it('is out of date with shifts that came, went or changed', () => {
    const changed = { ...THEN, shifts: { ...without(THEN, 'shifts', 's2').shifts, ...marked({ s1: '36C-001' }, 'b') } };
    expect(basisChanges(THEN, changed, BOTH)).toEqual([
      { kind: 'shift-changed', truckCode: '36C-001' },
      { kind: 'shift-gone', truckCode: '36C-002' },
    ]);
    expect(basisChanges(without(THEN, 'shifts', 's2'), THEN, BOTH)).toEqual([
      { kind: 'shift-new', truckCode: '36C-002' },
    ]);
  });

  it('is out of date with a facility that is closed or closes earlier, and a street that is closed', () => {
    const closed: DayOut = {
      ...{ kind: 'facility-closed', facilityId: 'f1', facilityName: 'Núi Voi', closesAtSecond: 39_600 },
      reason: 'Sửa cân',
    };
    const street: DayOut = { kind: 'street-closed', streetId: 'c1', name: 'Trần Phú', reason: 'Lễ hội' };
    const now = { ...THEN, sites: marked({ f1: 'Núi Voi' }, 'b'), without: [closed, street] };
    expect(basisChanges(THEN, now, BOTH)).toEqual([closed, street]);
    expect(basisChanges(now, THEN, BOTH)).toEqual([
      { kind: 'facility-changed', facilityName: 'Núi Voi' },
      { kind: 'street-open', name: 'Trần Phú' },
    ]);
    expect(basisChanges(THEN, without(THEN, 'sites', 'f1'), BOTH)).toEqual([
      { kind: 'facility-gone', facilityName: 'Núi Voi' },
    ]);
  });

  it('names the first of many points that changed, came or went', () => {
    const now = {
      ...THEN,
      points: { ...marked({ p1: 'P1', p2: 'P2', p3: 'P3', p4: 'P4' }, 'b'), ...marked({ p6: 'P6' }) },
    };
    expect(basisChanges(THEN, now, BOTH)).toEqual([
      { kind: 'points-new', count: 1, codes: ['P6'] },
      { kind: 'points-gone', count: 1, codes: ['P5'] },
      { kind: 'points-changed', count: 4, codes: ['P1', 'P2', 'P3'] },
    ]);
  });
});
