import { createHash } from 'node:crypto';
import type { Position, Profile } from '../roads/engine.ts';

/** What makes a way along the streets what it is. */
export interface LegKey {
  readonly townId: string;
  readonly graphId: string;
  readonly from: Position;
  readonly to: Position;
  readonly profile: Profile;
  /** How its ends are passed; left out where in either direction. */
  readonly leaves?: number;
  readonly arrives?: number;
}

/** The id that a way is kept under: the same for the same roads, places and kind of truck, in the form of a UUID. */
export function legIdOf({ townId, graphId, from, to, profile, leaves, arrives }: LegKey): string {
  const named = Object.entries(profile).sort(([a], [b]) => (a < b ? -1 : 1));
  const headings = leaves === undefined && arrives === undefined ? [] : [leaves ?? null, arrives ?? null];
  const hash = createHash('sha256')
    .update(JSON.stringify([townId, graphId, from, to, named, ...headings]))
    .digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
