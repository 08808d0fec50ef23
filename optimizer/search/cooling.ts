/** What a search weighs and how it moves, by the share of its way from hot to cold that is behind it. */
import { hasOneTrip } from '../constraints/trips.ts';
import type { Model } from '../model/model.ts';
import type { Routes } from './routes.ts';

/** First and last temperature, in average prices of a leg: where vehicles go out several times, and where once. */
const HOT = 6;
const COLD = 0.02;
const HOT_ONE_TRIP = 1;
const COLD_ONE_TRIP = 0.002;
/** First temperature when there is a plan to start from, and when the search goes on from the best of its own. */
const WARM = 0.1;
const WARM_AGAIN = 1;
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

/** Where a search comes from: nothing, a given plan, or the best plan of rounds before. */
export type Origin = 'nothing' | 'given' | 'best';

export class Cooling {
  readonly #model: Model;
  readonly #oneTrip: boolean;
  readonly #meanWorth: number;
  /** Average price of a leg, the measure of temperatures. */
  readonly #leg: number;
  /** The largest fixed cost of any vehicle. */
  readonly #dearestVehicle: number;
  readonly #settles: boolean;

  /** Measures by the legs of the plan in `routes`. */
  constructor(routes: Routes) {
    const { model } = routes;
    this.#model = model;
    this.#oneTrip = hasOneTrip(model);
    this.#meanWorth = model.worth.reduce((sum, worth) => sum + worth, 0) / Math.max(1, model.pointCount);
    this.#leg = averageLegPrice(routes);
    this.#dearestVehicle = model.fixedCost.reduce((most, cost) => Math.max(most, cost), 0);
    this.#settles = model.balanceWeight > 0 || model.usualBefore.length > 0;
  }

  /** Whether at this share only better plans are kept; never before the last round. */
  isSettled(share: number, isLast: boolean): boolean {
    return this.#settles && isLast && share >= SETTLED;
  }

  /** Temperature, in cost units. */
  temperature(share: number, origin: Origin, isLast: boolean): number {
    if (this.isSettled(share, isLast)) return 0;
    const hot = origin === 'given' ? WARM : origin === 'best' ? WARM_AGAIN : this.#oneTrip ? HOT_ONE_TRIP : HOT;
    const cold = Math.min(this.#oneTrip ? COLD_ONE_TRIP : COLD, hot / 10);
    return this.#leg * hot * (cold / hot) ** share;
  }

  /** Points a step takes out on average. */
  averageRemoved(share: number, origin: Origin): number {
    if (origin !== 'nothing' || this.#oneTrip) return REMOVED;
    return FIRST_REMOVED * (LAST_REMOVED / FIRST_REMOVED) ** share;
  }

  /** What a unit of unserved worth costs. */
  worthWeight(share: number, temperature: number): number {
    const { worthWeight } = this.#model;
    // No point is left out to spare the cost of sending a vehicle out.
    const least = LEFT_OUT_LEGS * this.#leg + this.#dearestVehicle;
    const leftOut = Math.max(LEFT_OUT_TEMPERATURES * temperature, least) / this.#meanWorth;
    return share > TRUTH_FROM ? worthWeight : Math.min(worthWeight, leftOut);
  }

  /** What a unit of the fullness of trips costs. */
  fullnessWeight(share: number, origin: Origin): number {
    return origin !== 'nothing' || this.#oneTrip ? 0 : FULL_LEGS * this.#leg * (1 - share);
  }
}

/** What a leg costs on average, fixed costs left aside; where nothing else costs anything, with them. */
function averageLegPrice(routes: Routes): number {
  const { model } = routes;
  let legs = 0;
  let fixed = 0;
  for (let r = 0; r < model.vehicleCount; r++) {
    if (!routes.isUsed(r)) continue;
    legs += routes.length[r] - 1;
    fixed += model.fixedCost[r];
  }
  const driving = routes.routesCost - fixed;
  return Math.max(1e-6, (driving > 1e-9 * fixed ? driving : fixed) / Math.max(1, legs));
}
