import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from './day.ts';
import { CARRY_OVER_DAYS, dueVisits as dueVisitsWith, servedInLastDuePeriod } from './due.ts';
import { NO_HOLIDAYS } from './holidays.ts';
import { foldServiceHistory, NO_HISTORY, type ServiceHistory } from './service-history.ts';

const MONDAY = '2026-11-23';
const STREAM = 'household-other' as const;

const dueVisits = (
  points: Parameters<typeof dueVisitsWith>[0],
  day: Day,
  known: ServiceHistory,
  carryOverDays?: number,
) => dueVisitsWith(points, day, known, NO_HOLIDAYS, carryOverDays);

function point(weekdays: number[], expectedKgPerDay = 100) {
  return { id: 'p', isActive: true, streams: [{ stream: STREAM, expectedKgPerDay, weekdays }] } as const;
}

/** A history in which these days are accounted for and the point was served on those. */
function history(accounted: Day[], served: Day[]): ServiceHistory {
  return { accountedDays: new Set(accounted), servedDays: () => [...served].sort() };
}

describe('what is due on a day', () => {
  it('is what has a collection day, with the waste since the collection day before', () => {
    const [visit] = dueVisits([point([1, 4])], MONDAY, NO_HISTORY);
    expect(visit).toMatchObject({ massKg: 400, days: 4, isCarriedOver: false });
    expect(visit.litres).toBe(Math.ceil((400 / 450) * 1000));
  });

  it('is nothing on other days, at points that are closed, and where nothing is expected', () => {
    expect(dueVisits([point([2])], MONDAY, NO_HISTORY)).toEqual([]);
    expect(dueVisits([{ ...point([1]), isActive: false }], MONDAY, NO_HISTORY)).toEqual([]);
    expect(dueVisits([point([1], 0)], MONDAY, NO_HISTORY)).toEqual([]);
    expect(dueVisits([point([])], MONDAY, NO_HISTORY)).toEqual([]);
  });

  it('includes on the day after what was missed, although it is no collection day', () => {
    const missed = history([MONDAY], []);
    const [visit] = dueVisits([point([1])], addDays(MONDAY, 1), missed);
    expect(visit).toMatchObject({ days: 8, massKg: 800, isCarriedOver: true });
  });

  it('leaves out on the day after what was served', () => {
    expect(dueVisits([point([1])], addDays(MONDAY, 1), history([MONDAY], [MONDAY]))).toEqual([]);
  });

  it('makes no debt of days of which nothing is known', () => {
    expect(dueVisits([point([1])], addDays(MONDAY, 1), NO_HISTORY)).toEqual([]);
    expect(dueVisits([point([1, 2, 3, 4, 5, 6, 7])], MONDAY, NO_HISTORY)[0].days).toBe(1);
  });

  it('holds no day of new days against the time before they began, and counts the waste since the last of the old ones', () => {
    const streams = [
      {
        ...({ stream: STREAM, expectedKgPerDay: 100, weekdays: [2, 5] } as const),
        earlier: { until: MONDAY, schedule: { weekdays: [1, 4] } },
      },
    ];
    const changed = { id: 'p', isActive: true, streams };
    const [friday, thursday] = [addDays(MONDAY, -3), addDays(MONDAY, -4)];
    const known = history([thursday, friday], [thursday]);
    expect(dueVisits([changed], MONDAY, known)).toEqual([]);
    expect(dueVisits([changed], addDays(MONDAY, 1), known)).toMatchObject([{ days: 5, isCarriedOver: false }]);
  });

  it('counts from a late collection, not from the day that was missed', () => {
    const late = history([MONDAY], [addDays(MONDAY, 1)]);
    expect(dueVisits([point([1])], addDays(MONDAY, 7), late)[0]).toMatchObject({ days: 6, isCarriedOver: false });
  });

  it('does not ask for today what was served today already', () => {
    const [visit] = dueVisits([point([1])], MONDAY, history([MONDAY], [MONDAY]));
    expect(visit.days).toBe(7);
  });

  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });

  it('collects every kilogram once when every due visit is served, whatever the collection days', () => {
    fc.assert(
      fc.property(weekdays, fc.integer({ min: 0, max: 6 }), (days, offset) => {
        const served: Day[] = [];
        let collected = 0;
        let first: Day | null = null;
        for (let d = 0; d < 28; d++) {
          const day = addDays(MONDAY, offset + d);
          const accounted = Array.from({ length: d }, (_, k) => addDays(MONDAY, offset + k));
          const [visit] = dueVisits([point(days)], day, history(accounted, served));
          if (!visit) continue;
          expect(visit.isCarriedOver).toBe(false);
          first ??= addDays(day, -visit.days);
          served.push(day);
          collected += visit.massKg;
        }
        const last = served.at(-1) ?? MONDAY;
        expect(collected).toBe((100 * (Date.parse(last) - Date.parse(first ?? last))) / 86_400_000);
      }),
    );
  });

  it('never asks for less than the waste since the collection day before, nor for more than the carry-over and a period', () => {
    fc.assert(
      fc.property(weekdays, fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }), (days, serve) => {
        const accounted = serve.map((_, k) => addDays(MONDAY, -15 + k));
        const served = accounted.filter((_, k) => serve[k]);
        const [visit] = dueVisits([point(days)], MONDAY, history(accounted, served));
        if (!visit) return;
        expect(visit.days).toBeGreaterThanOrEqual(1);
        expect(visit.days).toBeLessThanOrEqual(CARRY_OVER_DAYS + 7);
        expect(visit.massKg).toBe(100 * visit.days);
      }),
    );
  });

  it('keeps asking for a missed visit until its next collection day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (later) => {
        const due = dueVisits([point([1])], addDays(MONDAY, later), history([MONDAY], []));
        expect(due.map((visit) => visit.days)).toEqual(later <= 7 ? [7 + later] : []);
      }),
    );
  });

  it('forgets what was missed longer ago than the carry-over', () => {
    const days = Array.from({ length: 14 }, (_, k) => addDays(MONDAY, k - 14));
    const [visit] = dueVisits([point([1, 2, 3, 4, 5, 6, 7])], MONDAY, history(days, []), 3);
    expect(visit.days).toBe(4);
  });
});

