import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectionDaysText, readCollectionDays } from './cells/collection-days.ts';
import {
  type CollectionDays,
  type CollectionSchedule,
  collectionDaysSchema,
  dueDayBefore,
  dueDaysBetween,
  heldDays,
  isDueOn,
  usualIntervalDays,
  weekdaysOf,
} from './collection-days.ts';
import { addDays, type Day, isoWeekday } from './day.ts';
import { dueVisits } from './due.ts';
import { holidaysOf, NO_HOLIDAYS } from './holidays.ts';
import { NO_HISTORY } from './service-history.ts';

const MONDAY = '2026-11-23';
const only = (days: Partial<CollectionDays>): CollectionSchedule => ({
  weekdays: [],
  days: { rules: [], dates: [], alsoOnDaysOff: false, ...days },
});

const day = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2025-01-01', days));
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((days) => days.sort());
const dayOfYear = day.map((one) => one.slice(5)).filter((text) => text !== '02-29');
const rule = fc.record(
  {
    weekdays,
    everyWeeks: fc.record({ weeks: fc.integer({ min: 2, max: 8 }), from: day }),
    season: fc.record({ from: dayOfYear, to: dayOfYear }),
  },
  { requiredKeys: ['weekdays'] },
);
const days: fc.Arbitrary<CollectionDays> = fc
  .record({
    rules: fc.array(rule, { maxLength: 3 }),
    dates: fc.uniqueArray(day, { maxLength: 4 }).map((dates) => dates.sort()),
    alsoOnDaysOff: fc.boolean(),
  })
  .filter(({ rules, dates }) => rules.length + dates.length > 0);
const schedule: fc.Arbitrary<CollectionSchedule> = fc.oneof(
  weekdays.map((own) => ({ weekdays: own, days: null })),
  days.map((own) => ({ weekdays: [], days: own })),
);
const offDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-01-01', days));
const daysOff = fc
  .uniqueArray(fc.record({ day: offDay, replacementDay: fc.option(offDay) }), {
    selector: (off) => off.day,
    maxLength: 12,
  })
  .map((list) => list.filter((off) => off.day !== off.replacementDay));

