import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeDay, type DayInputs, type LedgerTicket, type LedgerVisit } from './close-day.ts';
import type { TripReport } from './collected.ts';

const report = (id: string, more: Partial<TripReport> = {}): TripReport => ({
  ...{ id, kind: 'served', doneAt: new Date(Date.UTC(2026, 10, 23)), part: null, parts: null, visitGrade: 'confirmed' },
  ...{ massGrade: 'estimated', loadKg: null, trip: 'T1', isByFill: false },
  ...more,
});
const visit = (id: string, expectedKg: number, reports: readonly TripReport[], more: Partial<LedgerVisit> = {}) => ({
  ...{ id, stream: 'food' as const, expectedKg, reports, unitId: 'A', cooperativeId: 'C', planned: 'route' as const },
  ...more,
});
const ticket = (id: string, netKg: number, more: Partial<LedgerTicket> = {}): LedgerTicket => ({
  ...{ id, netKg, streams: [], trip: 'T1', facilityId: 'PLANT', truckStreams: ['food'], cooperativeId: 'C' },
  ...more,
});
const day = (more: Partial<DayInputs>): DayInputs => ({
  ...{ day: '2026-11-23', units: [], book: { factors: [], people: [], generators: [] } },
  ...{ visits: [], tickets: [], destinations: new Map() },
  treats: new Map([['PLANT', new Set(['food' as const, 'household-other' as const])]]),
  ...more,
});
const figures = (inputs: Partial<DayInputs>) =>
  closeDay(day(inputs)).cells.map(({ unitId, stream, mass, treatedKg }) => [unitId, stream, mass, treatedKg] as const);
const mass = (weighed: number, measured = 0, estimated = 0) => ({ weighed, measured, estimated });

describe('what was collected', () => {
  it('is a trip’s ticket by what was measured, where all was, and treated where the facility treats it', () => {
    const visits = [
      visit('a', 300, [report('ra', { massGrade: 'measured', loadKg: 100 })]),
      visit('b', 100, [report('rb', { massGrade: 'measured', loadKg: 300 })], { unitId: 'B' }),
    ];
    expect(figures({ visits, tickets: [ticket('t', 1000)] })).toEqual([
      ['A', 'food', mass(250), 250],
      ['B', 'food', mass(750), 750],
    ]);
    expect(figures({ visits, tickets: [ticket('t', 1000, { facilityId: 'LANDFILL' })] })[1]).toEqual([
      ...['B', 'food', mass(750), 0],
    ]);
  });

  it('is by what was expected × how full it was where not all was measured', () => {
    const half = report('ra', { massGrade: 'measured', loadKg: 150, isByFill: true });
    const visits = [visit('a', 300, [half]), visit('b', 150, [report('rb')], { unitId: 'B' })];
    expect(figures({ visits, tickets: [ticket('t', 1000)] })).toEqual([
      ['A', 'food', mass(500), 500],
      ['B', 'food', mass(500), 500],
    ]);
  });

  it('takes the streams of a trip from the tickets that can be of them, several tickets too', () => {
    const visits = [
      visit('a', 100, [report('ra')]),
      visit('b', 100, [report('rb')], { stream: 'household-other' }),
      visit('c', 100, [report('rc')]),
    ];
    const tickets = [
      ticket('t1', 301, { streams: ['food'] }),
      ticket('t2', 50, { streams: ['household-other'], facilityId: 'LANDFILL' }),
    ];
    expect(figures({ visits, tickets })).toEqual([
      ['A', 'food', mass(301), 301],
      ['A', 'household-other', mass(50), 0],
    ]);
  });

  it('of a visit that nobody reported, or that was skipped, is nothing', () => {
    const visits = [visit('a', 100, []), visit('b', 100, [report('rb', { kind: 'skipped', massGrade: null })])];
    const [cell] = closeDay(day({ visits })).cells;
    expect(cell).toMatchObject({ mass: mass(0), dueKg: 200, visits: { scheduled: 2, served: 0 } });
  });

  it('stands in a line of its own where no visit can have it, and is spread over nobody', () => {
    const visits = [visit('a', 100, [report('ra', { trip: 'T2' })])];
    const tickets = [
      ticket('t1', 700, { trip: null }),
      ticket('t2', 20, { streams: ['medical'], trip: 'T2' }),
      ticket('t3', 5, { trip: null, truckStreams: ['food', 'recyclable'] }),
    ];
    expect(figures({ visits, tickets })).toEqual([
      [null, 'food', mass(700), 700],
      [null, 'medical', mass(20), 0],
      [null, 'unknown', mass(5), 0],
      ['A', 'food', mass(0, 0, 100), 0],
    ]);
  });

  it('without a ticket is treated where the crew said it unloaded, else where the plan has it unload', () => {
    const visits = [visit('a', 100, [report('ra')]), visit('b', 40, [report('rb', { trip: 'T2' })], { unitId: 'B' })];
    const destinations = new Map([
      ['T1', { reported: 'LANDFILL', planned: 'PLANT' }],
      ['T2', { reported: null, planned: 'PLANT' }],
    ]);
    expect(figures({ visits, destinations })).toEqual([
      ['A', 'food', mass(0, 0, 100), 0],
      ['B', 'food', mass(0, 0, 40), 40],
    ]);
  });
});

