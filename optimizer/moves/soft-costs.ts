/** What overtime, balance and unfamiliarity add to the price of a change to a route. */
import { overtimeCost } from '../constraints/overtime.ts';
import { unfamiliarity } from '../model/familiar.ts';
import type { Model } from '../model/model.ts';
import { imbalance } from '../objective.ts';
import type { Routes } from '../state/routes.ts';
import { endTime } from '../state/times.ts';

/** Whether the vehicle of route `r` has nothing to do, so that not even its way home counts. */
export function staysAtHome(routes: Routes, r: number): boolean {
  return routes.length[r] === 2 && routes.model.isFrozen[r] === 0;
}

/** What the overtime of route `r` costs at present. */
export function overtimePrice(routes: Routes, r: number): number {
  const { model } = routes;
  if (!model.anyOvertime || staysAtHome(routes, r)) return 0;
  return overtimeCost(model, r, endTime(routes, r));
}

/** The route whose working seconds are known, −1 = none: they are added up only when a place is about to be the cheapest. */
let knownRoute = -1;
let knownSeconds = 0;

/** To be called when routes may have changed since `balanceIncrease`. */
export function forgetWork(): void {
  knownRoute = -1;
}

/** Driving, service and unloading of route `r`; none when its vehicle stays at home. */
function workSeconds(routes: Routes, r: number): number {
  if (knownRoute === r) return knownSeconds;
  knownRoute = r;
  knownSeconds = 0;
  if (staysAtHome(routes, r)) return 0;
  const { model, sequence, legSeconds, length, stride } = routes;
  const last = r * stride + length[r] - 1;
  for (let i = r * stride; i < last; i++) knownSeconds += legSeconds[i] + model.service[sequence[i]];
  return knownSeconds;
}

/** What balance costs more when the vehicle of route `r` works `seconds` longer. */
export function balanceIncrease(routes: Routes, r: number, seconds: number): number {
  const { balanceWeight, shiftLength } = routes.model;
  if (balanceWeight === 0) return 0;
  const before = workSeconds(routes, r);
  return balanceWeight * (imbalance(before + seconds, shiftLength[r]) - imbalance(before, shiftLength[r]));
}

/** What it costs that partners of point `p` are served by other routes when `r` serves it. */
export function partedPrice({ model, routeOf }: Routes, r: number, p: number): number {
  if (model.compactnessWeight === 0) return 0;
  let parted = 0;
  for (let k = model.pairFrom[p]; k < model.pairFrom[p + 1]; k++) {
    const other = routeOf[model.pairPartners[k]];
    if (other >= 0 && other !== r) parted++;
  }
  return model.compactnessWeight * parted;
}

/** What point `p` between two nodes costs by being, or leaving others, less known to the crew of route `r`. */
export function unfamiliarityPrice(model: Model, r: number, before: number, p: number, after: number): number {
  const more = unfamiliarity(model, r, before, p) + unfamiliarity(model, r, p, after);
  return (more - unfamiliarity(model, r, before, after)) * model.unfamiliarityWeight;
}
