/** What a helping thread does: wait for the problem, then again and again for an order on its board, search, leave the outcome on the board. */
import { parentPort } from 'node:worker_threads';
import { GeneticSearch } from '../genetic/genetic-search.ts';
import type { PlainProblem } from '../genetic/plain-problem.ts';
import { toursOfRoutes, writeTours } from '../genetic/plans.ts';
import type { Model } from '../model/model.ts';
import type { Neighbours } from '../model/neighbours.ts';
import { Random } from '../random.ts';
import { Epoch } from '../search/epoch.ts';
import { Routes } from '../state/routes.ts';
import { RuinRecreate } from '../search/ruin-recreate.ts';
import {
  AVERAGE_REMOVED,
  type BoardLayout,
  COLD,
  LEFT_MILLISECONDS,
  DONE,
  DUTY_WEIGHT,
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

export interface ThreadData {
  readonly model: Model;
  readonly neighbours: Neighbours;
  readonly board: BoardLayout;
  readonly stride: number;
  readonly seed: number;
  /** The problem in its plain form, for the thread that crosses plans; `null` for those that ruin and recreate. */
  readonly plain: PlainProblem | null;
}

/** What carries an order out: searches from the plan on the board if told to, and leaves its plans there. */
type Carrier = () => void;

function serve(data: ThreadData): void {
  const { control } = data.board;
  const carryOut = data.plain === null ? ruinRecreate(data) : crossPlans(data, data.plain);
  Atomics.store(control, READY, 1);
  let seen = 0;
  for (;;) {
    Atomics.wait(control, ORDERED, seen);
    seen = Atomics.load(control, ORDERED);
    if (Atomics.load(control, STOP) === 1) return;
    carryOut();
    Atomics.store(control, DONE, seen);
    Atomics.notify(control, DONE);
  }
}

function ruinRecreate({ board, model, neighbours, stride, seed }: ThreadData): Carrier {
  const { control, order } = board;
  const routes = new Routes(model, stride);
  const search = new RuinRecreate(routes, neighbours, new Random(seed));
  return () => {
    if (order[FROM_BOARD] === 1) search.startFrom(board.sequence, board.length);
    search.limitTo(board);
    search.setPrizeWeight(order[PRIZE_WEIGHT]);
    search.setFullnessWeight(order[FULLNESS_WEIGHT]);
    search.setDutyWeight(order[DUTY_WEIGHT]);
    routes.mostTrips = order[MOST_TRIPS];
    const before = search.iterations;
    const epoch = new Epoch(search, {
      hot: order[HOT],
      cold: order[COLD],
      iterations: order[ITERATIONS],
      deadline: performance.now() + order[LEFT_MILLISECONDS],
      averageRemoved: order[AVERAGE_REMOVED],
      overrun: order[OVERRUN],
      favoursAbsent: order[FAVOURS_ABSENT] === 1,
    });
    while (!epoch.over && Atomics.load(control, STOP) === 0) epoch.advance();
    order[ITERATIONS_DONE] = search.iterations - before;
    board.sequence.set(routes.sequence);
    board.length.set(routes.length);
    board.bestSequence.set(search.best.sequence);
    board.bestLength.set(search.best.length);
  };
}

/** Crosses plans of the whole problem. Until one is found that keeps the loads, the plan given stays on the board. */
function crossPlans({ board, model, stride, seed }: ThreadData, plain: PlainProblem): Carrier {
  const { control, order } = board;
  const search = new GeneticSearch(plain, new Random(seed));
  return () => {
    if (order[FROM_BOARD] === 1) {
      const tours = toursOfRoutes(model, stride, board.sequence, board.length);
      if (tours.flat().length === plain.count) search.welcome(tours);
      board.bestSequence.set(board.sequence);
      board.bestLength.set(board.length);
    }
    let plans = 0;
    const deadline = performance.now() + order[LEFT_MILLISECONDS];
    // A plan is as much work as ruining and recreating about once for each customer.
    while (
      plans * plain.count < order[ITERATIONS] &&
      performance.now() < deadline &&
      Atomics.load(control, STOP) === 0
    ) {
      search.step();
      plans++;
    }
    order[ITERATIONS_DONE] = plans;
    if (search.best === null) return;
    writeTours(model, stride, search.best, board.bestSequence, board.bestLength);
    board.sequence.set(board.bestSequence);
    board.length.set(board.bestLength);
  };
}

parentPort?.once('message', (data: ThreadData) => serve(data));
