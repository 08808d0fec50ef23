import { describe, expect, it } from 'vitest';
import { solve } from '../solve.ts';
import { syntheticProblem } from '../synthetic.ts';
import { fromWasteInstance, fromWastePlan, toWasteInstance, toWastePlan } from '../waste.ts';
import { tinyInstance } from './tiny-files.testing.ts';

describe('the waste form', () => {
  const problem = syntheticProblem({
    seed: 3,
    points: 20,
    vehicles: 3,
    sites: 2,
    dimensions: 2,
    windowShare: 0.3,
    breaks: true,
    tags: true,
    intake: true,
    groups: 2,
  });

  const carried = (instance: unknown) => fromWasteInstance(JSON.parse(JSON.stringify(instance)));

  it('carries a problem there and back', () => {
    const again = carried(toWasteInstance(problem));
    expect(again.points).toEqual(problem.points);
    expect(again.sites).toEqual(problem.sites);
    expect(again.vehicles).toEqual(problem.vehicles);
    expect(again.seconds).toEqual(problem.seconds);
    expect(again.groups).toEqual(problem.groups);
  });

  it('carries a plan there and back, its breaks unless its stops were changed since', async () => {
    const { plan } = await solve(problem, { iterations: 200, seed: 1, threads: 1 });
    const written = JSON.parse(JSON.stringify(toWastePlan(problem, plan)));
    expect(plan.routes.flatMap(({ stops }) => stops).some(({ kind }) => kind === 'break')).toBe(true);
    expect(fromWastePlan(problem, written)).toEqual(plan);
    for (const route of written.vehicles) route.schedule.reverse();
    const unbroken = plan.routes.map((route) => ({
      ...route,
      stops: route.stops.filter((stop) => stop.kind !== 'break'),
    }));
    expect(fromWastePlan(problem, written)).toEqual({ routes: unbroken });
  });
  it('keeps to the trips and breaks that a vehicle under way has left, and to the limits of its day', () => {
    const [vehicle] = problem.vehicles;
    const tea = { id: 'tea', window: [3000, 9000], seconds: 300 } as const;
    const noon = { id: 'noon', window: [9000, 12_000], seconds: 1800 } as const;
    const frozen = { location: 2, time: 9500, load: [0, 0], loadTags: [], tripsDone: 2, breaksDone: ['tea'] };
    const limits = { points: 30, drivingSeconds: null, drivingMetres: 90_000, load: [9000, 80] };
    const underWay = { ...vehicle, maxTrips: 3, breaks: [tea, noon], frozen, limits, maxOvertimeSeconds: 600 };
    const instance = toWasteInstance({ ...problem, vehicles: [{ ...underWay, shift: [0, 20_000] }] });
    expect(instance.horizon_s).toBe(20_600);
    expect(carried(instance).vehicles).toEqual([
      {
        ...underWay,
        frozen: null,
        startLocation: 2,
        shift: [9500, 20_600],
        maxOvertimeSeconds: 0,
        maxTrips: 1,
        breaks: [noon],
      },
    ]);
    const late = toWasteInstance({ ...problem, vehicles: [{ ...underWay, shift: [0, 8000] }] });
    expect(carried(late).vehicles[0].shift).toEqual([9500, 9500]);
  });

  it('is read whatever stands at the same place, and what it does not know if that only describes', () => {
    const [site] = problem.sites;
    const points = problem.points.map((point, p) => ({ ...point, location: p < 5 ? site.location : 3 + (p % 4) }));
    const instance = toWasteInstance({ ...problem, points });
    const described = {
      ...instance,
      _exporter: { name: 'of others' },
      source: 'survey',
      locations: [...instance.locations].reverse().map((row) => ({ ...row, x_m: 1, surface: 'gravel' })),
      points: instance.points.map((point) => ({ ...point, ward: 'A', _stop: 7, accessories: null })),
      vehicles: instance.vehicles.map((vehicle) => ({ ...vehicle, description: 'green', comment: '' })),
    };
    expect(carried(described).points).toEqual(points);
  });

  it('is read without what only others go by', () => {
    const { name, horizon_s, locations, depot, ...planned } = tinyInstance;
    expect([name, horizon_s, locations.length, depot.location]).toEqual(['tiny', 9000, 3, 0]);
    expect(carried(planned)).toEqual(carried(tinyInstance));
  });

  it('takes the one window of a point where the list of its windows is empty', () => {
    const [point] = tinyInstance.points;
    expect(carried({ ...tinyInstance, points: [{ ...point, tw: [5, 9], windows: [] }] }).points[0].windows).toEqual([
      [5, 9],
    ]);
  });

  const [depot, disposal, point] = tinyInstance.locations;
  const truck = (change: object) => ({ ...tinyInstance, vehicles: [{ ...tinyInstance.vehicles[0], ...change }] });
  const locations = (...rows: unknown[]) => ({ ...tinyInstance, locations: rows });

  it.each<[unknown, RegExp]>([
    [{ ...tinyInstance, name: {} }, /^name is an object/],
    [{ ...tinyInstance, horizon_s: 8.5 }, /^horizon_s is 8\.5; it must be a whole number/],
    [{ ...tinyInstance, depot: 0 }, /^depot is 0; it must be an object/],
    [
      { ...tinyInstance, depot: { location: 3 } },
      /^depot\.location is 3; it must be the index of one of the 3 locations/,
    ],
    [{ ...tinyInstance, depot: { location: 0, window: [0, 9] } }, /^depot\.window is not known/],
    [locations(), /^locations has 0 entries; it must have 3, one for each row of seconds/],
    [locations(depot, disposal, null), /^locations\[2\] is null/],
    [locations(depot, disposal, { ...point, index: 3 }), /^locations\[2\]\.index is 3; it must be the index of one of/],
    [locations(depot, disposal, { ...point, index: undefined }), /^locations\[2\]\.index is missing/],
    [locations(depot, disposal, { ...point, index: 1 }), /^locations\[2\]\.index is 1, which locations\[1\]\.index is/],
    [
      locations(depot, disposal, { ...point, kind: 'stop' }),
      /^locations\[2\]\.kind is "stop"; it must be depot, disposal/,
    ],
    [locations(depot, disposal, { ...point, id: [] }), /^locations\[2\]\.id is a list/],
    [
      locations(depot, { ...disposal, index: 2 }, { ...point, index: 1 }),
      /^disposal\[0\]\.location is 1, but locations\[2\]\.kind calls that row "point"/,
    ],
    [
      {
        ...tinyInstance,
        points: [{ ...tinyInstance.points[0], location: 1 }],
        disposal: [{ ...tinyInstance.disposal[0], location: 0 }],
      },
      /^points\[0\]\.location is 1, but locations\[1\]\.kind calls that row "disposal"/,
    ],
    [{ ...tinyInstance, points: [{ ...tinyInstance.points[0], ward: {} }] }, /^points\[0\]\.ward is an object/],
    [{ ...tinyInstance, points: [{ ...tinyInstance.points[0], windws: [] }] }, /^points\[0\]\.windws is not known; if/],
    [{ ...tinyInstance, disposal: [{ ...tinyInstance.disposal[0], open: 1 }] }, /^disposal\[0\]\.open is not known/],
    [{ ...tinyInstance, group: [] }, /^group is not known/],
    [
      { ...tinyInstance, groups: [{ id: 1, total_kg: 1, collected_kg: 0, target_share: 1, least_kg: 1 }] },
      /^groups\[0\]\.least_kg is not known/,
    ],
    [truck({ capacity_kg: undefined, capacity_kgs: 9 }), /^vehicles\[0\]\.capacity_kgs is not known/],
    [
      truck({ breaks: [{ id: 1, window: [0, 9], seconds: 1, paid: true }] }),
      /^vehicles\[0\]\.breaks\[0\]\.paid is not/,
    ],
    [truck({ max_load_kg: -1 }), /^vehicles\[0\]\.max_load_kg is -1/],
    [truck({ max_load: [1, 2] }), /^vehicles\[0\]\.max_load must hold 1 amounts/],
    [truck({ max_driving_s: -1 }), /^vehicles\[0\]\.max_driving_s is -1/],
  ])('that contradicts itself, or asks for what is not known, is refused with its own field (%#)', (file, sentence) => {
    const refusal = { name: 'ProblemError', message: expect.stringMatching(sentence) };
    expect(() => fromWasteInstance(file)).toThrow(expect.objectContaining(refusal));
  });
});
