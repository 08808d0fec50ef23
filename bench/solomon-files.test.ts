import { expect, it } from 'vitest';
import type { Plan } from '../optimizer/index.ts';
import { readSolomon } from './solomon-files.ts';

/** The diagonals of a square from the depot, windows that allow both customers to one vehicle in the order of their numbers alone. */
const FILE = `R208

VEHICLE
NUMBER     CAPACITY
  25         20

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0       0        0        0      100        0
    1      1       1       10        0       10       10
    2      2       2       10        0       20       10
`;

const planOf = (...tours: number[][]): Plan => ({
  routes: tours.map((points, vehicle) => ({
    vehicle,
    stops: [...points.map((point) => ({ kind: 'point' as const, point })), { kind: 'site' as const, site: 0 }],
  })),
});

it('takes no more vehicles than the best known plan has', () => {
  const { kind, problem, bestKnown } = readSolomon('R208', FILE);
  expect([kind, bestKnown, problem.vehicles.length, problem.points.length]).toEqual(['R2', 726.82, 2, 2]);
  expect(readSolomon('rc208', FILE).kind).toBe('RC2');
});

it('judges by exact distances, windows and who is left out', () => {
  const { judge } = readSolomon('R208', FILE);
  const kept = judge(planOf([0, 1]));
  expect(kept).toMatchObject({ vehicles: 1, leftOut: 0, rulesBroken: 0 });
  expect(kept.distance).toBeCloseTo(Math.sqrt(32), 12);
  expect(judge(planOf([1, 0])).rulesBroken).toBeGreaterThan(0);
  expect(judge(planOf([1]))).toMatchObject({ leftOut: 1, rulesBroken: 0 });
});

it('refuses what nothing is known of, and files of another form', () => {
  expect(() => readSolomon('R213', FILE)).toThrow("R213 is none of Solomon's files");
  expect(() => readSolomon('toString', FILE)).toThrow("toString is none of Solomon's files");
  expect(() => readSolomon('R208', 'VEHICLE\n')).toThrow('VEHICLE must be followed by');
});
