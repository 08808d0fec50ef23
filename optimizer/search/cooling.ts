/** What a search weighs and how it moves, by the share of its way from hot to cold that is behind it. */
import { hasOneTrip, hasOneTripInWindows } from '../constraints/trips.ts';
import type { Model } from '../model/model.ts';
import type { Routes } from '../state/routes.ts';
import { PARAMETERS } from './parameters.ts';

/** Where a search comes from: nothing, a given plan, or the best plan of rounds before. */
export type Origin = 'nothing' | 'given' | 'best';

export class Cooling {
  readonly #model: Model;
  readonly #oneTrip: boolean;
  readonly #oneTripInWindows: boolean;
  readonly #meanPrize: number;
  /** Average price of a leg, fixed costs left aside: the measure of temperatures. */
  readonly #leg: number;
  /** The largest fixed cost of any vehicle. */
  readonly #dearestVehicle: number;
  readonly #settles: boolean;
  /** What a second of driving costs on average, fixed costs left aside. */
  readonly secondPrice: number;

  /** Measures by the legs of the plan in `routes`. */
  constructor(routes: Routes) {
    const { model } = routes;
    this.#model = model;
    this.#oneTrip = hasOneTrip(model);
    this.#oneTripInWindows = hasOneTripInWindows(model);
    this.#meanPrize = model.prize.reduce((sum, prize) => sum + prize, 0) / Math.max(1, model.pointCount);
    const { legs, seconds, fixed } = sumsOf(routes);
    const driving = routes.routesCost - fixed;
    // Where nothing else costs anything, a leg costs what sending a vehicle out does.
    this.#leg = Math.max(1e-6, (driving > 1e-9 * fixed ? driving : fixed) / Math.max(1, legs));
    this.secondPrice = Math.max(0, driving) / Math.max(1, seconds);
    this.#dearestVehicle = model.fixedCost.reduce((most, cost) => Math.max(most, cost), 0);
    this.#settles = model.balanceWeight > 0 || model.compactnessWeight > 0 || model.usualBefore.length > 0;
  }

  /** Whether at this share only better plans are kept; never before the last round. */
  isSettled(share: number, isLast: boolean): boolean {
    return this.#settles && isLast && share >= PARAMETERS.cooling.settled;
  }

  /** Temperature, in cost units. */
  temperature(share: number, origin: Origin, isLast: boolean): number {
    if (this.isSettled(share, isLast)) return 0;
    const { hot, cold } = this.#range(origin);
    return this.#leg * hot * (cold / hot) ** share;
  }

  /** Between which temperatures a search cools, in legs. */
  #range(origin: Origin): { hot: number; cold: number } {
    const { warm, warmAgain, hotWindows, coldWindows, hotOneTrip, coldOneTrip, hot, cold } = PARAMETERS.cooling;
    if (origin === 'nothing' && this.#oneTripInWindows) return { hot: hotWindows, cold: coldWindows };
    const first = origin === 'given' ? warm : origin === 'best' ? warmAgain : this.#oneTrip ? hotOneTrip : hot;
    return { hot: first, cold: Math.min(this.#oneTrip ? coldOneTrip : cold, first / 10) };
  }

  /** Points a step takes out on average. */
  averageRemoved(share: number, origin: Origin): number {
    if (origin !== 'nothing' || this.#oneTrip) return PARAMETERS.cooling.removed;
    return (
      PARAMETERS.cooling.firstRemoved * (PARAMETERS.cooling.lastRemoved / PARAMETERS.cooling.firstRemoved) ** share
    );
  }

  /** Whether leaving points out costs what it does in truth. */
  isTrue(share: number): boolean {
    return share > PARAMETERS.cooling.truthFrom;
  }

  /**
   * Whether serving what was left out more often counts before the price: where vehicles go out once and points have windows, until it is likely
   * that not all can be served.
   */
  favoursAbsent(share: number, origin: Origin): boolean {
    return this.#oneTripInWindows && origin !== 'given' && share < PARAMETERS.cooling.absentUntil;
  }

  /** How much later than they may vehicles come home, as a share of their day, in a round that lets them. */
  overrun(share: number): number {
    const { most, until } = PARAMETERS.overrun;
    return most * Math.max(0, 1 - share / until);
  }

  /** What a unit of unserved prize costs; less where the vehicles' time has a price that says whom to leave out. */
  prizeWeight(share: number, temperature: number, isTimeScarce: boolean): number {
    const { prizeWeight } = this.#model;
    if (this.isTrue(share)) return prizeWeight;
    const { temperatures, legs } = isTimeScarce ? PARAMETERS.cooling.leftOutScarce : PARAMETERS.cooling.leftOut;
    // No point is left out to spare the cost of sending a vehicle out.
    const least = legs * this.#leg + this.#dearestVehicle;
    return Math.min(prizeWeight, Math.max(temperatures * temperature, least) / this.#meanPrize);
  }

  /** What a unit of the fullness of trips costs. */
  fullnessWeight(share: number, origin: Origin): number {
    return origin !== 'nothing' || this.#oneTrip ? 0 : PARAMETERS.cooling.fullLegs * this.#leg * (1 - share);
  }
}

/** Legs, driving seconds and fixed costs of the vehicles that go out. */
function sumsOf(routes: Routes): { legs: number; seconds: number; fixed: number } {
  const { model } = routes;
  const sums = { legs: 0, seconds: 0, fixed: 0 };
  for (let r = 0; r < model.vehicleCount; r++) {
    if (!routes.isUsed(r)) continue;
    sums.legs += routes.length[r] - 1;
    sums.seconds += routes.driving[r];
    sums.fixed += model.fixedCost[r];
  }
  return sums;
}
