/** What a helping thread does: wait for the problem, then again and again for an order on its board, search, leave the outcome on the board. */
import { parentPort } from 'node:worker_threads';
import type { Model } from '../model/model.ts';
import type { Neighbours } from '../model/neighbours.ts';
import { Random } from '../random.ts';
import { Epoch } from '../search/epoch.ts';
import { Routes } from '../search/routes.ts';
import { RuinRecreate } from '../search/ruin-recreate.ts';
import {
  type BoardLayout,
  COLD,
  DEADLINE,
  DONE,
  FROM_BOARD,
  HOT,
  ITERATIONS,
  ITERATIONS_DONE,
  ORDERED,
  READY,
  STOP,
  WORTH_WEIGHT,
} from './board.ts';

export interface ThreadData {
  readonly model: Model;
  readonly neighbours: Neighbours;
  readonly board: BoardLayout;
  readonly stride: number;
  readonly seed: number;
}

function serve(data: ThreadData): void {
  const { board, model } = data;
  const { control, order } = board;
  const routes = new Routes(model, data.stride);
  const search = new RuinRecreate(routes, data.neighbours, new Random(data.seed));
  Atomics.store(control, READY, 1);
  let seen = 0;
  for (;;) {
    Atomics.wait(control, ORDERED, seen);
    seen = Atomics.load(control, ORDERED);
    if (Atomics.load(control, STOP) === 1) return;
    if (order[FROM_BOARD] === 1) search.startFrom(board.sequence, board.length);
    search.limitTo(board);
    search.setWorthWeight(order[WORTH_WEIGHT]);
    const before = search.iterations;
    const epoch = new Epoch(search, {
      hot: order[HOT],
      cold: order[COLD],
      iterations: order[ITERATIONS],
      deadline: order[DEADLINE],
    });
    while (!epoch.over && Atomics.load(control, STOP) === 0) epoch.advance();
    order[ITERATIONS_DONE] = search.iterations - before;
    board.sequence.set(routes.sequence);
    board.length.set(routes.length);
    board.bestSequence.set(search.best.sequence);
    board.bestLength.set(search.best.length);
    Atomics.store(control, DONE, seen);
    Atomics.notify(control, DONE);
  }
}

parentPort?.once('message', (data: ThreadData) => serve(data));
