import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidingPieces, foldVisit, VISIT_STATES, type VisitReport } from './fold-visit.ts';
import { weighTrip } from './weigh-trip.ts';

const NONE: ReadonlyMap<string, number> = new Map();
const report = (minute: number, kind: VisitReport['kind'], more: Partial<VisitReport> = {}): VisitReport => ({
  ...{ id: `r${minute}`, kind, doneAt: new Date(Date.UTC(2026, 10, 23, 0, minute)), part: null, parts: null },
  ...{ visitGrade: 'confirmed', massGrade: kind === 'served' ? 'estimated' : null, loadKg: null },
  ...more,
});
const fold = (reports: readonly VisitReport[], more: object = {}) =>
  foldVisit({ reports, planned: 'route', isOver: false, expectedKg: 300, weighedKg: NONE, ...more });

describe('a visit', () => {
  it('of which nothing is reported is planned, and open when its day is over: nothing counts as taken', () => {
    const unknown = { visitGrade: 'none', massGrade: 'estimated', kg: 0 };
    expect(fold([])).toEqual({ state: 'planned', ...unknown });
    expect(fold([], { isOver: true })).toEqual({ state: 'open', ...unknown });
    expect(fold([], { planned: 'unassigned', isOver: true })).toEqual({ state: 'unassigned', ...unknown });
    expect(fold([], { planned: 'no' })).toEqual({ state: 'unplanned', ...unknown });
  });

  it('that a driver tapped is confirmed, and its mass an estimate all the same', () => {
    expect(fold([report(1, 'served')])).toEqual({
      ...{ state: 'served', visitGrade: 'confirmed', massGrade: 'estimated', kg: 300 },
    });
    const untouched = report(1, 'served', { loadKg: 280 });
    expect(fold([untouched])).toMatchObject({ massGrade: 'estimated', kg: 280 });
  });

  it('has the mass that is known best: weighed before measured before expected', () => {
    const typed = report(1, 'served', { loadKg: 250, massGrade: 'measured' });
    expect(fold([typed])).toMatchObject({ massGrade: 'measured', kg: 250 });
    expect(fold([typed], { weighedKg: new Map([['r1', 261]]) })).toMatchObject({ massGrade: 'weighed', kg: 261 });
  });

  it('is as the report done last leaves it; what a track shows counts only where nobody said anything', () => {
    expect(fold([report(5, 'skipped'), report(1, 'served')])).toMatchObject({ state: 'skipped', kg: 0 });
    const seen = report(9, 'served', { visitGrade: 'inferred' });
    expect(fold([seen, report(1, 'skipped')])).toMatchObject({ state: 'skipped', visitGrade: 'confirmed', kg: 0 });
    expect(fold([seen])).toMatchObject({ state: 'served', visitGrade: 'inferred', massGrade: 'estimated', kg: 300 });
    const half = report(1, 'served', { part: 1, parts: 2 });
    expect(fold([seen, half])).toMatchObject({ state: 'served', visitGrade: 'inferred' });
  });

  it('in parts is served when all of them are, and known no better than the worst', () => {
    const first = report(1, 'served', { part: 1, parts: 2, loadKg: 100, massGrade: 'measured' });
    const second = report(2, 'served', { part: 2, parts: 2, visitGrade: 'inferred' });
    expect(fold([first])).toMatchObject({ state: 'planned', visitGrade: 'none', kg: 100 });
    expect(fold([first], { isOver: true })).toMatchObject({ state: 'partly', kg: 100 });
    expect(fold([first, second])).toEqual({
      ...{ state: 'served', visitGrade: 'inferred', massGrade: 'estimated', kg: 250 },
    });
    expect(fold([first, report(3, 'skipped', { part: 2, parts: 2 })])).toMatchObject({ state: 'partly', kg: 100 });
  });
});

const reports = fc.uniqueArray(
  fc
    .record({
      minute: fc.nat(20),
      kind: fc.constantFrom('served' as const, 'skipped' as const),
      parts: fc.option(fc.integer({ min: 1, max: 4 })),
      pick: fc.nat(),
      loadKg: fc.option(fc.nat(900)),
      visitGrade: fc.constantFrom('confirmed' as const, 'inferred' as const),
      massGrade: fc.constantFrom('measured' as const, 'estimated' as const),
    })
    .chain(({ minute, kind, parts, pick, ...more }) =>
      fc
        .uuid()
        .map((id) => report(minute, kind, { ...more, id, parts, part: parts === null ? null : 1 + (pick % parts) })),
    ),
  { selector: ({ id }) => id, maxLength: 8 },
);

describe('however its reports come', () => {
  it('any order and any repetition leave the same', () => {
    fc.assert(
      fc.property(reports, fc.boolean(), fc.array(fc.nat(), { maxLength: 8 }), (told, isOver, again) => {
        const repeated = told.length === 0 ? [] : again.map((index) => told[index % told.length] ?? told[0]);
        const other = [...repeated.flatMap((one) => one ?? []), ...[...told].reverse()];
        expect(fold(other, { isOver })).toEqual(fold(told, { isOver }));
      }),
    );
  });

  it('no more than the whole is decided, and kg are taken only where something was served', () => {
    fc.assert(
      fc.property(reports, fc.boolean(), (told, isOver) => {
        const pieces = decidingPieces(told);
        expect(pieces.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(pieces.every(({ ofReport }) => ofReport > 0 && ofReport <= 1 + 1e-9)).toBe(true);
        expect(VISIT_STATES).toContain(fold(told, { isOver }).state);
      }),
    );
    fc.assert(
      fc.property(reports, fc.boolean(), (told, isOver) => {
        fc.pre(decidingPieces(told).every(({ report: { kind } }) => kind === 'skipped'));
        expect(fold(told, { isOver }).kg).toBe(0);
      }),
    );
  });

  it('what is still to be done has no grade', () => {
    fc.assert(
      fc.property(reports, fc.boolean(), (told, isOver) => {
        const { state, visitGrade } = fold(told, { isOver });
        fc.pre(state === 'planned' || state === 'open');
        expect(visitGrade).toBe('none');
      }),
    );
  });
});

it('the tickets of a trip go to what each of them can be of, to the kilogram', () => {
  const loaded = (id: string, stream: string, expectedKg: number) => ({ id, stream, expectedKg, measuredKg: null });
  const trip = [loaded('a', 'food', 100), loaded('b', 'household-other', 200), loaded('c', 'food', 100)];
  const ticket = (netKg: number, ...streams: string[]) => ({ id: `t${netKg}`, netKg, streams });
  expect(Object.fromEntries(weighTrip([ticket(401)], trip))).toEqual({ a: 100, b: 201, c: 100 });
  expect(Object.fromEntries(weighTrip([ticket(301, 'food')], trip))).toEqual({ a: 151, c: 150 });
  expect(Object.fromEntries(weighTrip([ticket(300, 'food'), ticket(50, 'household-other')], trip))).toEqual({
    ...{ a: 150, b: 50, c: 150 },
  });
  expect(weighTrip([ticket(9, 'medical')], trip).size).toBe(0);
});
