import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { weekdaysOf } from '../domain/collection-days.ts';
import { addDays } from '../domain/day.ts';
import { NO_HOLIDAYS } from '../domain/holidays.ts';
import { type DayFigures } from '../domain/week/proposals.ts';
import { gainOf, weekFigures } from '../domain/week/verdict.ts';
import { Random } from '../optimizer/random.ts';
import { proposeWeek } from '../planning/week/propose-week.ts';
import type { WeekPoint } from '../planning/week/week-town.ts';
import { prepareTown } from './demo-town.ts';

/** A Monday. */
const MONDAY = '2026-11-23';

/**
 * What other collection days would bring to a week of the demo town, counted as the program counts it: every day planned before and after with the
 * same seeds and steps. With `--thirds` everything that is collected daily is collected three times a week instead, on days of chance, as in a town whose
 * calendar grew by itself. `npm run bench -- week [--steps 4000] [--seed 1] [--thirds]`
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      steps: { type: 'string', default: '4000' },
      seed: { type: 'string', default: '1' },
      thirds: { type: 'boolean', default: false },
    },
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'week-'));
  try {
    const { engine, townOn, points } = await prepareTown(directory, 1);
    const days = Array.from({ length: 7 }, (_, k) => addDays(MONDAY, k));
    const week = {
      days,
      towns: days.map((day) => townOn(day, true)),
      points: values.thirds ? inThirds(points) : points,
      holidays: NO_HOLIDAYS,
    };
    const began = performance.now();
    const phases: string[] = [];
    const result = await proposeWeek(
      week,
      { seed: Number(values.seed), steps: Number(values.steps) },
      {
        engine,
        signal: new AbortController().signal,
        onProgress: async (share) => {
          if (share === 0.1 || share >= 0.2) phases.push(`${Math.round(100 * share)} % ${seconds(began)}`);
          await Promise.resolve();
        },
      },
    );
    const { counts, changes, estimate, runs } = result;
    console.log(
      `${counts.streams} streams, ${counts.choices} with a choice, ${counts.fixed} fixed; ${changes.length} get other days`,
    );
    console.log(`estimate of a week: ${dong(estimate.beforeDong)} → ${dong(estimate.afterDong)}`);
    for (const { seed, before, after } of runs) {
      console.log(`seed ${seed}, ${values.steps} steps a day`);
      console.table([...before.map((day, d) => rowOf(day.day, day, after[d])), weekRow(before, after)]);
    }
    console.log(gainOf(result));
    console.log(`${seconds(began)}: ${phases.filter((_, k) => k % 6 === 0).join(', ')}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Daily collection three times a week, in an order that has nothing to do with where the points lie. */
function inThirds(points: readonly WeekPoint[]): WeekPoint[] {
  const random = new Random(1);
  return points.map((point) => ({
    ...point,
    streams: point.streams.map((held) =>
      weekdaysOf(held).length < 4 || held.stream === 'medical'
        ? held
        : { ...held, weekdays: random.below(2) === 0 ? [1, 3, 5] : [2, 4, 6], days: null },
    ),
  }));
}

const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(0)} s`;
const dong = (value: number): string => `${(value / 1e6).toFixed(2)} M đ`;
const arrow = (before: string | number, after: string | number): string => `${before} → ${after}`;
const hours = (value: number): string => (value / 3600).toFixed(1);
const km = (value: number): string => (value / 1000).toFixed(0);

function rowOf(name: string, before: DayFigures, after: DayFigures) {
  return {
    day: name,
    'due kg': arrow(before.dueKg, after.dueKg),
    'left kg': arrow(before.dueKg - before.servedKg, after.dueKg - after.servedKg),
    trucks: arrow(before.trucks, after.trucks),
    hours: arrow(hours(before.workSeconds), hours(after.workSeconds)),
    km: arrow(km(before.lengthMetres), km(after.lengthMetres)),
    cost: arrow(dong(before.costDong), dong(after.costDong)),
  };
}

function weekRow(before: readonly DayFigures[], after: readonly DayFigures[]) {
  const [b, a] = [weekFigures(before), weekFigures(after)];
  return {
    ...rowOf(
      'week',
      { ...b, day: '', visits: 0, trucks: b.truckDays },
      { ...a, day: '', visits: 0, trucks: a.truckDays },
    ),
    spread: arrow(b.spread.toFixed(3), a.spread.toFixed(3)),
    most: arrow(b.mostTrucks, a.mostTrucks),
  };
}
