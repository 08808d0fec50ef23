import { describe, expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { evaluatePlan } from '../evaluate.ts';
import { solve } from '../solve.ts';
import { formatCvrpSolution, parseCvrp } from './vrplib.ts';
import { TINY_VRP } from './tiny-files.testing.ts';
import { fromVroom, toVroom } from './vroom.ts';

describe('CVRPLIB files', () => {
  it('are solved and answered with tours and their cost', async () => {
    const problem = parseCvrp(TINY_VRP);
    const { plan, evaluation } = await solve(problem, { iterations: 500, seed: 1, threads: 1 });
    const text = formatCvrpSolution(plan, evaluation.cost.drivingSeconds);
    const tours = [...text.matchAll(/^Route #\d+: (.*)$/gm)].map((match) => match[1].split(' ').map(Number).sort());
    expect(tours.sort()).toEqual([[1], [2, 3]]);
    expect(text).toMatch(/\nCost 33\n$/);
  });
});

const vroom = {
  vehicles: [
    {
      id: 7,
      start_index: 0,
      end_index: 0,
      capacity: [4],
      skills: [1],
      time_window: [0, 9000] as const,
      breaks: [{ id: 3, time_windows: [[0, 4000] as const], service: 100 }],
    },
  ],
  jobs: [
    { id: 11, location_index: 1, service: 10, delivery: [2], skills: [1] },
    { id: 12, location_index: 2, service: 10, delivery: [2], priority: 10 },
    { id: 13, location_index: 3, delivery: [2], time_windows: [[0, 5000] as const] },
  ],
  matrices: {
    car: { durations: Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (_, j) => Math.abs(i - j) * 100)) },
  },
};

/** Two jobs along a line, and one vehicle from its end. */
const plain = {
  vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
  jobs: [
    { id: 1, location_index: 1 },
    { id: 2, location_index: 3 },
  ],
  matrices: vroom.matrices,
};

interface Answer {
  summary: object;
  unassigned: { id: number }[];
  routes: { steps: { type: string; load: number[]; arrival: number; waiting_time: number }[] }[];
}

function answer(...parameters: Parameters<typeof toVroom>): Answer {
  return JSON.parse(JSON.stringify(toVroom(...parameters)));
}

describe("VROOM's files", () => {
  it('are answered in its form, leaving out the job of least priority', async () => {
    const vroomCase = fromVroom(vroom);
    const { plan } = await solve(vroomCase.problem, { iterations: 200, seed: 1, threads: 1 });
    expect(checkPlan(vroomCase.problem, plan).errors).toEqual([]);
    expect(toVroom(vroomCase, plan)).toMatchObject({
      code: 0,
      summary: { routes: 1, unassigned: 1 },
      unassigned: [{ id: 13 }],
      routes: [{ vehicle: 7, steps: [{ type: 'start' }, {}, {}, { type: 'end' }] }],
    });
  });

  it('are answered with priorities, amounts, and what stands beside jobs and vehicles', async () => {
    const places = { start: [105.8, 20.1], end: [105.9, 20.1] };
    const vroomCase = fromVroom({
      ...vroom,
      vehicles: [{ ...vroom.vehicles[0], ...places, description: 'small' }],
      jobs: vroom.jobs.map((job) => ({ ...job, description: `job ${job.id}`, location: [105.8, 20 + job.id / 100] })),
    });
    const { plan } = await solve(vroomCase.problem, { iterations: 200, seed: 1, threads: 1 });
    const told = (id: number) => ({ id, description: `job ${id}`, location: [105.8, 20 + id / 100] });
    const sums = { priority: 10, delivery: [4], pickup: [0] };
    const { summary, unassigned, routes } = answer(vroomCase, plan);
    expect(summary).toMatchObject(sums);
    expect(unassigned).toMatchObject([told(13)]);
    expect(routes).toMatchObject([{ ...sums, description: 'small' }]);
    const steps = routes[0].steps.filter(({ type }) => type !== 'break');
    expect(steps).toMatchObject([{ location: places.start }, told(11), told(12), { location: places.end }]);
  });

  it.each([
    [{}, 2, 0],
    [{ max_tasks: 1 }, 1, 1],
    [{ max_travel_time: 599 }, 1, 1],
    [{ max_travel_time: 600 }, 2, 0],
    [{ max_distance: 300 }, 1, 1],
    [{ max_distance: 0 }, 0, 2],
  ])('may limit vehicles: %j', async (limits, served, unassigned) => {
    const distances = vroom.matrices.car.durations.map((row) => row.map((cell) => cell / 2 + (cell === 300 ? 50 : 0)));
    const matrices = { car: { ...vroom.matrices.car, distances } };
    const vroomCase = fromVroom({ ...plain, matrices, vehicles: [{ ...plain.vehicles[0], ...limits }] });
    const { plan } = await solve(vroomCase.problem, { iterations: 200, seed: 1, threads: 1 });
    expect(checkPlan(vroomCase.problem, plan).errors).toEqual([]);
    const told = answer(vroomCase, plan);
    expect(told.unassigned).toHaveLength(unassigned);
    expect(told.routes.flatMap(({ steps }) => steps).filter(({ type }) => type === 'job')).toHaveLength(served);
  });

  it('have a limit judged in plans made elsewhere too', () => {
    const limits = { points: 1, drivingSeconds: 599, drivingMetres: 599 };
    const matrices = { car: { ...vroom.matrices.car, distances: vroom.matrices.car.durations } };
    const { problem } = fromVroom({ ...plain, matrices });
    const limited = { ...problem, vehicles: [{ ...problem.vehicles[0], limits }] };
    const stops = [
      { kind: 'point', point: 0 },
      { kind: 'point', point: 1 },
      { kind: 'site', site: 0 },
    ] as const;
    const plan = { routes: [{ vehicle: 0, stops }] };
    expect(evaluatePlan(limited, plan).violations.map(({ rule, amount }) => [rule, amount])).toEqual([
      ['most-points', 1],
      ['most-driving-seconds', 1],
      ['most-driving-metres', 1],
    ]);
    expect(checkPlan(limited, plan).errors).toHaveLength(3);
  });

  it('may have windows as late as there are seconds where a vehicle has none', async () => {
    const late = { ...plain.jobs[0], time_windows: [[60_000_000, 70_000_000] as const] };
    const { problem } = fromVroom({ ...plain, jobs: [late] });
    expect((await solve(problem, { iterations: 50, seed: 1, threads: 1 })).evaluation.unserved).toEqual([]);
  });

  it('may add disposal, and then vehicles empty in mid-route', async () => {
    const vroomCase = fromVroom({ ...vroom, disposals: [{ id: 5, location_index: 3, service: 60 }] });
    const { plan } = await solve(vroomCase.problem, { iterations: 200, seed: 1, threads: 1 });
    const answer = JSON.stringify(toVroom(vroomCase, plan));
    expect(answer).toContain('"unassigned":0');
    expect(answer.match(/"type":"disposal"/g)).toHaveLength(2);
  });

  it('have routes that end at their last job, or begin at their first, where no place is given', async () => {
    for (const [ends, types, duration] of [
      [{ start_index: 0 }, ['start', 'job', 'job'], 300],
      [{ end_index: 0 }, ['job', 'job', 'end'], 300],
      [{ start_index: 0, end_index: 0 }, ['start', 'job', 'job', 'end'], 600],
    ] as const) {
      const vroomCase = fromVroom({ ...plain, vehicles: [{ id: 1, ...ends }] });
      const { plan } = await solve(vroomCase.problem, { iterations: 100, seed: 1, threads: 1 });
      expect(checkPlan(vroomCase.problem, plan).errors).toEqual([]);
      const { summary, routes } = answer(vroomCase, plan);
      expect(summary).toMatchObject({ duration, unassigned: 0 });
      expect(routes[0].steps.map((step) => step.type)).toEqual(types);
    }
  });

  it('serve one job of priority before any number of jobs without', async () => {
    const jobs = [1, 1, 1, 3].map((location, k) => ({
      id: k,
      location_index: location,
      delivery: [k === 3 ? 3 : 1],
      priority: k === 3 ? 1 : 0,
    }));
    const vroomCase = fromVroom({ ...plain, jobs, vehicles: [{ id: 1, start_index: 0, end_index: 0, capacity: [3] }] });
    const { plan } = await solve(vroomCase.problem, { iterations: 100, seed: 1, threads: 1 });
    expect(answer(vroomCase, plan).unassigned.map((job) => job.id)).toEqual([0, 1, 2]);
  });

  it.each([
    ['delivery', [5, 3, 0, 0]],
    ['pickup', [0, 2, 5, 5]],
  ])('tell what is aboard: a %s', async (kind, loads) => {
    const jobs = [
      { id: 1, location_index: 1, [kind]: [2], time_windows: [[0, 1000]] },
      { id: 2, location_index: 3, [kind]: [3], time_windows: [[1500, 2000]] },
    ];
    const vroomCase = fromVroom({ ...plain, jobs, vehicles: [{ id: 1, start_index: 0, end_index: 0 }] });
    const { plan } = await solve(vroomCase.problem, { iterations: 100, seed: 1, threads: 1 });
    expect(answer(vroomCase, plan).routes[0].steps.map((step) => step.load[0])).toEqual(loads);
  });

  it('are refused where they count distances and hold none, and answered without any otherwise', async () => {
    for (const [asking, field] of [
      [{ max_distance: 300 }, 'max_distance'],
      [{ costs: { per_km: 2 } }, 'costs.per_km'],
    ] as const) {
      const sentence = `matrices.car.distances is missing; vehicles[0].${field} goes by it.`;
      expect(() => fromVroom({ ...plain, vehicles: [{ ...plain.vehicles[0], ...asking }] })).toThrow(sentence);
    }
    const vroomCase = fromVroom(plain);
    const { plan } = await solve(vroomCase.problem, { iterations: 10, seed: 1, threads: 1 });
    expect(JSON.stringify(toVroom(vroomCase, plan))).not.toContain('distance');
    const matrices = { car: { ...vroom.matrices.car, distances: vroom.matrices.car.durations } };
    const farther = answer(fromVroom({ ...plain, matrices }), plan);
    expect(farther.summary).toMatchObject({ distance: 600 });
    expect(farther.routes).toMatchObject([{ distance: 600, steps: [{ distance: 0 }, {}, {}, { distance: 600 }] }]);
  });

  it.each([0, 1_600_416_000])('may count time from anywhere: %i', async (origin) => {
    const at = (opens: number, closes: number) => [origin + opens, origin + closes];
    const vroomCase = fromVroom({
      ...plain,
      vehicles: [
        {
          ...plain.vehicles[0],
          time_window: at(0, 9000),
          breaks: [{ id: 1, time_windows: [at(1200, 1300)], service: 60 }],
        },
      ],
      jobs: [
        { ...plain.jobs[0], time_windows: [at(50, 400), at(900, 950)] },
        { ...plain.jobs[1], time_windows: [at(2000, 3000)] },
      ],
    });
    const { plan } = await solve(vroomCase.problem, { iterations: 100, seed: 1, threads: 1 });
    expect(checkPlan(vroomCase.problem, plan).errors).toEqual([]);
    const { summary, routes } = answer(vroomCase, plan);
    expect(summary).toMatchObject({ unassigned: 0 });
    const ends = { start: routes[0].steps[0], end: routes[0].steps.at(-1) };
    expect(ends).toMatchObject({ start: { arrival: origin + 300 }, end: { arrival: origin + 2300 } });
  });

  it('have vehicles leave as late as they can without being back later', async () => {
    const jobs = [
      { ...plain.jobs[0], time_windows: [[0, 400]] },
      { ...plain.jobs[1], time_windows: [[2000, 3000]] },
    ];
    const vroomCase = fromVroom({ ...plain, jobs });
    const { plan } = await solve(vroomCase.problem, { iterations: 100, seed: 1, threads: 1 });
    const { summary, routes } = answer(vroomCase, plan);
    expect(summary).toMatchObject({ waiting_time: 1400 });
    const times = routes.flatMap(({ steps }) => steps.map((step) => [step.type, step.arrival, step.waiting_time]));
    expect(times).toEqual([
      ['start', 300, 0],
      ['job', 400, 0],
      ['job', 600, 1400],
      ['end', 2300, 0],
    ]);
  });

  it('have setup apart from service in the answer', async () => {
    const jobs = [{ id: 1, location_index: 1, setup: 40, service: 60 }];
    const vroomCase = fromVroom({ ...plain, jobs });
    const { plan } = await solve(vroomCase.problem, { iterations: 10, seed: 1, threads: 1 });
    expect(answer(vroomCase, plan).summary).toMatchObject({ setup: 40, service: 60, duration: 200 });
  });
});
