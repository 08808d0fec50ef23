/** Choosing anew where trips unload. */
import type { Routes } from '../state/routes.ts';

/** Gives every trip of route `r`, in order, the site over which the way from its last stop to what comes next is shortest. */
export function resite(routes: Routes, r: number): void {
  const { model, sequence, length, stride } = routes;
  const { pointCount, nodeCount, seconds } = model;
  const base = r * stride;
  let sites = model.vehicleSites[r] & model.startSites[r];
  for (let i = base + 1; i < base + length[r] - 1; i++) {
    const node = sequence[i];
    if (node < pointCount) {
      sites &= model.pointSites[node];
      continue;
    }
    let best = node;
    let shortest = (sites >> (node - pointCount)) & 1 ? 0 : Number.POSITIVE_INFINITY;
    if (shortest === 0)
      shortest = seconds[sequence[i - 1] * nodeCount + node] + seconds[node * nodeCount + sequence[i + 1]];
    for (let s = 0; s < model.siteCount; s++) {
      if (!((sites >> s) & 1) || model.limitedIntake) continue;
      const site = pointCount + s;
      const way = seconds[sequence[i - 1] * nodeCount + site] + seconds[site * nodeCount + sequence[i + 1]];
      if (way < shortest) {
        shortest = way;
        best = site;
      }
    }
    sequence[i] = best;
    sites = model.vehicleSites[r];
  }
}
