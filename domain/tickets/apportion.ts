/** What of a visit a truck took, as far as it is known before it was weighed. */
export interface Share {
  readonly id: string;
  /** As the crew measured it, in kg; `null` where nobody did. */
  readonly measuredKg: number | null;
  /** As the plan expected it, in kg. */
  readonly expectedKg: number;
}

/**
 * Divides a ticket's net mass among what the truck took: in proportion to the measured loads where all have one, else to the
 * expected ones, else evenly. Whole kg by the largest remainder, so that the parts sum to `netKg` to the kilogram; where two
 * remainders are alike, the smaller id goes first, so that the same always comes out.
 *
 * @returns kg by the shares' ids; empty where there are none
 */
export function apportion(netKg: number, shares: readonly Share[]): ReadonlyMap<string, number> {
  if (shares.length === 0) return new Map();
  const isMeasured = shares.every(({ measuredKg }) => measuredKg !== null);
  const weights = shares.map(({ measuredKg, expectedKg }) => (isMeasured ? (measuredKg ?? 0) : expectedKg));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = shares.map(({ id }, index) => {
    const exact = total > 0 ? (netKg * (weights[index] ?? 0)) / total : netKg / shares.length;
    return { id, kg: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = netKg - parts.reduce((sum, { kg }) => sum + kg, 0);
  for (const part of [...parts].sort((a, b) => b.rest - a.rest || (a.id < b.id ? -1 : 1))) {
    if (left <= 0) break;
    part.kg += 1;
    left -= 1;
  }
  return new Map(parts.map(({ id, kg }) => [id, kg]));
}
