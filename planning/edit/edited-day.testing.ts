/** A day of two trucks and an idle one with a plan, to be edited: points on a line, each a hundred seconds from the next. */
import { evaluatePlan, type Plan, type Stop } from '../../optimizer/index.ts';
import type { DayTown } from '../gather.ts';
import { alongTheLine, due, HOUR, point, problemOf, shift, townOf, truck } from '../small-day.testing.ts';
import type { EditedBase } from './price-edit.ts';

const CODES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

export const at = (code: (typeof CODES)[number]): Stop => ({ kind: 'point', point: CODES.indexOf(code) });
export const UNLOAD: Stop = { kind: 'site', site: 0 };

/** Truck 1 takes A, B, then C; truck 2 takes D and E; F is left; truck 3 stays at home. Truck 2 is full with what it has. */
export function editedDay(more: Partial<DayTown> = {}): EditedBase {
  const day = problemOf(
    townOf(
      CODES.map((code, k) => point(code, k + 1, code === 'B' ? { windows: [[5 * HOUR, 6 * HOUR]] } : {})),
      [due('A', 500), due('B', 600), due('C', 700), due('D', 1500), due('E', 1400), due('F', 300)],
      [
        shift(truck('t1', 5000, 8)),
        { ...shift(truck('t2', 3000, 4)), breaks: [{ startSecond: 6 * HOUR, endSecond: 7 * HOUR, seconds: 900 }] },
        shift(truck('t3', 3000, 4)),
      ],
      more,
    ),
    alongTheLine,
  );
  const plan: Plan = {
    routes: [
      { vehicle: 0, stops: [at('A'), at('B'), UNLOAD, at('C'), UNLOAD] },
      { vehicle: 1, stops: [at('D'), at('E'), UNLOAD] },
    ],
  };
  return {
    ...{ number: 1, day, plan, evaluation: evaluatePlan(day.problem, plan) },
    visitOf: (k) => `visit-${CODES[k]}`,
  };
}

export const visit = (code: (typeof CODES)[number]): string => `visit-${code}`;