describe('collection days', () => {
  it('are every week on the weekdays where nothing else is said', () => {
    expect(dueDaysBetween({ weekdays: [1, 5] }, MONDAY, '2026-12-06', NO_HOLIDAYS)).toEqual([
      '2026-11-23',
      '2026-11-27',
      '2026-11-30',
      '2026-12-04',
    ]);
  });

  it('of before a change are those of then', () => {
    const changed = { weekdays: [2, 5], earlier: { until: MONDAY, schedule: { weekdays: [1, 4] } } };
    expect(dueDaysBetween(changed, '2026-11-16', '2026-11-29', NO_HOLIDAYS)).toEqual([
      '2026-11-16',
      '2026-11-19',
      '2026-11-24',
      '2026-11-27',
    ]);
  });

  it('of every second week are counted from a date through the turn of the year, both ways', () => {
    const everySecond = only({ rules: [{ weekdays: [2], everyWeeks: { weeks: 2, from: '2026-01-06' } }] });
    expect(dueDaysBetween(everySecond, '2025-12-01', '2026-01-31', NO_HOLIDAYS)).toEqual([
      '2025-12-09',
      '2025-12-23',
      '2026-01-06',
      '2026-01-20',
    ]);
  });

  it('of every N weeks lie N weeks apart, over years', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 2, max: 52 }), (from, weeks) => {
        const due = dueDaysBetween(
          only({ rules: [{ weekdays: [isoWeekday(from)], everyWeeks: { weeks, from } }] }),
          addDays(from, -500),
          addDays(from, 500),
          NO_HOLIDAYS,
        );
        expect(due).toContain(from);
        for (const [k, one] of due.slice(1).entries()) expect(one).toBe(addDays(due[k], 7 * weeks));
      }),
      { numRuns: 15 },
    );
  });

  it('of a season are within it every year, also over the turn of the year', () => {
    const winter = only({ rules: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], season: { from: '11-15', to: '02-10' } }] });
    expect([isDueOn(winter, '2026-11-14', NO_HOLIDAYS), isDueOn(winter, '2026-11-15', NO_HOLIDAYS)]).toEqual([
      false,
      true,
    ]);
    expect([isDueOn(winter, '2027-02-10', NO_HOLIDAYS), isDueOn(winter, '2027-02-11', NO_HOLIDAYS)]).toEqual([
      true,
      false,
    ]);
  });

  it('are the union of all rules and named dates', () => {
    fc.assert(
      fc.property(days, day, (all, from) => {
        const due = new Set(dueDaysBetween({ weekdays: [], days: all }, from, addDays(from, 120), NO_HOLIDAYS));
        const parts = all.rules.flatMap((one) =>
          dueDaysBetween(only({ rules: [one] }), from, addDays(from, 120), NO_HOLIDAYS),
        );
        const named = all.dates.filter((one) => from <= one && one <= addDays(from, 120));
        expect([...due].sort()).toEqual([...new Set([...parts, ...named])].sort());
      }),
      { numRuns: 40 },
    );
  });

  it('before a day are the last of those counted one by one', () => {
    fc.assert(
      fc.property(schedule, daysOff, day, (own, off, asked) => {
        const holidays = holidaysOf(off);
        const before = dueDayBefore(own, asked, holidays);
        const counted = dueDaysBetween(own, addDays(asked, -366), addDays(asked, -1), holidays);
        const last = counted.at(-1);
        // Where none is found, there is none in the weeks that are always looked through.
        const isNear = last !== undefined && last >= addDays(asked, -38);
        expect([before ?? last, before === null && isNear]).toEqual([last, false]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('days off', () => {
  it('are no collection days; what is moved is collected on the day that stands in, once', () => {
    const holidays = holidaysOf([
      { day: '2026-09-02', replacementDay: '2026-09-03' },
      { day: '2026-01-01', replacementDay: null },
    ]);
    const wednesdays = { weekdays: [3] };
    expect(isDueOn(wednesdays, '2026-09-02', holidays)).toBe(false);
    expect(isDueOn(wednesdays, '2026-09-03', holidays)).toBe(true);
    expect(isDueOn({ weekdays: [2] }, '2026-09-03', holidays)).toBe(false);
    expect(dueDaysBetween({ weekdays: [3, 4] }, '2026-08-31', '2026-09-06', holidays)).toEqual(['2026-09-03']);
    expect(isDueOn({ weekdays: [4] }, '2026-01-01', holidays)).toBe(false);
  });

  it('do not stop what is named by its date, or is collected on days off too', () => {
    const holidays = holidaysOf([{ day: '2026-02-17', replacementDay: '2026-02-21' }]);
    const clinic = only({ rules: [{ weekdays: [1, 2, 3, 4, 5] }], alsoOnDaysOff: true });
    expect(isDueOn(clinic, '2026-02-17', holidays)).toBe(true);
    expect(isDueOn(clinic, '2026-02-21', holidays)).toBe(false);
    const named = only({ rules: [{ weekdays: [2] }], dates: ['2026-02-17'] });
    expect(dueDaysBetween(named, '2026-02-16', '2026-02-22', holidays)).toEqual(['2026-02-17']);
  });

  it('neither lose nor double a collection that has a replacement', () => {
    fc.assert(
      fc.property(weekdays, daysOff, (own, list) => {
        const holidays = holidaysOf(list);
        const off = new Map(list.map((one) => [one.day, one.replacementDay]));
        const from: Day = '2024-12-01';
        const to: Day = '2027-01-31';
        const due = dueDaysBetween({ weekdays: own }, from, to, holidays);
        const regular = dueDaysBetween({ weekdays: own }, from, to, NO_HOLIDAYS);
        expect(new Set(due).size).toBe(due.length);
        for (const one of due) expect(off.has(one)).toBe(false);
        const kept = regular.filter((one) => !off.has(one));
        const moved = regular.filter((one) => off.get(one) != null);
        const made = new Set(due);
        // What was no day off stays; of the others each has its stand-in, several may share one.
        for (const one of kept) expect(made.has(one)).toBe(true);
        const standIns = due.filter((one) => !kept.includes(one));
        expect(standIns.length).toBeLessThanOrEqual(moved.length);
        for (const one of moved) {
          expect(due.some((made) => holidays.movedTo(made).includes(one))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('add their waste to the next collection', () => {
    const holidays = holidaysOf([{ day: MONDAY, replacementDay: null }]);
    const point = {
      id: 'p',
      isActive: true,
      streams: [{ stream: 'food', expectedKgPerDay: 10, weekdays: [1, 4] }],
    } as const;
    expect(dueVisits([point], MONDAY, NO_HISTORY, holidays)).toEqual([]);
    expect(dueVisits([point], '2026-11-26', NO_HISTORY, holidays)).toMatchObject([{ days: 7, massKg: 70 }]);
  });
});

describe('the waste of a collection', () => {
  const due = (own: CollectionSchedule, on: Day) =>
    dueVisits(
      [{ id: 'p', isActive: true, streams: [{ stream: 'food', expectedKgPerDay: 10, ...own }] }],
      on,
      NO_HISTORY,
      NO_HOLIDAYS,
    ).map((visit) => visit.days);

  it('of every fourth week is that of four weeks', () => {
    const rules = [{ weekdays: [1], everyWeeks: { weeks: 4, from: MONDAY } }];
    expect(due(only({ rules }), MONDAY)).toEqual([28]);
    expect(due(only({ rules }), addDays(MONDAY, 7))).toEqual([]);
  });

  it('of the first day of a season, and of the first date named, is what usually lies between two', () => {
    const summer = only({ rules: [{ weekdays: [1, 4], season: { from: '05-04', to: '10-15' } }] });
    expect(due(summer, '2026-05-04')).toEqual([4]);
    expect(usualIntervalDays(summer, '2026-05-04')).toBe(4);
    expect(due(only({ dates: ['2026-05-04', '2026-08-03'] }), '2026-05-04')).toEqual([7]);
    expect(due(only({ dates: ['2026-05-04', '2026-08-03'] }), '2026-08-03')).toEqual([91]);
  });
});

describe('collection days in a cell', () => {
  it('are read as people write them, in both languages', () => {
    const read = (text: string) => readCollectionDays(text);
    expect(read('T2 T4 CN')).toEqual({ value: { weekdays: [1, 3, 7], days: null } });
    expect(read('1234567')).toEqual({ value: { weekdays: [1, 2, 3, 4, 5, 6, 7], days: null } });
    const everySecond = only({ rules: [{ weekdays: [2], everyWeeks: { weeks: 2, from: '2026-01-05' } }] });
    for (const text of ['T3 2 tuần/lần từ 5/1/2026', 'Tue every 2 weeks from 2026-01-05']) {
      expect(read(text)).toEqual({ value: { ...everySecond, weekdays: [2] } });
    }
    const season = only({ rules: [{ weekdays: [1, 4], season: { from: '04-15', to: '10-15' } }], alsoOnDaysOff: true });
    for (const text of ['T2 T5 từ 15/4 đến 15/10; cả ngày nghỉ', 'Mon, Thu from 15/04 to 15/10; also on days off']) {
      expect(read(text)).toEqual({ value: { ...season, weekdays: [1, 4] } });
    }
    expect(read('02/09/2026, 3/9/2026')).toEqual({ value: only({ dates: ['2026-09-02', '2026-09-03'] }) });
  });

  it('that are none are named', () => {
    expect(readCollectionDays('thứ tám')).toMatchObject({ code: 'not-weekdays' });
    expect(readCollectionDays('T2 từ 31/02 đến 15/10')).toMatchObject({ code: 'not-collection-days' });
    expect(readCollectionDays('every 2 weeks from 2026-01-05')).toMatchObject({ code: 'not-collection-days' });
  });

  it('come back as they were written, in either language', () => {
    fc.assert(
      fc.property(schedule, fc.constantFrom('vi', 'en'), (own, language) => {
        const read = readCollectionDays(collectionDaysText(own, language as 'vi' | 'en'));
        const normal = own.days && collectionDaysSchema.parse(own.days);
        const isPlain =
          normal !== null &&
          normal !== undefined &&
          normal.rules.length === 1 &&
          normal.dates.length === 0 &&
          !normal.alsoOnDaysOff &&
          !normal.rules[0].everyWeeks &&
          !normal.rules[0].season;
        // One rule without anything else is the same as its weekdays.
        const wanted = isPlain
          ? { weekdays: normal.rules[0].weekdays, days: null }
          : { weekdays: [...weekdaysOf(own)], days: normal };
        expect(read).toEqual({ value: wanted });
      }),
      { numRuns: 150 },
    );
  });

  it('are taken from a row as far as they are such', () => {
    expect(heldDays(null)).toBeNull();
    expect(heldDays({ weeks: 2 })).toBeNull();
    expect(heldDays({ rules: [], dates: ['2026-09-02'], alsoOnDaysOff: false })).not.toBeNull();
  });
});