const trip = fc.constantFrom('T1', 'T2', null);
const stream = fc.constantFrom('food' as const, 'household-other' as const);
const reports = fc.array(
  fc.record({
    ...{ id: fc.uuid(), trip, kind: fc.constantFrom('served' as const, 'served' as const, 'skipped' as const) },
    minute: fc.nat(300),
    loadKg: fc.option(fc.nat(900)),
    ...{ massGrade: fc.constantFrom('measured' as const, 'estimated' as const), isByFill: fc.boolean() },
    parts: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  { maxLength: 3 },
);
const history = fc.record({
  visits: fc.uniqueArray(
    fc.record({
      ...{ id: fc.uuid(), stream, unitId: fc.constantFrom('A', 'B', null), cooperativeId: fc.constantFrom('C', null) },
      ...{ expectedKg: fc.nat(900), planned: fc.constantFrom('route' as const, 'unassigned' as const, 'no' as const) },
      reports,
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  ),
  tickets: fc.uniqueArray(
    fc.record({
      ...{ id: fc.uuid(), netKg: fc.nat(9000), streams: fc.subarray(['food' as const, 'household-other' as const]) },
      ...{ trip, facilityId: fc.constantFrom('PLANT', 'LANDFILL'), cooperativeId: fc.constantFrom('C', null) },
      truckStreams: fc.subarray(['food' as const, 'household-other' as const]),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  ),
});
const told = ({ visits, tickets }: typeof history extends fc.Arbitrary<infer T> ? T : never): DayInputs =>
  day({
    units: [
      { id: 'A', setting: 'urban', population: 1000 },
      { id: 'B', setting: 'rural', population: 300 },
    ],
    book: {
      factors: [
        {
          id: 'g',
          kind: 'generation',
          setting: 'any',
          stream: null,
          value: 0.9,
          validFrom: '2020-01-01',
          source: null,
        },
        {
          id: 'c',
          kind: 'composition',
          setting: 'any',
          stream: 'food',
          value: 0.5,
          validFrom: '2020-01-01',
          source: null,
        },
      ],
      ...{ people: [], generators: [] },
    },
    visits: visits.map(({ reports: all, ...one }) =>
      visit(
        one.id,
        one.expectedKg,
        all.map(({ minute, parts, kind, ...more }) =>
          report(more.id, {
            ...{ ...more, kind, parts, part: parts === null ? null : 1 + (minute % parts) },
            massGrade: kind === 'served' ? more.massGrade : null,
            doneAt: new Date(Date.UTC(2026, 10, 23, 0, minute)),
          }),
        ),
        one,
      ),
    ),
    tickets: tickets.map((one) => ticket(one.id, one.netKg, one)),
  });
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe('however a day came about', () => {
  it('every kilogram of its valid tickets is weighed in it once, and a ticket’s are those of its visits', () => {
    fc.assert(
      fc.property(history, (made) => {
        const inputs = told(made);
        const { cells, collected } = closeDay(inputs);
        expect(sum(cells.map((cell) => cell.mass.weighed))).toBe(sum(inputs.tickets.map(({ netKg }) => netKg)));
        for (const { id, netKg } of inputs.tickets) {
          const isUnassigned = collected.unassigned.some((one) => one.ticket.id === id);
          const shares = collected.shares.filter(({ ticketId }) => ticketId === id);
          expect(sum(shares.map(({ kg }) => kg))).toBe(isUnassigned ? 0 : netKg);
        }
        for (const { mass: kg, treatedKg } of cells) {
          expect(Object.values(kg).every((one) => Number.isInteger(one) && one >= 0)).toBe(true);
          expect(treatedKg).toBeLessThanOrEqual(sum(Object.values(kg)));
        }
      }),
    );
  });

  it('the order in which things came changes nothing', () => {
    fc.assert(
      fc.property(history, (made) => {
        const inputs = told(made);
        const turned = {
          ...inputs,
          units: [...inputs.units].reverse(),
          visits: [...inputs.visits].reverse().map((one) => ({ ...one, reports: [...one.reports].reverse() })),
          tickets: [...inputs.tickets].reverse(),
        };
        expect(closeDay(turned).cells).toEqual(closeDay(inputs).cells);
      }),
    );
  });
});
