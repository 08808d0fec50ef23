/**
 * Leads the whole search: rounds, epochs, and what the threads do in each. Large plans are cut into parts
 * of neighbouring routes that the threads search at the same time; small ones are searched whole by every thread, each by itself
 * in several rounds and together in the last: then the thread that lags goes on now and then from the plan of the one that leads.
 */
import { hasOneTrip } from '../constraints/trips.ts';
import { plainProblem } from '../genetic/plain-problem.ts';
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import type { Budget } from '../stop/budget.ts';
import { Helper } from '../threads/helper.ts';
import { Epoch, type EpochPlan } from './epoch.ts';
import { Cooling, type Origin } from './cooling.ts';
import { dropTrip } from './drop-trip.ts';
import { cutIntoParts, wholePlan } from './partition.ts';
import { Rounds } from './rounds.ts';
import { Routes } from '../state/routes.ts';
import type { RuinRecreate } from './ruin-recreate.ts';
import { isLess, setRoutes, Snapshot } from '../state/snapshot.ts';
import { PARAMETERS } from './parameters.ts';

/** How fast a search is, and so how many rounds it has, is measured this often: at first its code is not compiled yet. */
const EPOCHS_TO_MEASURE = 5;
/** The calling thread is given back this often. */
const SLICE_MILLISECONDS = 20;

export interface CampaignOptions {
  readonly seed: number;
  /** Threads that search beside the calling one; the campaign gives them the problem. */
  readonly helpers: readonly Helper[];
  readonly signal?: AbortSignal;
  /** Whether the search starts from a given plan. */
  readonly warm: boolean;
}

export class Campaign {
  readonly #search: RuinRecreate;
  readonly #budget: Budget;
  readonly #options: CampaignOptions;
  readonly #random: Random;
  readonly #helpers: readonly Helper[];
  readonly #scratch: Routes;
  readonly #best: Snapshot;
  /** The plan the search begins with. */
  readonly #first: Snapshot;
  readonly #rounds = new Rounds();
  /** Points that some plan at the end of an epoch served: others may be beyond any vehicle. */
  readonly #everServed: Uint8Array;
  #helperIterations = 0;
  /** Whether the present round begins with vehicles that take their time. */
  #overruns = false;
  /** Whether only better plans are kept from now on. */
  #isSettled = false;
  /** Price of the best plan the caller was told of. */
  #toldCost: number;

