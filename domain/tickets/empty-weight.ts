/** No truck that carries waste weighs less. */
const LEAST_KG = 1000;

/** What a truck weighs empty by its papers, in kg: its full weight less what it may carry. */
export function emptyWeightKg({ weightTonnes, capacityKg }: { weightTonnes: number; capacityKg: number }): number {
  return Math.max(LEAST_KG, Math.round(weightTonnes * 1000) - capacityKg);
}
