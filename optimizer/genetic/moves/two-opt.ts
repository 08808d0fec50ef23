/** Two links are replaced by two others: within a tour by turning a piece round, between two tours by exchanging their ends. */
import { EPSILON, type Tours } from '../tours.ts';

/** Links `u` with `v` and their followers with each other, turning what lies between, if that is cheaper. Both in one tour. */
export function turn(tours: Tours, u: number, v: number): boolean {
  const { next, place, tourOf } = tours;
  if (place[u] > place[v] || next[u] === v) return false;
  const x = next[u];
  const y = next[v];
  if (tours.way(u, v) + tours.way(x, y) - tours.toNext[u] - tours.toNext[v] >= -EPSILON) return false;
  tours.reverse(x, v);
  tours.refresh(tourOf[u]);
  return true;
}

/** Exchanges what follows `u` with what follows `v`, each in its own tour, if that is cheaper. */
export function exchangeEnds(tours: Tours, u: number, v: number): boolean {
  const { next, previous, tourOf, aboard, load, penalty } = tours;
  const x = next[u];
  const y = next[v];
  const from = tourOf[u];
  const to = tourOf[v];
  let delta = tours.way(u, y) + tours.way(v, x) - tours.toNext[u] - tours.toNext[v];
  if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
  delta += tours.penaltyOf(aboard[u] + load[to] - aboard[v]) + tours.penaltyOf(aboard[v] + load[from] - aboard[u]);
  if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
  const tailFrom = previous[tours.last(from)];
  const tailTo = previous[tours.last(to)];
  if (y === tours.last(to)) tours.link(u, tours.last(from));
  else {
    tours.link(u, y);
    tours.link(tailTo, tours.last(from));
  }
  if (x === tours.last(from)) tours.link(v, tours.last(to));
  else {
    tours.link(v, x);
    tours.link(tailFrom, tours.last(to));
  }
  tours.refresh(from);
  tours.refresh(to);
  return true;
}

/** Joins the beginnings of two tours at `u` and `v`, and their ends at what follows, one half of each turned, if that is cheaper. */
export function joinBeginnings(tours: Tours, u: number, v: number): boolean {
  const { next, tourOf, aboard, load, penalty } = tours;
  const x = next[u];
  const y = next[v];
  const from = tourOf[u];
  const to = tourOf[v];
  let delta = tours.way(u, v) + tours.way(x, y) - tours.toNext[u] - tours.toNext[v];
  if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
  delta += tours.penaltyOf(aboard[u] + aboard[v]);
  delta += tours.penaltyOf(load[from] - aboard[u] + load[to] - aboard[v]);
  if (delta - penalty[from] - penalty[to] >= -EPSILON) return false;
  const begins: number[] = [];
  for (let stop = v; tours.isCustomer(stop); stop = tours.previous[stop]) begins.push(stop);
  const ends: number[] = [];
  for (let stop = x; tours.isCustomer(stop); stop = next[stop]) ends.unshift(stop);
  let at = u;
  for (const stop of begins) {
    tours.link(at, stop);
    at = stop;
  }
  tours.link(at, tours.last(from));
  at = tours.first(to);
  for (const stop of ends) {
    tours.link(at, stop);
    at = stop;
  }
  tours.link(at, y);
  tours.refresh(from);
  tours.refresh(to);
  return true;
}
