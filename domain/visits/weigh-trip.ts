import { apportion } from '../tickets/apportion.ts';

/** What a trip took at one visit or a part of it. */
export interface Loaded {
  /** Of the report that says so. */
  readonly id: string;
  readonly stream: string;
  /** As the crew measured it, in kg; `null` where nobody did. */
  readonly measuredKg: number | null;
  readonly expectedKg: number;
}

/** A valid ticket of the trip; without streams it is of all that was aboard. */
export interface WeighedLoad {
  readonly id: string;
  readonly netKg: number;
  readonly streams: readonly string[];
}

/**
 * What the tickets of one trip say of each thing it took, in kg by the reports' ids: each ticket is apportioned to what it can be
 * of. A report that no ticket is of is not in the answer.
 */
export function weighTrip(tickets: readonly WeighedLoad[], loaded: readonly Loaded[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { netKg, streams } of tickets) {
    const of = loaded.filter(({ stream }) => streams.length === 0 || streams.includes(stream));
    for (const [id, kg] of apportion(netKg, of)) found.set(id, (found.get(id) ?? 0) + kg);
  }
  return found;
}
