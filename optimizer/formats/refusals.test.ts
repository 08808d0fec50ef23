import { describe, expect, it } from 'vitest';
import { ProblemError, validateProblem } from '../validate.ts';
import { fromWasteInstance, fromWastePlan } from '../waste.ts';
import { parseCvrp } from './vrplib.ts';
import { TINY_VRP } from './tiny-files.testing.ts';
import { fromVroom } from './vroom.ts';

/** A matrix of `size` locations with one cell changed. */
function square(size: number, i = 0, j = 0, cell: unknown = 0): unknown[][] {
  const rows: unknown[][] = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) => Math.abs(a - b) * 100),
  );
  rows[i][j] = cell;
  return rows;
}

const waste = {
  name: 'tiny',
  seconds: square(4),
  metres: square(4),
  disposal: [{ id: 'S1', location: 1, unload_s: 60, intake_kg: 500 }],
  points: [
    { id: 1, location: 2, kg: 50, service_s: 30, tw: [0, 500] },
    { id: 2, location: 3, kg: 50, service_s: 30, tw: null },
  ],
  vehicles: [{ id: 4, type: '1t', capacity_kg: 100, start: 0, end: 0, shift: [0, 9000] }],
  groups: [{ id: 'g', total_kg: 100, collected_kg: 0, target_share: 0.9 }],
};

const point = (change: object) => ({ ...waste, points: [waste.points[0], { ...waste.points[1], ...change }] });
const truck = (change: object) => ({ ...waste, vehicles: [{ ...waste.vehicles[0], ...change }] });
const disposal = (change: object) => ({ ...waste, disposal: [{ ...waste.disposal[0], ...change }] });
const group = (change: object) => ({ ...waste, groups: [{ ...waste.groups[0], ...change }] });

const vroom = {
  vehicles: [{ id: 7, start_index: 0, end_index: 0, capacity: [4], breaks: [{ id: 3, time_windows: [[0, 4000]] }] }],
  jobs: [
    { id: 11, location_index: 1, service: 10, delivery: [2], skills: [1] },
    { id: 12, location_index: 2, service: 10, delivery: [2], priority: 10 },
  ],
  disposals: [] as object[],
  matrices: { car: { durations: square(4) } },
};

const job = (change: object) => ({ ...vroom, jobs: [vroom.jobs[0], { ...vroom.jobs[1], ...change }] });
const van = (change: object) => ({ ...vroom, vehicles: [{ ...vroom.vehicles[0], ...change }] });
const rest = (change: object) => van({ breaks: [{ ...vroom.vehicles[0].breaks[0], ...change }] });
const durations = (rows: unknown) => ({ ...vroom, matrices: { car: { durations: rows } } });
const many = <T>(count: number, entry: T): T[] => Array.from({ length: count }, () => entry);

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
  return 'taken';
}

