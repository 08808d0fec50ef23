import { describe, expect, it } from 'vitest';
import { checkPlan } from '../check.ts';
import { ProblemError } from '../fields.ts';
import { solve } from '../solve.ts';
import { readFileText } from './read-file.ts';
import { parseSolomon } from './solomon.ts';
import { TINY_VRP } from './tiny-files.testing.ts';
import { parseVrplib } from './vrplib.ts';

const SOLOMON = `four

VEHICLE
NUMBER     CAPACITY
  2         20

CUSTOMER
CUST NO.   XCOORD.   YCOORD.    DEMAND   READY TIME   DUE DATE   SERVICE TIME

    0      0         0          0          0         100          0
    1      1         1         10          0          50          5
    2      2         0         10         30          40          5
    3      0         3         10          0          20          5
    4      0         4         10          0         100          5.5
`;

async function answered(name: string, text: string): Promise<{ lines: string[]; unserved: number }> {
  const { problem, write } = readFileText(name, text);
  const { plan, evaluation } = await solve(problem, { iterations: 400, seed: 1, threads: 1 });
  expect(checkPlan(problem, plan).errors).toEqual([]);
  return {
    lines: write(plan, evaluation.cost.drivingSeconds).trim().split('\n'),
    unserved: evaluation.unserved.length,
  };
}

/** Which customers go together, whichever way round. */
function toursOf(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.startsWith('Route'))
    .map((line) =>
      line
        .replace(/^Route #\d+: /, '')
        .split(' ')
        .sort()
        .join(' '),
    )
    .sort();
}

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
  return 'taken';
}

describe("Solomon's files", () => {
  it('are answered with tours within their windows, and their length in exact numbers', async () => {
    const { lines, unserved } = await answered('four.txt', SOLOMON);
    expect(unserved).toBe(0);
    expect(toursOf(lines)).toEqual(['1 2', '3 4']);
    expect(lines.at(-1)).toBe(`Cost ${Number((8 + 2 * Math.SQRT2 + 2).toFixed(4))}`);
  });

  it('have a fleet that is not exceeded', async () => {
    const { unserved } = await answered('one.txt', SOLOMON.replace('  2         20', '  1         20'));
    expect(unserved).toBe(2);
  });

  it.each<[string, RegExp]>([
    [SOLOMON.replace('  2         20', ''), /^VEHICLE must be followed by a line with the number of vehicles/],
    [SOLOMON.replace('  2         20', '  0 20'), /^The number of vehicles is 0/],
    [SOLOMON.replace('5.5', ''), /^Line 14 has 6 numbers; a customer has 7/],
    [SOLOMON.replace('    3      0', '    7      0'), /^Line 13 is customer 7; it must be 3/],
    [SOLOMON.replace('30          40', '41          40'), /^Line 12 is due at 40, before it is ready at 41/],
    [SOLOMON.replace('10          0          50', '-1          0          50'), /^Line 11, demand is -1/],
    [SOLOMON.replace('0         3         10', '0         x         10'), /^Line 13 does not hold numbers/],
    [SOLOMON.replace('0         3         10', '0         3e9         10'), /^Times and distances must stay below/],
  ])('are refused with the line that makes no sense (%#)', (text, sentence) => {
    expect(refusal(() => parseSolomon(text))).toMatch(sentence);
  });
});

