import { addDays, type Day } from '../domain/day.ts';
import { daysOfSpan, historyOfDay, type HistoryTown, type HistoryTruck } from '../domain/ledger/demo-history.ts';
import { FORECAST_METHOD, forecastRate, type RateDay, seasonalNaive } from '../domain/ledger/forecast.ts';

const FROM = '2024-06-01';
const TO = '2025-12-31';

/**
 * `npm run bench -- forecast [SERIES] [SEED]`: how good the forecast of the year's rate is, told from the end of every month of 2025 for
 * 31 December, by default on 60 series of each kind: synthetic ones whose truth is known, and the units of the demo's stories.
 * Another SEED makes other series. The interval should hold the truth in 75–85 % of cases, and the error be smaller than that of a seasonal naive forecast.
 */
export async function run(args: string[]): Promise<void> {
  const count = Number(args[0] ?? 60);
  const seed = Number(args[1] ?? 1);
  const many = (make: (noise: Random, random: Random) => RateDay[]) => madeOf(count, seed, make);
  const kinds: Record<string, readonly RateDay[][]> = {
    steady: many((noise) => series(() => 0.985, noise)),
    trend: many((noise, random) => {
      const slope = (random() - 0.5) * 0.16;
      return series((passed) => 0.95 + slope * (passed - 0.5), noise);
    }),
    wandering: many((noise, random) => {
      let level = 0.96;
      return series(() => (level += 0.0012 * normal(random)), noise);
    }),
    step: many((noise, random) => {
      const at = 0.2 + 0.6 * random();
      const by = (random() - 0.5) * 0.1;
      return series((passed) => 0.95 + (passed > at ? by : 0), noise);
    }),
    season: many((noise, random) => {
      const wave = yearly(random);
      return series((_, day) => 0.95 + wave(day), noise);
    }),
    'season and trend': many((noise, random) => {
      const wave = yearly(random);
      const slope = (random() - 0.5) * 0.1;
      return series((passed, day) => 0.95 + slope * (passed - 0.5) + wave(day), noise);
    }),
    'demo stories': demoSeries(),
  };
  const rows: Record<string, string | number>[] = [];
  const all: Result[] = [];
  for (const [kind, of] of Object.entries(kinds)) {
    const results = of.flatMap(judge);
    all.push(...results);
    rows.push(rowOf(kind, results));
  }
  rows.push(rowOf('all', all));
  process.stdout.write(`${FORECAST_METHOD}, 80 % interval, from each month's end of 2025 to ${TO}\n`);
  console.table(rows);
}

interface Result {
  readonly isWithin: boolean;
  readonly error: number;
  readonly naive: number;
}

function rowOf(kind: string, results: readonly Result[]): Record<string, string | number> {
  const mean = (of: (one: Result) => number): number => results.reduce((sum, one) => sum + of(one), 0) / results.length;
  return {
    kind,
    forecasts: results.length,
    'in the interval %': Math.round(mean(({ isWithin }) => (isWithin ? 1000 : 0))) / 10,
    'error, points': Math.round(mean(({ error }) => error) * 1e4) / 100,
    'seasonal naive, points': Math.round(mean(({ naive }) => naive) * 1e4) / 100,
  };
}

/** Forecasts from the end of each month but the last against what came. */
function judge(days: readonly RateDay[]): Result[] {
  const year = days.filter(({ day }) => day >= '2025-01-01');
  const truth =
    year.reduce((sum, one) => sum + one.treatedKg, 0) / year.reduce((sum, one) => sum + one.denominatorKg, 0);
  return Array.from({ length: 10 }, (_, month) => {
    const end = addDays(`2025-${String(month + 2).padStart(2, '0')}-01`, -1);
    const known = days.filter(({ day }) => day <= end);
    const forecast = forecastRate(known, TO);
    const naive = seasonalNaive(known, TO);
    return forecast && naive !== null
      ? [
          {
            isWithin: forecast.low <= truth && truth <= forecast.high,
            error: Math.abs(forecast.rate - truth),
            naive: Math.abs(naive - truth),
          },
        ]
      : [];
  }).flat();
}

type Random = () => number;

function madeOf(count: number, seed: number, make: (noise: Random, random: Random) => RateDay[]): RateDay[][] {
  return Array.from({ length: count }, (_, index) => {
    const random = seeded(seed + index);
    let last = 0;
    // Errors of days that follow each other are alike.
    return make(() => (last = 0.3 * last + 0.03 * normal(random)), random);
  });
}

function series(rateOf: (passed: number, day: Day) => number, noise: Random): RateDay[] {
  const days = daysOfSpan({ from: FROM, to: TO });
  return days.map((day, index) => ({
    ...{ day, denominatorKg: 6000 },
    treatedKg: Math.max(0, Math.round(6000 * (rateOf(index / days.length, day) + noise()))),
  }));
}

/** The units of a town like the demo's, by the stories of its history. */
function demoSeries(): RateDay[][] {
  const truck: HistoryTruck = {
    ...{ truckId: 't', shiftId: 's', cooperativeCode: 'HTX-1', streams: ['food'], capacityKg: 5000, tareKg: 6000 },
    ...{ startSecond: 10_800, weekdays: [1, 2, 3, 4, 5, 6, 7] },
  };
  const units = ['14809', '14812', '14815', '14818', '14821', '14823', '14824'];
  const points = units.flatMap((unitCode) =>
    Array.from({ length: 20 }, (_, index) => ({
      ...{ id: `${unitCode}-${index}`, code: `${unitCode}-${index}`, unitId: unitCode, unitCode },
      ...{ cooperativeId: null, cooperativeCode: null },
      streams: [{ stream: 'food' as const, expectedKgPerDay: 300, weekdays: index % 2 === 0 ? [1, 3, 5] : [2, 4, 6] }],
    })),
  );
  const town: HistoryTown = { points, trucks: [truck], siteOf: new Map([['food', 'plant']]), generatedKg: () => 6000 };
  const byUnit = new Map(units.map((code) => [code, [] as RateDay[]]));
  for (const day of daysOfSpan({ from: FROM, to: TO })) {
    const stops = historyOfDay(town, day, { from: FROM, to: TO }).flatMap((trip) => trip.stops);
    for (const code of units) {
      const served = stops.filter(({ pointId, outcome }) => pointId.startsWith(code) && outcome === 'served');
      const treatedKg = served.reduce((sum, { expectedKg }) => sum + expectedKg, 0);
      byUnit.get(code)?.push({ day, treatedKg, denominatorKg: 6000 });
    }
  }
  return [...byUnit.values()];
}

/** A wave that comes again after 52 weeks, of up to four points, from any day on. */
function yearly(random: Random): (day: Day) => number {
  const size = 0.04 * random();
  const from = 2 * Math.PI * random();
  return (day) => size * Math.sin((2 * Math.PI * dayNumber(day)) / 364 + from);
}

const dayNumber = (day: Day): number => Date.parse(day) / 86_400_000;

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mulberry32. */
function seeded(seed: number): Random {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