describe('a waste instance', () => {
  it.each<[unknown, RegExp]>([
    [null, /^The instance is null; it must be an object/],
    [{ ...waste, seconds: undefined }, /^seconds is missing/],
    [{ ...waste, seconds: [] }, /^seconds has 0 rows/],
    [{ ...waste, seconds: many(1_000_000, []) }, /^seconds has 1000000 rows; 1 to 20000/],
    [{ ...waste, seconds: square(4, 0, 2, 1e308) }, /^seconds\[0\]\[2\] is 1e\+308; it must be a whole number between/],
    [{ ...waste, seconds: square(4, 0, 2, 4_294_967_301) }, /^seconds\[0\]\[2\] is 4294967301/],
    [{ ...waste, seconds: square(4, 1, 2, -2) }, /^seconds\[1\]\[2\] is -2/],
    [{ ...waste, seconds: square(4, 1, 2, '5') }, /^seconds\[1\]\[2\] is "5"/],
    [{ ...waste, seconds: square(4, 1, 2, null) }, /^seconds\[1\]\[2\] is null/],
    [{ ...waste, seconds: [1, 2, 3, 4] }, /^seconds\[0\] must be a list of 4 numbers/],
    [{ ...waste, metres: [[1]] }, /^metres has 1 rows; it must have 4/],
    [{ ...waste, points: undefined }, /^points is missing/],
    [{ ...waste, points: [null] }, /^points\[0\] is null; it must be an object/],
    [{ ...waste, points: many(200_000, null) }, /^points has 200000 entries; at most 20000/],
    [{ ...waste, vehicles: many(200_000, null) }, /^vehicles has 200000 entries; at most 20000/],
    [{ ...waste, vehicles: {} }, /^vehicles is an object; it must be a list/],
    [{ ...waste, groups: {} }, /^groups is an object; it must be a list/],
    [{ ...waste, dimensions: [] }, /^dimensions has 0 entries/],
    [{ ...waste, dimensions: [1] }, /^dimensions\[0\] is 1; it must be a text/],
    [{ ...waste, dimensions: ['kg', 'litres'] }, /^disposal\[0\]\.intake must hold 2 amounts/],
    [{ ...waste, disposal: many(32, null) }, /^disposal has 32 entries; at most 31/],
    [point({ id: undefined }), /^points\[1\]\.id is missing/],
    [point({ id: 1 }), /^points\[1\]\.id is "1", which points\[0\]\.id is already/],
    [point({ id: '1' }), /^points\[1\]\.id is "1", which points\[0\]\.id is already/],
    [point({ location: 4 }), /^points\[1\]\.location is 4; it must be the index of one of the 4 locations/],
    [point({ kg: -1 }), /^points\[1\]\.kg is -1/],
    [point({ kg: 1e308 }), /^points\[1\]\.kg is 1e\+308/],
    [point({ kg: 'x', load: [1] }), /^points\[1\]\.kg is "x"/],
    [point({ service_s: undefined }), /^points\[1\]\.service_s is missing/],
    [point({ tw: [0, 1, 2] }), /^points\[1\]\.tw is a list; it must be a pair/],
    [point({ tw: [9, 5], windows: [] }), /^points\[1\]\.tw ends at 5 before/],
    [point({ tw: [9, 5] }), /^points\[1\]\.tw ends at 5 before it starts at 9/],
    [point({ windows: [null] }), /^points\[1\]\.windows\[0\] is null; it must be a pair/],
    [
      point({
        windows: [
          [0, 9],
          [9, 10],
        ],
      }),
      /^points\[1\]\.windows\[1\] starts at 9, not after/,
    ],
    [point({ tags: 'n' }), /^points\[1\]\.tags is "n"; it must be a list/],
    [point({ tags: [1] }), /^points\[1\]\.tags\[0\] is 1; it must be a text/],
    [point({ load_tag: 1 }), /^points\[1\]\.load_tag is 1/],
    [point({ prize: -1 }), /^points\[1\]\.prize is -1/],
    [point({ group: 1 }), /^points\[1\]\.group is 1; it must be the index of one of the 1 entries of groups/],
    [truck({ id: null }), /^vehicles\[0\]\.id is null/],
    [truck({ capacity_kg: 'x' }), /^vehicles\[0\]\.capacity_kg is "x"/],
    [truck({ start: 4 }), /^vehicles\[0\]\.start is 4/],
    [truck({ end: undefined }), /^vehicles\[0\]\.end is missing/],
    [truck({ shift: undefined }), /^vehicles\[0\]\.shift is missing/],
    [truck({ breaks: [{}] }), /^vehicles\[0\]\.breaks\[0\]\.id is missing/],
    [truck({ breaks: [{ id: 'a', window: null, seconds: 1 }] }), /^vehicles\[0\]\.breaks\[0\]\.window is null/],
    [
      truck({ sites: [1] }),
      /^vehicles\[0\]\.sites\[0\] is 1; it must be the index of one of the 1 entries of disposal/,
    ],
    [truck({ cost_per_km: Number.NaN }), /^vehicles\[0\]\.cost_per_km is NaN/],
    [truck({ max_trips: 1.5 }), /^vehicles\[0\]\.max_trips is 1\.5/],
    [disposal({ location: 9 }), /^disposal\[0\]\.location is 9/],
    [disposal({ unload_s: -1 }), /^disposal\[0\]\.unload_s is -1/],
    [disposal({ intake_kg: -1 }), /^disposal\[0\]\.intake_kg is -1/],
    [disposal({ accepts: [null] }), /^disposal\[0\]\.accepts\[0\] is null/],
    [group({ target_share: null }), /^groups\[0\]\.target_share is null/],
    [group({ target_share: 1.1 }), /^groups\[0\]\.target_share is 1\.1; it must be a number between 0 and 1/],
    [group({ total_kg: -1 }), /^groups\[0\]\.total_kg is -1/],
  ])('that makes no sense is refused with its own field (%#)', (file, sentence) => {
    expect(refusal(() => fromWasteInstance(file))).toMatch(sentence);
  });

  it('is taken as these cases start from it', () => {
    expect(() => validateProblem(fromWasteInstance(waste))).not.toThrow();
  });

  it.each<[unknown, RegExp]>([
    [{}, /^vehicles is missing/],
    [{ vehicles: [{ id: 'nobody', stops: [] }] }, /^vehicles\[0\]\.id names no vehicle: "nobody"/],
    [{ vehicles: [{ id: 4 }] }, /^vehicles\[0\]\.stops is missing/],
    [{ vehicles: [{ id: 4, stops: [null] }] }, /^vehicles\[0\]\.stops\[0\] is null/],
    [{ vehicles: [{ id: 4, stops: [['x', 1]] }] }, /^vehicles\[0\]\.stops\[0\]\[0\] is "x"/],
    [{ vehicles: [{ id: 4, stops: [['p', 'S1']] }] }, /^vehicles\[0\]\.stops\[0\] names nothing known: "S1"/],
  ])('has plans that are refused when they name what is not there (%#)', (plan, sentence) => {
    expect(refusal(() => fromWastePlan(fromWasteInstance(waste), plan))).toMatch(sentence);
  });
});

