/** A day too short for all: which ward is left out is a matter of targets. */
import type { Problem } from './problem.ts';
import { point, truck } from './small-town.testing.ts';

/**
 * A depot with its site, and two wards of equal mass: one near, one three times as far. One truck for one point a trip, and a
 * shift that ends before all are done.
 */
export function nearAndFar(targetShare: number): Problem {
  const perWard = 12;
  const locationCount = 1 + 2 * perWard;
  const seconds = new Int32Array(locationCount * locationCount);
  const out = (location: number): number => (location === 0 ? 0 : location <= perWard ? 400 : 1200);
  for (let i = 0; i < locationCount; i++) {
    for (let j = 0; j < locationCount; j++) if (i !== j) seconds[i * locationCount + j] = out(i) + out(j);
  }
  const points = Array.from({ length: 2 * perWard }, (_, p) =>
    point(p + 1, { id: `p${p}`, serviceSeconds: 0, group: p < perWard ? 0 : 1 }),
  );
  return {
    dimensions: ['kg'],
    locationCount,
    seconds,
    metres: seconds,
    vehicles: [{ ...truck, id: 'truck', type: 'small', capacity: [100], shift: [0, 19_200] }],
    points,
    sites: [{ id: 'site', location: 0, unloadSeconds: 0, windows: [], accepts: null, intake: null }],
    groups: ['near', 'far'].map((id) => ({ id, totalMass: 1200, collectedMass: 0, targetShare })),
    softWeights: { balance: 0, unfamiliarity: 0 },
  };
}