  constructor(search: RuinRecreate, neighbours: Neighbours, options: CampaignOptions, budget: Budget, random: Random) {
    const { routes } = search;
    this.#search = search;
    this.#budget = budget;
    this.#options = options;
    this.#random = random;
    this.#scratch = new Routes(routes.model, routes.stride);
    this.#best = new Snapshot(routes);
    this.#first = new Snapshot(routes);
    this.#everServed = new Uint8Array(routes.model.pointCount);
    this.#toldCost = this.#bestCost;
    const plain = routes.model.pointCount <= PARAMETERS.threads.mostCrossed ? plainProblem(routes.model) : null;
    this.#helpers = options.helpers;
    this.#helpers.forEach((helper, k) => {
      helper.begin(routes, neighbours, options.seed + 7919 * (k + 1), k === 0 ? plain : null);
    });
  }

  get iterations(): number {
    return this.#search.iterations + this.#helperIterations;
  }

  get #bestCost(): number {
    return Math.min(this.#search.best.cost, this.#best.cost);
  }

  /** The best plan so far. */
  best(): Routes {
    const { best } = this.#search;
    (best.cost < this.#best.cost ? best : this.#best).restore(this.#scratch);
    return this.#scratch;
  }

  /**
   * Searches until the budget is used up or the caller wants an end; `pause` is called between slices and after each epoch, and
   * told whether there is a better plan than before, whichever thread found it.
   */
  async run(pause: (improved: boolean) => void): Promise<void> {
    const { signal } = this.#options;
    const hurry = (): void => {
      for (const helper of this.#helpers) helper.hurry();
    };
    signal?.addEventListener('abort', hurry);
    const cooling = new Cooling(this.#search.routes);
    let spent = this.#budget.spent(0);
    for (let epoch = 0; spent < 1 && signal?.aborted !== true; epoch++) {
      if (this.#rounds.isOver(spent)) this.#nextRound(spent);
      const before = this.#search.iterations;
      const next = this.#rounds.next(spent, this.#budget.epochs);
      await this.#searchUntil(next, spent, epoch, cooling, pause);
      this.#tell(pause);
      const now = Math.max(this.#budget.spent(this.iterations), next);
      const steps = this.#search.iterations - before;
      if (epoch < EPOCHS_TO_MEASURE && this.#mayRepeat())
        this.#rounds.divide(steps / (now - spent), this.#roundSteps());
      spent = now;
    }
    signal?.removeEventListener('abort', hurry);
    this.#takeIfBest(this.#search.best.sequence, this.#search.best.length);
  }

  /** One epoch, from the share `spent` of the budget to the share `next`, at the temperatures that belong there. */
  async #searchUntil(
    next: number,
    spent: number,
    epoch: number,
    cooling: Cooling,
    pause: (improved: boolean) => void,
  ): Promise<void> {
    const rounds = this.#rounds;
    const share = rounds.shareAt(spent);
    const origin: Origin = this.#options.warm ? 'given' : rounds.isLast && rounds.done > 0 ? 'best' : 'nothing';
    if (!this.#isSettled && cooling.isSettled(share, rounds.isLast)) {
      this.#isSettled = true;
      this.#takeIfBest(this.#search.best.sequence, this.#search.best.length);
      this.#goOnFromBest();
    }
    const helpers = this.#helpers.filter((helper) => helper.idle);
    const hot = cooling.temperature(share, origin, rounds.isLast);
    const plan: EpochPlan = {
      hot,
      cold: cooling.temperature(rounds.shareAt(next), origin, rounds.isLast),
      iterations: Math.ceil(this.#budget.iterationsUntil(next, this.iterations) / (helpers.length + 1)),
      deadline: this.#budget.deadlineOf(next),
      averageRemoved: cooling.averageRemoved(share, origin),
      overrun: this.#overruns ? cooling.overrun(share) : 0,
      favoursAbsent: cooling.favoursAbsent(share, origin),
    };
    const scarce = this.#isTimeScarce() && !cooling.isTrue(share);
    this.#search.setPrizeWeight(cooling.prizeWeight(share, hot, scarce));
    this.#search.setDutyWeight(scarce ? cooling.secondPrice : 0);
    this.#search.setFullnessWeight(cooling.fullnessWeight(share, origin));
    const parts = this.#partCount(helpers.length + 1, share);
    const exchange = rounds.isLast && (epoch + 1) % PARAMETERS.threads.exchangeEvery === 0;
    if (parts > 1) await this.#apart(plan, helpers, parts, pause);
    else await this.#together(plan, helpers, exchange, share > 0.8, pause);
    // What only vehicles that take their time can serve is left out by no choice.
    if (plan.overrun === 0) this.#noteServed();
  }

  /**
   * Whether the vehicles' time is to have a price, by which the search learns whom to leave out: as long as there is a choice, in the last
   * round and in every other before. In between it has none, so that trips are begun that only pay when all is rearranged.
   */
  #isTimeScarce(): boolean {
    const rounds = this.#rounds;
    return rounds.done > 0 && (rounds.isLast || rounds.done % 2 === 1) && this.#leavesOutByChoice();
  }

  /**
   * Whether the round that begins lets vehicles be back too late at first, less and less: where the best plan leaves points out, and so has
   * its vehicles' time filled, no trip can be begun otherwise.
   */
  #mayOverrun(): boolean {
    const rounds = this.#rounds;
    const isDue = PARAMETERS.overrun.turns.includes(rounds.done % 4);
    return isDue && !rounds.isLast && !hasOneTrip(this.#scratch.model) && this.#leavesOutByChoice();
  }

  /** Whether the best plan leaves out a point that another plan served. */
  #leavesOutByChoice(): boolean {
    const { sequence, length, stride } = this.#best;
    const isMissed = this.#everServed.slice();
    for (let r = 0; r < length.length; r++) {
      for (let i = r * stride + 1; i < r * stride + length[r] - 1; i++) {
        if (sequence[i] < isMissed.length) isMissed[sequence[i]] = 0;
      }
    }
    return isMissed.includes(1);
  }

  #noteServed(): void {
    const { routeOf } = this.#search.routes;
    for (let p = 0; p < routeOf.length; p++) if (routeOf[p] >= 0) this.#everServed[p] = 1;
  }

  #roundSteps(): number {
    const { steps, stepsOneTrip } = PARAMETERS.rounds;
    return hasOneTrip(this.#search.routes.model) ? stepsOneTrip : steps;
  }

  #mayRepeat(): boolean {
    const { model } = this.#search.routes;
    const rounds = !hasOneTrip(model) || model.pricesDiffer;
    return !this.#options.warm && rounds && model.pointCount <= PARAMETERS.rounds.mostPoints;
  }

  /** Begins the next round at the share `spent` of the budget: each thread by itself, in the last all from the best plan. */
  #nextRound(spent: number): void {
    const rounds = this.#rounds;
    const search = this.#search;
    this.#takeIfBest(search.best.sequence, search.best.length);
    rounds.begin(spent);
    this.#overruns = this.#mayOverrun();
    if (rounds.isLast) {
      this.#goOnFromBest();
      search.routes.mostTrips = Number.POSITIVE_INFINITY;
      for (const helper of this.#helpers) helper.mostTrips = Number.POSITIVE_INFINITY;
      return;
    }
    search.routes.mostTrips = this.#beginning(rounds.done);
    search.startFrom(this.#scratch.sequence, this.#scratch.length);
    this.#helpers.forEach((helper, k) => {
      helper.mostTrips = this.#beginning(rounds.done + k + 1);
      helper.startFrom(this.#scratch);
    });
  }

  /**
   * Leaves in the scratch plan what a thread begins its `turn`th round with. Every other time it is the best plan with a trip less,
   * so that it has to do without; in between the first plan, with hardly more trips than the best, or the best plan. Where points are
   * left out nothing can be done without. Where vehicles go out once and differ, which of them go out is what a round is to choose
   * anew: by turns it begins with the first plan and the best. A round in which vehicles may first take their time begins with the best
   * plan without some trips.
   * @returns how many trips it may have
   */
  #beginning(turn: number): number {
    const scratch = this.#scratch;
    if (hasOneTrip(scratch.model)) {
      (turn % 2 === 1 ? this.#first : this.#best).restore(scratch);
      return Number.POSITIVE_INFINITY;
    }
    this.#best.restore(scratch);
    const trips = scratch.unservedCount > 0 ? Number.POSITIVE_INFINITY : scratch.tripTotal;
    if (this.#overruns) {
      for (let left = 1 + this.#random.below(PARAMETERS.overrun.mostDropped); left > 0; left--) {
        if (!dropTrip(scratch, this.#random)) break;
      }
      return Number.POSITIVE_INFINITY;
    }
    if (turn % 4 === 0) return trips;
    if (turn % 4 !== 2) {
      return Number.isFinite(trips) && dropTrip(scratch, this.#random) ? trips - 1 : trips;
    }
    this.#first.restore(scratch);
    while (scratch.tripTotal > trips + 1 && dropTrip(scratch, this.#random));
    return trips + 1;
  }

  #partCount(threads: number, spent: number): number {
    const { routes } = this.#search;
    const { model } = routes;
    // A site's intake is shared by all routes, so parts could overfill it together.
    if (this.#helpers.some((helper) => helper.crosses)) return 1;
    if (model.limitedIntake || (model.pointCount <= PARAMETERS.threads.manyPoints && spent < PARAMETERS.threads.shaped))
      return 1;
    let used = 0;
    for (let r = 0; r < model.vehicleCount; r++) if (routes.isUsed(r)) used++;
    const bySize = Math.round(model.pointCount / PARAMETERS.threads.partPoints);
    const most = Math.min(
      Math.floor(model.pointCount / PARAMETERS.threads.fewestPartPoints),
      Math.floor(used / PARAMETERS.threads.fewestPartRoutes),
    );
    const wanted = Math.max(bySize, threads);
    return most < threads ? 1 : Math.min(wanted, Math.max(most, 1));
  }

  /** Every thread searches another part of the same plan; then the parts are put together. */
  async #apart(plan: EpochPlan, helpers: Helper[], count: number, pause: (improved: boolean) => void): Promise<void> {
    const search = this.#search;
    const { routes } = search;
    const parts = cutIntoParts(routes, count, this.#random);
    for (let k = parts.length - 1; k > 0; k--) {
      const other = this.#random.below(k + 1);
      [parts[k], parts[other]] = [parts[other], parts[k]];
    }
    const busy = helpers.slice(0, parts.length - 1);
    busy.forEach((helper, k) => {
      helper.order(plan, search, parts[k + 1], routes);
    });
    search.rememberAsBest();
    search.limitTo(parts[0]);
    await this.#searchHere(plan, pause);
    const { sequence, length } = routes;
    const best = search.best;
    for (let k = 0; k < busy.length; k++) {
      const done = await busy[k].finished();
      if (done < 0) continue;
      this.#helperIterations += done;
      const { board } = busy[k];
      for (let r = 0; r < routes.model.vehicleCount; r++) {
        if (parts[k + 1].routes[r] === 0) continue;
        copyRoute(board.sequence, board.length, sequence, length, r, routes.stride);
        copyRoute(board.bestSequence, board.bestLength, best.sequence, best.length, r, routes.stride);
      }
    }
    this.#takeIfBest(best.sequence, best.length);
    search.startFrom(sequence.slice(), length.slice());
  }

  /** Every thread searches the whole plan its own way; at an exchange the laggard goes on from the leader's plan. */
  async #together(
    plan: EpochPlan,
    helpers: Helper[],
    exchange: boolean,
    late: boolean,
    pause: (improved: boolean) => void,
  ): Promise<void> {
    const search = this.#search;
    const { routes } = search;
    const whole = wholePlan(routes.model);
    for (const helper of helpers) {
      const from = helper.crosses ? this.#best : routes;
      helper.order(plan, search, whole, helper.fresh ? from : null);
      helper.fresh = false;
    }
    search.limitTo(whole);
    await this.#searchHere(plan, pause);
    let leader = search.cost;
    let from: Helper | null = null;
    for (const helper of helpers) {
      const done = await helper.finished();
      if (done < 0) continue;
      this.#helperIterations += done;
      this.#takeIfBest(helper.board.bestSequence, helper.board.bestLength);
      if (helper.crosses) {
        helper.fresh = exchange;
        continue;
      }
      setRoutes(this.#scratch, helper.board.sequence, helper.board.length);
      const cost = search.priceOf(this.#scratch);
      helper.fresh = exchange && cost > search.cost;
      if (cost < leader) {
        leader = cost;
        from = helper;
      }
    }
    this.#takeIfBest(search.best.sequence, search.best.length);
    if (exchange && late) this.#goOnFromBest();
    else if (exchange && from !== null) search.startFrom(from.board.sequence, from.board.length);
  }

  #goOnFromBest(): void {
    this.#search.startFrom(this.#best.sequence, this.#best.length);
    for (const helper of this.#helpers) helper.fresh = true;
  }

  async #searchHere(plan: EpochPlan, pause: (improved: boolean) => void): Promise<void> {
    const { signal } = this.#options;
    const epoch = new Epoch(this.#search, plan);
    let sliceStart = performance.now();
    while (!epoch.over && signal?.aborted !== true) {
      epoch.advance();
      if (performance.now() - sliceStart < SLICE_MILLISECONDS) continue;
      this.#tell(pause);
      await new Promise<void>((resolve) => setImmediate(resolve));
      sliceStart = performance.now();
    }
  }

  #tell(pause: (improved: boolean) => void): void {
    const improved = isLess(this.#bestCost, this.#toldCost);
    if (improved) this.#toldCost = this.#bestCost;
    pause(improved);
  }

  #takeIfBest(sequence: Int32Array, length: Int32Array): void {
    setRoutes(this.#scratch, sequence, length);
    if (this.#scratch.cost(this.#scratch.model.prizeWeight) < this.#best.cost) this.#best.takeAll(this.#scratch);
  }
}

function copyRoute(
  fromSequence: Int32Array,
  fromLength: Int32Array,
  toSequence: Int32Array,
  toLength: Int32Array,
  r: number,
  stride: number,
): void {
  const base = r * stride;
  for (let i = base; i < base + fromLength[r]; i++) toSequence[i] = fromSequence[i];
  toLength[r] = fromLength[r];
}