describe('a VROOM file', () => {
  it.each<[unknown, RegExp]>([
    [[], /^The problem is a list; it must be an object/],
    [{ ...vroom, shipments: [{}] }, /^shipments are not taken/],
    [{ ...vroom, options: {} }, /^options is not taken/],
    [{ ...vroom, jobs: {} }, /^jobs is an object; it must be a list/],
    [{ ...vroom, jobs: [null] }, /^jobs\[0\] is null; it must be an object/],
    [{ ...vroom, jobs: many(200_000, {}) }, /^jobs has 200000 entries; at most 20000/],
    [{ ...vroom, vehicles: [] }, /^vehicles is missing or empty/],
    [{ ...vroom, vehicles: [...vroom.vehicles, ...vroom.vehicles] }, /^vehicles\[1\]\.id is "7", which vehicles\[0\]/],
    [{ ...vroom, vehicles: [vroom.vehicles[0], { id: 8, profile: 'bike', start_index: 0 }] }, /^vehicles use several/],
    [{ ...vroom, matrices: {} }, /^matrices\.car\.durations is missing/],
    [{ ...vroom, matrices: null }, /^matrices\.car\.durations is missing/],
    [{ ...vroom, matrices: { car: { durations: square(4), costs: square(4) } } }, /^matrices\.car\.costs is not taken/],
    [durations(null), /^matrices\.car\.durations is missing/],
    [durations(many(1_000_000, [])), /^matrices\.car\.durations has 1000000 rows; 1 to 20000/],
    [durations(square(4, 0, 1, 1e308)), /^matrices\.car\.durations\[0\]\[1\] is 1e\+308/],
    [{ ...vroom, disposals: 99 }, /^disposals is 99; it must be a list/],
    [{ ...vroom, disposals: [{ id: 1 }] }, /^disposals\[0\]\.location_index is missing/],
    [{ ...vroom, disposals: [{ id: 1, location_index: 1, intake: [-1] }] }, /^disposals\[0\]\.intake\[0\] is -1/],
    [job({ id: undefined }), /^jobs\[1\]\.id is missing/],
    [job({ id: 11 }), /^jobs\[1\]\.id is "11", which jobs\[0\]\.id is already/],
    [job({ location_index: undefined }), /^jobs\[1\]\.location_index is missing; locations are given as indices/],
    [job({ location_index: 7 }), /^jobs\[1\]\.location_index is 7; it must be the index of one of the 4 rows/],
    [job({ skills: 1 }), /^jobs\[1\]\.skills is 1; it must be a list/],
    [job({ priority: -1 }), /^jobs\[1\]\.priority is -1; it must be a whole number between 0 and 100/],
    [job({ priority: 101 }), /^jobs\[1\]\.priority is 101/],
    [job({ delivery: 99 }), /^jobs\[1\]\.delivery must hold 1 amounts/],
    [job({ delivery: [null] }), /^jobs\[1\]\.delivery\[0\] is null/],
    [job({ delivery: [1, 1] }), /^jobs\[0\]\.delivery must hold 2 amounts/],
    [job({ pickup: [1] }), /^jobs\[1\] has both delivery and pickup/],
    [job({ delivery: [0], pickup: [1] }), /^jobs\[1\]\.pickup is not taken beside jobs\[0\]\.delivery/],
    [job({ amount: [1] }), /^jobs\[1\]\.amount is a list; it must be left out where delivery is given/],
    [job({ type: 'pickup' }), /^jobs\[1\]\.type is "pickup"; it must be "job"/],
    [job({ time_windows: [[0, 1, 2]] }), /^jobs\[1\]\.time_windows\[0\] is a list; it must be a pair/],
    [job({ setup: 5, location_index: 1 }), /^jobs\[1\]\.setup is not taken where/],
    [job({ setup: 5, location_index: 0 }), /^jobs\[1\]\.setup is not taken where/],
    [job({ service_per_type: {} }), /^jobs\[1\]\.service_per_type is not taken/],
    [job({ setup_per_type: {} }), /^jobs\[1\]\.setup_per_type is not taken/],
    [van({ start_index: undefined, end_index: undefined }), /^vehicles\[0\]\.start_index is missing/],
    [van({ end: [1, 2], end_index: undefined }), /^vehicles\[0\]\.end_index is missing/],
    [van({ start_index: 4 }), /^vehicles\[0\]\.start_index is 4/],
    [van({ capacity: 4 }), /^vehicles\[0\]\.capacity must hold 1 amounts/],
    [van({ time_window: [5, 1] }), /^vehicles\[0\]\.time_window ends at 1 before it starts at 5/],
    [
      van({ breaks: null, time_window: [1_600_000_000, 1_800_000_000] }),
      /^vehicles\[0\]\.time_window\[1\] is 1800000000; it must be/,
    ],
    [van({ costs: { per_task_hour: 1 } }), /^vehicles\[0\]\.costs\.per_task_hour is not taken/],
    [van({ costs: { fixed: -1 } }), /^vehicles\[0\]\.costs\.fixed is -1/],
    [van({ speed_factor: 2 }), /^vehicles\[0\]\.speed_factor must be 1/],
    [van({ max_tasks: -3 }), /^vehicles\[0\]\.max_tasks is -3; it must be/],
    [van({ max_travel_time: 1.5 }), /^vehicles\[0\]\.max_travel_time is 1.5; it must be/],
    [van({ max_distance: 'far' }), /^vehicles\[0\]\.max_distance is "far"; it must be/],
    [van({ steps: [] }), /^vehicles\[0\]\.steps is not taken/],
    [van({ breaks: [{}] }), /^vehicles\[0\]\.breaks\[0\]\.time_windows must hold exactly one window/],
    [rest({ max_load: [1] }), /^vehicles\[0\]\.breaks\[0\]\.max_load is not taken/],
    [rest({ time_windows: [null] }), /^vehicles\[0\]\.breaks\[0\]\.time_windows\[0\] is null/],
  ])('that asks for what is not taken is refused with its own field (%#)', (file, sentence) => {
    expect(refusal(() => fromVroom(file))).toMatch(sentence);
  });

  it('is taken as these cases start from it', () => {
    expect(() => validateProblem(fromVroom(vroom).problem)).not.toThrow();
  });
});

