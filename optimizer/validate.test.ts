import { describe, expect, it } from 'vitest';
import type { Problem } from './problem.ts';
import { solve } from './solve.ts';
import { syntheticProblem } from './synthetic.ts';
import { ProblemError, validateProblem } from './validate.ts';

const feasible = syntheticProblem({ seed: 1, points: 3, vehicles: 2, groups: 1 });

function withPoint(change: object): Problem {
  return { ...feasible, points: feasible.points.map((point, p) => (p === 1 ? { ...point, ...change } : point)) };
}

function withVehicle(change: object): Problem {
  return {
    ...feasible,
    vehicles: feasible.vehicles.map((vehicle, v) => (v === 0 ? { ...vehicle, ...change } : vehicle)),
  };
}

/** A list of `length` entries none of which is there, which loops over entries pass over. */
function hole(length: number): never[] {
  return new Array<never>(length);
}

const bad: [string, Problem, RegExp][] = [
  ['a negative load', withPoint({ load: [-1] }), /points\[1\]\.load\[0\] is -1/],
  ['a load that is no number', withPoint({ load: [Number.NaN] }), /points\[1\]\.load\[0\] is NaN/],
  ['a load without end', withPoint({ load: [Number.POSITIVE_INFINITY] }), /points\[1\]\.load\[0\] is Infinity/],
  [
    'a window that ends before it starts',
    withPoint({ windows: [[20, 10]] }),
    /points\[1\]\.windows\[0\] ends at 10 before/,
  ],
  [
    'windows that overlap',
    withPoint({
      windows: [
        [0, 10],
        [5, 20],
      ],
    }),
    /points\[1\]\.windows\[1\] starts at 5/,
  ],
  ['a location that does not exist', withPoint({ location: 99 }), /points\[1\]\.location is 99/],
  ['a group that does not exist', withPoint({ group: 7 }), /points\[1\]\.group is 7/],
  ['a prize below nothing', withPoint({ prize: -5 }), /points\[1\]\.prize is -5/],
  ['a shift that ends before it starts', withVehicle({ shift: [100, 50] }), /vehicles\[0\]\.shift ends at 50/],
  ['too few capacities', withVehicle({ capacity: [] }), /vehicles\[0\]\.capacity must hold 1 amounts/],
  ['a site that does not exist', withVehicle({ allowedSites: [4] }), /vehicles\[0\]\.allowedSites\[0\] is 4/],
  ['a cost that is no number', withVehicle({ costPerHour: Number.NaN }), /vehicles\[0\]\.costPerHour is NaN/],
  [
    'a matrix of the wrong size',
    { ...feasible, metres: new Int32Array(3) },
    /metres has 3 cells; with locationCount 5/,
  ],
  [
    'a negative leg',
    { ...feasible, seconds: feasible.seconds.map((cell, k) => (k === 7 ? -2 : cell)) },
    /seconds\[1\]\[2\] is -2/,
  ],
  ['a million locations', { ...feasible, locationCount: 1_000_000 }, /locationCount is 1000000; at most 20000/],
  [
    'a share above one',
    { ...feasible, groups: [{ ...feasible.groups[0], targetShare: 1.5 }] },
    /groups\[0\]\.targetShare is 1.5/,
  ],
  ['a load that is not there', withPoint({ load: hole(1) }), /points\[1\]\.load\[0\] is missing/],
  ['a window that is not there', withPoint({ windows: hole(1) }), /points\[1\]\.windows\[0\] is missing/],
  ['a capacity that is not there', withVehicle({ capacity: hole(1) }), /vehicles\[0\]\.capacity\[0\] is missing/],
  ['a site that is not there', { ...feasible, sites: hole(1) }, /sites\[0\] is missing/],
  ['a dimension that is not there', { ...feasible, dimensions: hole(1) }, /dimensions\[0\] is missing/],
  [
    'an id that is none',
    withPoint({ id: Symbol('no text') }),
    /points\[1\]\.id is Symbol\(no text\); it must be a text/,
  ],
  ['no type of vehicle', withVehicle({ type: undefined }), /vehicles\[0\]\.type is missing/],
  ['a point that is nothing', { ...feasible, points: [null] } as unknown as Problem, /points\[0\] is null/],
  ['windows that are nothing', withPoint({ windows: [null] }), /points\[1\]\.windows\[0\] is null/],
  ['a window of three', withPoint({ windows: [[0, 1, 2]] }), /points\[1\]\.windows\[0\] is a list; it must be a pair/],
  ['tags that are no list', withPoint({ tags: 'n' }), /points\[1\]\.tags is "n"/],
  ['a shift that is missing', withVehicle({ shift: undefined }), /vehicles\[0\]\.shift is missing/],
  ['a break of nothing', withVehicle({ breaks: [{}] }), /vehicles\[0\]\.breaks\[0\]\.window is missing/],
  [
    'two breaks of one name',
    withVehicle({ breaks: [0, 1].map(() => ({ id: 'a', window: [0, 9], seconds: 1 })) }),
    /vehicles\[0\]\.breaks\[1\]\.id is "a", which/,
  ],
  [
    'load tags that are nothing',
    withVehicle({
      frozen: { location: 0, time: 0, load: [0], loadTags: null, tripsDone: 0, breaksDone: [] },
    }),
    /vehicles\[0\]\.frozen\.loadTags is null/,
  ],
  ['groups that are no list', { ...feasible, groups: {} } as unknown as Problem, /groups is an object/],
  [
    'more vehicles than can be planned',
    { ...feasible, vehicles: Array.from({ length: 200_000 }, () => feasible.vehicles[0]) },
    /vehicles has 200000 entries; at most 20000/,
  ],
];

describe('a problem that makes no sense', () => {
  it.each(bad)('with %s is refused by naming the field', async (_, problem, sentence) => {
    expect(() => validateProblem(problem)).toThrow(ProblemError);
    expect(() => validateProblem(problem)).toThrow(sentence);
    await expect(solve(problem, { iterations: 1, seed: 1, threads: 1 })).rejects.toThrow(sentence);
  });

  it('where a loaded vehicle can never unload, is refused by naming the vehicle', async () => {
    const frozen = { location: 0, time: 0, load: [10], loadTags: ['medical'], tripsDone: 0, breaksDone: [] };
    const sites = feasible.sites.map((site) => ({ ...site, accepts: ['food'] }));
    const problem = { ...withVehicle({ frozen }), sites };
    await expect(solve(problem, { iterations: 1, seed: 1, threads: 1 })).rejects.toThrow(/vehicles\[0\]\.frozen/);
  });

  it('is not the one these cases start from', () => {
    expect(() => validateProblem(feasible)).not.toThrow();
  });
});
