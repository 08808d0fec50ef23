/**
 * Leads the whole search: temperatures over the budget, epochs, and what the threads do in each. Large plans are cut into parts
 * of neighbouring routes that the threads search at the same time; small ones are searched whole by every thread, and now and
 * then the thread that lags goes on from the plan of the one that leads.
 */
import { hasOneTrip } from '../constraints/trips.ts';
import { plainProblem } from '../genetic/plain-problem.ts';
import type { Neighbours } from '../model/neighbours.ts';
import type { Random } from '../random.ts';
import type { Budget } from '../stop/budget.ts';
import { Helper } from '../threads/helper.ts';
import { Epoch, type EpochPlan } from './epoch.ts';
import { cutIntoParts, wholePlan } from './partition.ts';
import { Routes } from './routes.ts';
import type { RuinRecreate } from './ruin-recreate.ts';
import { isLess, setRoutes, Snapshot } from './snapshot.ts';

/** First and last temperature, in average prices of a leg: where vehicles go out several times, and where once. */
const HOT = 6;
const COLD = 0.02;
const HOT_ONE_TRIP = 1;
const COLD_ONE_TRIP = 0.002;
/** First temperature when there is a plan to start from. */
const WARM = 0.1;
/** Parts are about this large. */
const PART_POINTS = 1000;
/** Plans of more points are searched in parts from the beginning; smaller ones when they have taken shape, or never. */
const MANY_POINTS = 2000;
const SHAPED = 0.5;
/** Plans of at most so many points are crossed by one thread where the problem is plain enough; of larger ones too few are made. */
const MOST_CROSSED = 700;
/** Fewer points or routes than this per thread are searched whole. */
const FEWEST_PART_POINTS = 250;
const FEWEST_PART_ROUTES = 3;
/** Epochs between two exchanges of threads that search the whole plan. */
const EXCHANGE_EVERY = 6;
/**
 * While searching, leaving out a point of average worth costs this many temperatures, and at least so many average legs: less
 * than it costs in truth, so that the search can pass through plans that leave some out. Towards the end the truth counts.
 */
const LEFT_OUT_TEMPERATURES = 10;
const LEFT_OUT_LEGS = 30;
const TRUTH_FROM = 0.9;
/**
 * At the beginning a full trip costs this many average legs more than an empty one, and less and less until the end: as long as
 * trips have room to spare, points can change between them.
 */
const FULL_LEGS = 14;
/**
 * Points a step takes out on average, at the beginning and at the end, where vehicles go out several times: first whole trips change,
 * in the end single places.
 */
const FIRST_REMOVED = 30;
const LAST_REMOVED = 10;
/** The same throughout, where vehicles go out once or the search starts from a plan: as in SISR. */
const REMOVED = 10;
/**
 * From this share on only better plans are kept where balance or familiarity counts: what little they may decide is lost in what a
 * temperature lets pass.
 */
const SETTLED = 0.94;
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
  #helperIterations = 0;
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
    this.#toldCost = this.#bestCost;
    const plain = routes.model.pointCount <= MOST_CROSSED ? plainProblem(routes.model) : null;
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
    const scale = averageLegPrice(this.#search.routes);
    const { model } = this.#search.routes;
    const oneTrip = hasOneTrip(model);
    const meanWorth = model.worth.reduce((sum, worth) => sum + worth, 0) / Math.max(1, model.pointCount);
    const settles = model.balanceWeight > 0 || model.usualBefore.length > 0;
    const temperatureAt = (share: number): number => {
      if (settles && share >= SETTLED) return 0;
      const hot = this.#options.warm ? WARM : oneTrip ? HOT_ONE_TRIP : HOT;
      const cold = Math.min(oneTrip ? COLD_ONE_TRIP : COLD, hot / 10);
      return scale * hot * (cold / hot) ** share;
    };
    let spent = this.#budget.spent(0);
    let settled = false;
    for (let epoch = 0; spent < 1 && signal?.aborted !== true; epoch++) {
      const next = Math.min(1, spent + 1 / this.#budget.epochs);
      if (settles && !settled && spent >= SETTLED) {
        settled = true;
        this.#takeIfBest(this.#search.best.sequence, this.#search.best.length);
        this.#goOnFromBest();
      }
      const helpers = this.#helpers.filter((helper) => helper.idle);
      const iterations = Math.ceil(this.#budget.iterationsUntil(next, this.iterations) / (helpers.length + 1));
      const deadline = this.#budget.deadlineOf(next);
      const plan: EpochPlan = {
        hot: temperatureAt(spent),
        cold: temperatureAt(next),
        iterations,
        deadline,
        averageRemoved:
          this.#options.warm || oneTrip ? REMOVED : FIRST_REMOVED * (LAST_REMOVED / FIRST_REMOVED) ** spent,
      };
      const leftOut = Math.max(LEFT_OUT_TEMPERATURES * plan.hot, LEFT_OUT_LEGS * scale) / meanWorth;
      this.#search.setWorthWeight(spent > TRUTH_FROM ? model.worthWeight : Math.min(model.worthWeight, leftOut));
      this.#search.setFullnessWeight(this.#options.warm || oneTrip ? 0 : FULL_LEGS * scale * (1 - spent));
      const parts = this.#partCount(helpers.length + 1, spent);
      if (parts > 1) await this.#apart(plan, helpers, parts, pause);
      else await this.#together(plan, helpers, (epoch + 1) % EXCHANGE_EVERY === 0, spent > 0.8, pause);
      this.#tell(pause);
      const now = this.#budget.spent(this.iterations);
      spent = now > spent ? now : next;
    }
    signal?.removeEventListener('abort', hurry);
    this.#takeIfBest(this.#search.best.sequence, this.#search.best.length);
  }

  #partCount(threads: number, spent: number): number {
    const { routes } = this.#search;
    const { model } = routes;
    // A site's intake is shared by all routes, so parts could overfill it together.
    if (this.#helpers.some((helper) => helper.crosses)) return 1;
    if (model.limitedIntake || (model.pointCount <= MANY_POINTS && spent < SHAPED)) return 1;
    let used = 0;
    for (let r = 0; r < model.vehicleCount; r++) if (routes.isUsed(r)) used++;
    const bySize = Math.round(model.pointCount / PART_POINTS);
    const most = Math.min(Math.floor(model.pointCount / FEWEST_PART_POINTS), Math.floor(used / FEWEST_PART_ROUTES));
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
    if (this.#scratch.cost(this.#scratch.model.worthWeight) < this.#best.cost) this.#best.takeAll(this.#scratch);
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

/** Average price of a leg, the measure of temperatures. */
function averageLegPrice(routes: Routes): number {
  let legs = 0;
  for (let r = 0; r < routes.model.vehicleCount; r++) if (routes.isUsed(r)) legs += routes.length[r] - 1;
  return Math.max(1e-6, routes.routesCost / Math.max(1, legs));
}