describe('a CVRPLIB file', () => {
  it.each<[string, RegExp]>([
    ['', /^DIMENSION is missing/],
    [TINY_VRP.replace('EUC_2D', 'GEO'), /^EDGE_WEIGHT_TYPE is GEO; it must be one of EUC_2D, .*EXPLICIT/],
    [TINY_VRP.replace(': CVRP', ': TSP'), /^TYPE is "TSP"; it must be one of CVRP/],
    [TINY_VRP.replace('CAPACITY : 10\n', ''), /^CAPACITY is missing/],
    [TINY_VRP.replace('CAPACITY : 10', 'CAPACITY : 1e308'), /^CAPACITY is 1e\+308/],
    [TINY_VRP.replace('CAPACITY', 'MAX_TASKS : 5\nCAPACITY'), /^MAX_TASKS is not taken/],
    [TINY_VRP.replace('CAPACITY', 'DISTANCE : far\nCAPACITY'), /^DISTANCE is "far"; it must be a number/],
    [TINY_VRP.replace('CAPACITY', 'SERVICE_TIME : -5\nCAPACITY'), /^A time of the file is -5/],
    [TINY_VRP.replace('CAPACITY', 'VEHICLES : 0\nCAPACITY'), /^VEHICLES is 0; it must be/],
    [TINY_VRP.replace('CAPACITY', 'DIMENSION : 5\nCAPACITY'), /^DIMENSION is stated twice/],
    [TINY_VRP.replace('DIMENSION : 4', 'DIMENSION : 1000000'), /^DIMENSION is 1000000; at most 20000/],
    [TINY_VRP.replace('DIMENSION : 4', 'DIMENSION : 3.5'), /^DIMENSION is 3\.5/],
    [
      TINY_VRP.replace('DIMENSION : 4', 'DIMENSION : 3'),
      /^A node of NODE_COORD_SECTION is 4; it must be .* between 1 and 3/,
    ],
    [TINY_VRP.replace('4 0 7\n', ''), /^NODE_COORD_SECTION lacks node 4/],
    [TINY_VRP.replace('4 0 7', '3 0 7'), /^NODE_COORD_SECTION has node 3 twice/],
    [TINY_VRP.replace('3 6 8', '3 six 8'), /^NODE_COORD_SECTION has a line that is not numbers/],
    [TINY_VRP.replace('3 6 8', '3 6'), /^NODE_COORD_SECTION has a line that does not hold 3 numbers/],
    [TINY_VRP.replace('3 6 8', '3 1e308 8'), /^NODE_COORD_SECTION has nodes 1 and 3 at a distance of 1e\+308/],
    [TINY_VRP.replace('3 6 8', '3 Infinity 8'), /^NODE_COORD_SECTION has a line that is not numbers/],
    [TINY_VRP.replace('3 5', '3 -1'), /^The demand of node 3 in DEMAND_SECTION is -1/],
    [TINY_VRP.replace('1 0\n2 5', '1 1\n2 5'), /^The demand of node 1 in DEMAND_SECTION, the depot, is 1/],
    [TINY_VRP.replace('4 5\n', ''), /^DEMAND_SECTION lacks node 4/],
    [TINY_VRP.replace('DEPOT_SECTION\n1\n-1\n', ''), /^DEPOT_SECTION names no depot/],
    [TINY_VRP.replace('\n1\n-1\n', '\n1\n1\n-1\n'), /^DEPOT_SECTION names node 1 twice/],
    [TINY_VRP.replace('\n1\n-1\n', '\n9\n-1\n'), /^A depot of DEPOT_SECTION is 9/],
    [TINY_VRP.replace('\n1\n-1\n', '\n2\n-1\n'), /^The demand of node 2 in DEMAND_SECTION, the depot, is 5/],
    [
      TINY_VRP.replace('DEPOT_SECTION', 'TIME_WINDOW_SECTION\n1 0 9\nDEPOT_SECTION'),
      /^TIME_WINDOW_SECTION lacks node 2/,
    ],
    [TINY_VRP.replace('DEPOT_SECTION', 'BACKHAUL_SECTION\n2\nDEPOT_SECTION'), /^BACKHAUL_SECTION is not taken/],
    [TINY_VRP.replace('EUC_2D', 'EXPLICIT'), /^EDGE_WEIGHT_FORMAT is missing; it must be one of FULL_MATRIX/],
    ['1 2 3', /^The header has a line without a keyword: "1 2 3"/],
  ])('that is of another kind is refused by naming what is wrong (%#)', (text, sentence) => {
    expect(refusal(() => parseCvrp(text))).toMatch(sentence);
  });

  it('is taken as these cases start from it', () => {
    expect(() => validateProblem(parseCvrp(TINY_VRP))).not.toThrow();
  });
});
