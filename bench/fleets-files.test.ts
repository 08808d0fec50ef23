import { expect, it } from 'vitest';
import { readFleetFile } from './fleets-files.ts';

const FILE = ` //Lines 1:2  : these comments
 //and so on
 2  2  999999.0  0.0 10.00 12.50
 3  20  20.5  1.1
 1  40  35.0  1.2
 0  0
 3  4  7
 6  8  19
`;

it('reads fleets, ways and the best known cost', () => {
  const { problem, bestKnown, scale } = readFleetFile(FILE);
  expect([bestKnown, scale, problem.locationCount]).toEqual([12.5, 1000, 3]);
  // No more of a type than there are customers.
  expect(problem.vehicles.map(({ capacity, fixedCost, costPerKm }) => [capacity[0], fixedCost, costPerKm])).toEqual([
    [20, 20_500, 1100],
    [20, 20_500, 1100],
    [40, 35_000, 1200],
  ]);
  expect([...problem.metres]).toEqual([0, 5000, 10_000, 5000, 0, 5000, 10_000, 5000, 0]);
  expect(problem.points.map(({ load }) => load)).toEqual([[7], [19]]);
});

it('refuses a file of another form', () => {
  expect(() => readFleetFile('2 2 9 0 1 1\n1 1 1 1\n')).toThrow('The file must tell customers');
  expect(() => readFleetFile('')).toThrow('The file must tell customers');
});
