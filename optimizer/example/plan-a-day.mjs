import { checkPlan, evaluatePlan, explainUnserved, solve } from 'tuyen-xanh-optimizer';

/** @type {import('tuyen-xanh-optimizer').Problem} */
const problem = {
  dimensions: ['kg'],
  // Locations: 0 depot, 1 landfill, 2 to 5 points. The matrices have a row for each place one goes from.
  locationCount: 6,
  seconds: Int32Array.from(
    [
      [0, 900, 300, 400, 500, 1500],
      [900, 0, 700, 600, 800, 1900],
      [300, 700, 0, 120, 240, 1300],
      [400, 600, 120, 0, 180, 1400],
      [500, 800, 240, 180, 0, 1200],
      [1500, 1900, 1300, 1400, 1200, 0],
    ].flat(),
  ),
  metres: Int32Array.from(
    [
      [0, 9000, 3000, 4000, 5000, 15_000],
      [9000, 0, 7000, 6000, 8000, 19_000],
      [3000, 7000, 0, 1200, 2400, 13_000],
      [4000, 6000, 1200, 0, 1800, 14_000],
      [5000, 8000, 2400, 1800, 0, 12_000],
      [15_000, 19_000, 13_000, 14_000, 12_000, 0],
    ].flat(),
  ),
  vehicles: [
    {
      id: 'truck 1',
      type: '1.5 t',
      capacity: [1500],
      startLocation: 0,
      endLocation: 0,
      shift: [0, 4 * 3600],
      maxOvertimeSeconds: 0,
      breaks: [{ id: 'tea', window: [2400, 4800], seconds: 1200 }],
      fixedCost: 0,
      costPerHour: 200_000,
      costPerKm: 8_000,
      tags: ['narrow'],
      allowedSites: [0],
      maxTrips: null,
      frozen: null,
      familiarPoints: [],
    },
  ],
  points: [
    point('market', 2, 900, { windows: [[0, 7200]] }),
    point('school', 3, 400, { tags: ['narrow'] }),
    point('housing', 4, 700, {}),
    // Nobody is there in time: this one is left out, and the explanation says why.
    point('clinic', 5, 50, { windows: [[0, 1200]] }),
  ],
  sites: [
    { id: 'landfill', location: 1, unloadSeconds: 720, windows: [[0, 28_800]], accepts: null, intake: [200_000] },
  ],
  groups: [{ id: 'ward', totalMass: 2050, collectedMass: 0, targetShare: 0.9 }],
};

/**
 * @param {string} id
 * @param {number} location
 * @param {number} kg
 * @param {Partial<import('tuyen-xanh-optimizer').Point>} more
 */
function point(id, location, kg, more) {
  return {
    id,
    location,
    load: [kg],
    serviceSeconds: 300,
    windows: [],
    tags: [],
    loadTag: null,
    prize: 0,
    group: 0,
    ...more,
  };
}

const { plan, evaluation } = await solve(problem, { seconds: 2, seed: 1, threads: 2 });

for (const { vehicle, stops } of evaluation.routes) {
  for (const { stop, arrivalSeconds, loadAfter } of stops) {
    console.log(
      `${problem.vehicles[vehicle].id}: ${nameOf(stop)} at ${arrivalSeconds} s, then ${loadAfter[0]} kg aboard`,
    );
  }
}
for (const { point, reason } of explainUnserved(problem, plan)) {
  console.log(`left out: ${problem.points[point].id}, ${reason}`);
}
console.log(`cost ${Math.round(evaluation.cost.drivingCost)}, feasible: ${checkPlan(problem, plan).feasible}`);

// Somebody drags stops about: what it costs, and which rules it breaks, is known at once.
const [route] = plan.routes;
const edited = { routes: [{ ...route, stops: route.stops.slice(0, -1) }] };
const { violations } = evaluatePlan(problem, edited);
console.log(`without the last stop: ${violations.map(({ rule, amount }) => `${rule} ${amount}`).join(', ')}`);

/** @param {import('tuyen-xanh-optimizer').Stop} stop */
function nameOf(stop) {
  if (stop.kind === 'point') return problem.points[stop.point].id;
  return stop.kind === 'site' ? problem.sites[stop.site].id : 'break';
}
