/** The calling thread's side of one helping thread. */
import { Worker } from 'node:worker_threads';
import type { EpochPlan } from '../search/epoch.ts';
import type { Part } from '../search/partition.ts';
import type { Routes } from '../state/routes.ts';
import type { RuinRecreate } from '../search/ruin-recreate.ts';
import {
  AVERAGE_REMOVED,
  type BoardLayout,
  COLD,
  createBoard,
  DUTY_WEIGHT,
  LEFT_MILLISECONDS,
  DONE,
  FAVOURS_ABSENT,
  FROM_BOARD,
  FULLNESS_WEIGHT,
  HOT,
  ITERATIONS,
  ITERATIONS_DONE,
  MOST_TRIPS,
  ORDERED,
  OVERRUN,
  READY,
  STOP,
  PRIZE_WEIGHT,
} from './board.ts';
import type { ThreadData } from './thread.ts';

/** Compiled, a thread's code stands beside this file and runs as it is; as source, it needs a loader registered first. */
const THREAD_CODE = import.meta.url.endsWith('.ts')
  ? new URL('./boot.mjs', import.meta.url)
  : new URL('./thread.js', import.meta.url);
/** How often the calling thread looks whether a helper is done. */
const LOOK_MILLISECONDS = 2;

/** What a search weighs by other than the problem's own prices. */
type Weights = Pick<RuinRecreate, 'prizeWeight' | 'routes'>;
type Plan = Pick<BoardLayout, 'sequence' | 'length'>;

export class Helper {
  /** Whether its next search starts from the caller's plan. */
  fresh = true;
  /** Where its plan has so many trips, it begins no other. */
  mostTrips = Number.POSITIVE_INFINITY;
  /** Whether it crosses plans instead of changing one. */
  crosses = false;
  readonly #worker: Worker;
  #board: BoardLayout | null = null;
  #ordered = 0;
  /** Whether the plan on the board is one to start from. */
  #given = false;
  #failed = false;

  /** Starts the thread. Loading its code takes a good part of a second, in which the caller can lay the problem out. */
  constructor() {
    this.#worker = new Worker(THREAD_CODE, { execArgv: [] });
    this.#worker.unref();
    // A helper that dies is only help that is missing: the calling thread searches on alone.
    this.#worker.on('error', (error) => {
      this.#failed = true;
      process.emitWarning(`A helping thread failed, and the search goes on without it: ${String(error)}`);
    });
    this.#worker.on('exit', () => {
      this.#failed = true;
    });
  }

  /** Gives it the problem; it takes orders once it has laid out routes of its own. */
  begin(routes: Routes, neighbours: ThreadData['neighbours'], seed: number, plain: ThreadData['plain']): void {
    const { model, stride } = routes;
    this.crosses = plain !== null;
    this.#board = createBoard(routes.sequence.length, model.vehicleCount, model.pointCount);
    const data: ThreadData = { model, neighbours, board: this.#board, stride, seed, plain };
    this.#worker.postMessage(data, []);
  }

  /** What it shares with the calling thread, from `begin` on. */
  get board(): BoardLayout {
    if (this.#board === null) throw new Error('A helper was used before it was given a problem.');
    return this.#board;
  }

  /** Whether it waits for an order. */
  get idle(): boolean {
    const { control } = this.board;
    return !this.#failed && Atomics.load(control, READY) === 1 && Atomics.load(control, DONE) === this.#ordered;
  }

  /** Its next search starts from `plan`; not to be called while it carries out an order. */
  startFrom({ sequence, length }: Plan): void {
    this.board.sequence.set(sequence);
    this.board.length.set(length);
    this.#given = true;
    this.fresh = false;
  }

  /** Sends it searching: from `from`, or from where it stands, within `part`. */
  order(plan: EpochPlan, search: Weights, part: Part, from: Plan | null): void {
    const { board } = this;
    board.order[HOT] = plan.hot;
    board.order[COLD] = plan.cold;
    board.order[ITERATIONS] = plan.iterations;
    // Each thread counts from a beginning of its own.
    board.order[LEFT_MILLISECONDS] = plan.deadline - performance.now();
    board.order[AVERAGE_REMOVED] = plan.averageRemoved;
    board.order[PRIZE_WEIGHT] = search.prizeWeight;
    board.order[FULLNESS_WEIGHT] = search.routes.fullnessWeight;
    board.order[DUTY_WEIGHT] = search.routes.dutyWeight;
    board.order[MOST_TRIPS] = this.mostTrips;
    board.order[OVERRUN] = plan.overrun;
    board.order[FAVOURS_ABSENT] = plan.favoursAbsent ? 1 : 0;
    if (from !== null) this.startFrom(from);
    board.order[FROM_BOARD] = this.#given ? 1 : 0;
    this.#given = false;
    board.routes.set(part.routes);
    board.points.set(part.points);
    this.#ordered++;
    Atomics.store(board.control, ORDERED, this.#ordered);
    Atomics.notify(board.control, ORDERED);
  }

  /** Waits for the order to be carried out. @returns the iterations done, −1 if the helper failed. */
  async finished(): Promise<number> {
    while (!this.idle) {
      if (this.#failed) return -1;
      await new Promise<void>((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    }
    return this.board.order[ITERATIONS_DONE];
  }

  /** Makes it stop what it does as soon as it looks. */
  hurry(): void {
    Atomics.store(this.board.control, STOP, 1);
  }

  /** Ends the thread. Nobody has to wait for it: a thread that is still loading its code takes a while to hear of it. */
  end(): void {
    if (this.#board !== null) {
      this.hurry();
      this.#ordered++;
      Atomics.store(this.#board.control, ORDERED, this.#ordered);
      Atomics.notify(this.#board.control, ORDERED);
    }
    void this.#worker.terminate();
  }
}