describe('whether a visit was served in its last due period', () => {
  const everyMonday = { weekdays: [1] };
  const asked = (day: Day, known: ServiceHistory) =>
    servedInLastDuePeriod('p', STREAM, everyMonday, day, known, NO_HOLIDAYS);

  it('is not known without events or a published plan', () => {
    expect(asked(addDays(MONDAY, 2), NO_HISTORY)).toBeNull();
  });

  it('is yes after the collection, and no after a collection day on which nothing came', () => {
    expect(asked(addDays(MONDAY, 2), history([MONDAY], [MONDAY]))).toBe(true);
    expect(asked(addDays(MONDAY, 2), history([MONDAY], []))).toBe(false);
  });

  it('is yes when it was served late', () => {
    expect(asked(addDays(MONDAY, 2), history([MONDAY], [addDays(MONDAY, 1)]))).toBe(true);
  });

  it('looks at the day itself once its plan is published', () => {
    const before = addDays(MONDAY, -7);
    expect(asked(MONDAY, history([before], [before]))).toBe(true);
    expect(asked(MONDAY, history([before, MONDAY], [before]))).toBe(false);
    expect(asked(MONDAY, history([before, MONDAY], [before, MONDAY]))).toBe(true);
  });
});

describe('the history of service', () => {
  const at = (day: Day, hour: string) => new Date(`${day}T${hour}:00+07:00`);
  const event = (kind: 'served' | 'skipped', hour: string, day = MONDAY) =>
    ({ pointId: 'p', stream: STREAM, kind, doneAt: at(day, hour), planDay: null }) as const;
  const zone = 'Asia/Ho_Chi_Minh';
  const over = { today: addDays(MONDAY, 1), take: 'as-reported' } as const;
  const plan = { day: MONDAY, visits: [{ pointId: 'p', stream: STREAM }] } as const;

  it('goes by the last thing said of a visit that day, in whichever order it arrives', () => {
    const events = [event('served', '06:00'), event('skipped', '05:00')];
    for (const order of [events, [...events].reverse()]) {
      expect(foldServiceHistory(order, [], zone, over).servedDays('p', STREAM)).toEqual([MONDAY]);
    }
    const undone = [event('served', '05:00'), event('skipped', '06:00')];
    expect(foldServiceHistory(undone, [], zone, over).servedDays('p', STREAM)).toEqual([]);
  });

  it('takes a published plan at its word where nobody reported anything', () => {
    expect(foldServiceHistory([], [plan], zone, over).servedDays('p', STREAM)).toEqual([MONDAY]);
    const elsewhere = { ...event('served', '05:00'), pointId: 'other' };
    expect(foldServiceHistory([elsewhere], [plan], zone, over).servedDays('p', STREAM)).toEqual([]);
  });

  it('takes what is still to come of a published plan as done only for planning ahead', () => {
    const today = { today: MONDAY } as const;
    const ahead = foldServiceHistory([], [plan], zone, { ...today, take: 'as-planned' });
    const asReported = foldServiceHistory([], [plan], zone, { ...today, take: 'as-reported' });
    expect(ahead.servedDays('p', STREAM)).toEqual([MONDAY]);
    expect(asReported.servedDays('p', STREAM)).toEqual([]);
    const skipped = foldServiceHistory([event('skipped', '05:00')], [plan], zone, { ...today, take: 'as-planned' });
    expect(skipped.servedDays('p', STREAM)).toEqual([]);
  });

  it('counts a night shift to the day of its plan', () => {
    const night = { ...event('served', '01:00', addDays(MONDAY, 1)), planDay: MONDAY };
    expect(foldServiceHistory([night], [], zone, over).servedDays('p', STREAM)).toEqual([MONDAY]);
  });
});
