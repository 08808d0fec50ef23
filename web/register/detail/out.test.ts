import { describe, expect, it } from 'vitest';
import { daysLeft, documentsWarning, outOn, outsOf, warningOf } from './out.ts';

const out = (from: string, to: string | null, closesAtSecond: number | null = null) => ({
  id: from,
  from,
  to,
  reason: 'breakdown',
  closesAtSecond,
});

describe('days out', () => {
  it('hold from the first to the last day, or until it is said otherwise', () => {
    const outs = [out('2026-12-02', '2026-12-04'), out('2026-12-10', null)];
    expect(
      ['2026-12-01', '2026-12-02', '2026-12-04', '2026-12-05', '2027-03-01'].map((day) => outOn(outs, day)?.id),
    ).toEqual([undefined, '2026-12-02', '2026-12-02', undefined, '2026-12-10']);
  });

  it('all day say more than a part of the day', () => {
    expect(outOn([out('2026-12-01', '2026-12-05', 43_200), out('2026-12-02', '2026-12-02')], '2026-12-02')?.id).toBe(
      '2026-12-02',
    );
  });

  it('are read from where the kind keeps them, the soonest first', () => {
    const record = { absences: [out('2026-12-10', null), out('2026-12-02', '2026-12-04')], leaves: [] };
    expect(outsOf('truck', record).map(({ id }) => id)).toEqual(['2026-12-02', '2026-12-10']);
    expect(outsOf('crew', record)).toEqual([]);
    expect(outsOf('facility', record)).toEqual([]);
  });
});

describe('a document', () => {
  it('is marked from 30 days before it expires, and otherwise after', () => {
    const of = (expiresOn: string) => warningOf({ expiresOn }, '2026-11-29');
    expect(of('2026-12-30')).toBeNull();
    expect(of('2026-12-29')).toBe('soon');
    expect(of('2026-11-29')).toBe('soon');
    expect(of('2026-11-28')).toBe('expired');
    expect(daysLeft({ expiresOn: '2026-12-29' }, '2026-11-29')).toBe(30);
  });

  it('marks its record by the worst of all', () => {
    const document = (expiresOn: string) => ({ id: expiresOn, kind: 'insurance', number: null, expiresOn });
    expect(documentsWarning({ documents: [document('2027-12-01'), document('2026-12-01')] }, '2026-11-29')).toBe(
      'soon',
    );
    expect(documentsWarning({ documents: [document('2026-12-01'), document('2026-01-01')] }, '2026-11-29')).toBe(
      'expired',
    );
    expect(documentsWarning({}, '2026-11-29')).toBeNull();
  });
});