describe('VRPLIB files', () => {
  const explicit = (format: string, numbers: string) =>
    TINY_VRP.replace('EUC_2D', `EXPLICIT\nEDGE_WEIGHT_FORMAT : ${format}`).replace(
      /NODE_COORD_SECTION[^D]*/,
      `EDGE_WEIGHT_SECTION\n${numbers}\n`,
    );

  it('may hold their ways written out, in whichever order', () => {
    const ways = [
      [0, 1, 2, 3],
      [1, 0, 4, 5],
      [2, 4, 0, 6],
      [3, 5, 6, 0],
    ].flat();
    const forms = {
      FULL_MATRIX: '0 1 2 3\n1 0 4 5\n2 4 0 6\n3 5 6 0',
      LOWER_ROW: '1\n2 4\n3 5 6',
      UPPER_ROW: '1 2 3 4\n5 6',
      LOWER_DIAG_ROW: '0 1 0 2 4 0 3 5 6 0',
      UPPER_DIAG_ROW: '0 1 2 3 0 4 5 0 6 0',
      LOWER_COL: '1 2 3 4 5 6',
      UPPER_COL: '1 2 4 3 5 6',
    };
    for (const [format, numbers] of Object.entries(forms)) {
      const { problem, scale } = parseVrplib(explicit(format, numbers));
      expect([format, scale, [...problem.seconds]]).toEqual([format, 1, ways]);
    }
    const oneWay = parseVrplib(explicit('FULL_MATRIX', '9999 1 2 3 7 0 4 5 2.5 4 0 6 3 5 6 0'));
    expect(oneWay.scale).toBe(10);
    expect([...oneWay.problem.seconds.slice(0, 9)]).toEqual([0, 10, 20, 30, 70, 0, 40, 50, 25]);
    expect(refusal(() => parseVrplib(explicit('LOWER_ROW', '1 2 3')))).toMatch(/has 3 numbers, which is not what/);
    expect(refusal(() => parseVrplib(explicit('LOWER_ROW', '1 2 3 4 5 -6')))).toMatch(/has -6 between nodes 4 and 3/);
  });

  it('may have windows, service times, and so many vehicles', async () => {
    const windows = 'TIME_WINDOW_SECTION\n1 0 60\n2 0 9\n3 0 60\n4 20 30\n';
    const text = TINY_VRP.replace('CAPACITY', 'VEHICLES : 2\nCAPACITY').replace(
      'DEPOT_SECTION',
      `SERVICE_TIME_SECTION\n1 0\n2 2\n3 2.5\n4 2\n${windows}DEPOT_SECTION`,
    );
    const { problem, scale } = parseVrplib(text);
    expect(scale).toBe(10);
    expect(problem.vehicles).toHaveLength(2);
    expect(problem.vehicles[0].shift).toEqual([0, 600]);
    expect(problem.points.map((point) => [point.serviceSeconds, point.windows])).toEqual([
      [20, [[0, 90]]],
      [25, [[0, 600]]],
      [20, [[200, 300]]],
    ]);
    const { lines, unserved } = await answered('windows.vrp', text);
    expect([unserved, lines.at(-1)]).toEqual([0, 'Cost 33']);
  });

  it('may limit how long a tour takes, service and all', async () => {
    const text = TINY_VRP.replace('CAPACITY : 10', 'DISTANCE : 20\nSERVICE_TIME : 3\nCAPACITY : 100');
    const { lines, unserved } = await answered('short.vrp', text);
    // The farthest customer is 10 away: there and back and the service takes 23.
    expect([unserved, toursOf(lines)]).toEqual([1, ['1', '3']]);
  });

  it('may have several depots, from the nearest of which tours start', async () => {
    const text = TINY_VRP.replace('DIMENSION : 4', 'DIMENSION : 5')
      .replace('4 0 7\n', '4 0 7\n5 6 9\n')
      .replace('4 5\n', '4 5\n5 0\n')
      .replace('DEPOT_SECTION\n1\n', 'DEPOT_SECTION\n1\n5\n');
    const { lines, unserved } = await answered('depots.vrp', text);
    expect(unserved).toBe(0);
    const depots = lines
      .find((line) => line.startsWith('Depots'))
      ?.split(' ')
      .slice(1);
    const ofThird = lines.findIndex((line) => / 2( |$)/.test(line.replace(/^Route #\d+:/, '')));
    expect(depots?.[ofThird]).toBe('2');
    const placed = `VEHICLES : 2\nVEHICLES_DEPOT_SECTION\n1 1\n2 5\nCAPACITY_SECTION\n1 5\n2 10\nDEPOT_SECTION`;
    const { problem } = parseVrplib(text.replace('DEPOT_SECTION', placed));
    expect(problem.vehicles.map(({ startLocation, capacity }) => [startLocation, capacity])).toEqual([
      [0, [5]],
      [4, [10]],
    ]);
    expect(refusal(() => parseVrplib(text.replace('DEPOT_SECTION', placed.replace('2 5', '2 3'))))).toMatch(
      /sends vehicle 2 from node 3, which is no depot/,
    );
  });

  it('say what kind of problem they are before anything else is found fault with', () => {
    const text = TINY_VRP.replace('TYPE : CVRP', 'TYPE : TSP').replace('DEPOT_SECTION', 'STRANGE_SECTION');
    expect(refusal(() => parseVrplib(text))).toMatch(/^TYPE is "TSP"/);
  });
});

describe('a file of any kind', () => {
  it('is told by what it holds, not by its name', async () => {
    expect((await answered('tiny.txt', TINY_VRP)).lines.at(-1)).toBe('Cost 33');
    expect((await answered('four.vrp', SOLOMON)).unserved).toBe(0);
  });

  it.each([
    ['id;x;y\n1;2;3', /is not in a form that is read: waste instances .*Solomon files; this looks like a table/],
    ['<gpx></gpx>', /this looks like XML/],
    ['2 4 50 4\n0 80\n', /this looks like one of Cordeau's or Taillard's files/],
    ['{"a": ', /is not JSON, though it begins like it/],
    ['[]', /must hold a JSON object; it holds a list/],
    ['{"vehicles": []}', /is neither a waste instance .* nor a VROOM problem/],
  ])('is refused by what is read, and what it looks like: %j', (text, sentence) => {
    expect(refusal(() => readFileText('file', text))).toMatch(sentence);
  });

  it('may hold empty lists of amounts, and a load no vehicle can carry', async () => {
    const durations = [
      [0, 10],
      [10, 0],
    ];
    const job = { id: 1, location_index: 1 };
    const vroom = (capacity: number[], amounts: object) =>
      JSON.stringify({
        vehicles: [{ id: 1, start_index: 0, capacity }],
        jobs: [{ ...job, ...amounts }],
        matrices: { car: { durations } },
      });
    const solved = async (text: string) => {
      const { problem } = readFileText('file', text);
      return (await solve(problem, { iterations: 20, seed: 1, threads: 1 })).evaluation.unserved.length;
    };
    expect(await solved(vroom([], { pickup: [] }))).toBe(0);
    expect(await solved(vroom([], { delivery: [4], pickup: [] }))).toBe(0);
    expect(await solved(vroom([3], { delivery: [4] }))).toBe(1);
    expect((await answered('heavy.vrp', TINY_VRP.replace('3 5', '3 11'))).unserved).toBe(1);
  });
});
