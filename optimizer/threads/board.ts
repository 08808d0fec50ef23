/** The memory that the calling thread and its helpers share: orders, answers and plans. */

/** What every thread needs to know from the beginning; typed arrays in it are views of shared memory. */
export interface BoardLayout {
  readonly control: Int32Array;
  readonly order: Float64Array;
  readonly sequence: Int32Array;
  readonly length: Int32Array;
  readonly bestSequence: Int32Array;
  readonly bestLength: Int32Array;
  readonly routes: Uint8Array;
  readonly points: Uint8Array;
}

/** Cells of `control`. */
export const ORDERED = 0;
export const DONE = 1;
export const STOP = 2;
export const READY = 3;

/** Cells of `order`. */
export const HOT = 0;
export const COLD = 1;
export const ITERATIONS = 2;
/** Milliseconds that the epoch may last, from the moment it is ordered; `Infinity` where time does not count. */
export const LEFT_MILLISECONDS = 3;
/** 1 = go on from the plan on the board, 0 = from the helper's own. */
export const FROM_BOARD = 4;
export const PRIZE_WEIGHT = 5;
export const FULLNESS_WEIGHT = 6;
export const ITERATIONS_DONE = 7;
export const AVERAGE_REMOVED = 8;
export const MOST_TRIPS = 9;
export const DUTY_WEIGHT = 10;
export const OVERRUN = 11;
/** 1 = serving what was left out more often counts before the price. */
export const FAVOURS_ABSENT = 12;

/** Cells that `order` has. */
const ORDER_CELLS = 13;

function shared(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(Math.max(8, bytes));
}

/** A board for plans of `cells` cells, `vehicleCount` routes and `pointCount` points. */
export function createBoard(cells: number, vehicleCount: number, pointCount: number): BoardLayout {
  return {
    control: new Int32Array(shared(16)),
    order: new Float64Array(shared(8 * ORDER_CELLS)),
    sequence: new Int32Array(shared(4 * cells), 0, cells),
    length: new Int32Array(shared(4 * vehicleCount), 0, vehicleCount),
    bestSequence: new Int32Array(shared(4 * cells), 0, cells),
    bestLength: new Int32Array(shared(4 * vehicleCount), 0, vehicleCount),
    routes: new Uint8Array(shared(vehicleCount), 0, vehicleCount),
    points: new Uint8Array(shared(pointCount), 0, pointCount),
  };
}
