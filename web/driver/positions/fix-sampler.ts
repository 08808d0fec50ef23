import { greatCircleMetres } from '../../../domain/straight-line.ts';
import type { CrewFix } from '../../../domain/crew-positions.ts';
import { MOST_FIXES_KEPT } from '../../ui/outbox/items.ts';

/** What a phone says of where it is, with the time by its own clock, in ms since 1970. */
export type PhoneFix = Omit<CrewFix, 'at'> & { readonly deviceMs: number };

/** A truck at 30 km/h is 80 m on by then: every turn of a street of the town is seen. */
const MOVING_MS = 10_000;
const MOVED_METRES = 20;
/** Where it stands, standing is what tells that a point was served. */
const STANDING_MS = 30_000;
/** Less exact is a mast of the telephone network, and would be taken for a drive to it. */
const WORST_METRES = 200;

/** Thins out what a phone says several times a second, and gives it away in bundles. */
export class FixSampler {
  #last: PhoneFix | null = null;
  #kept: PhoneFix[] = [];

  /** Keeps a fix, or leaves it out. @returns whether the bundle is full now */
  take(fix: PhoneFix): boolean {
    if (fix.accuracyMetres !== null && fix.accuracyMetres > WORST_METRES) return false;
    const last = this.#last;
    const passed = last ? fix.deviceMs - last.deviceMs : STANDING_MS;
    const moved = last ? greatCircleMetres(last.position, fix.position) : 0;
    // A clock that was set back begins anew.
    const isDue = passed < 0 || passed >= STANDING_MS || (passed >= MOVING_MS && moved >= MOVED_METRES);
    if (!isDue) return false;
    this.#last = fix;
    this.#kept.push(fix);
    return this.#kept.length >= MOST_FIXES_KEPT;
  }

  /** Hands over what was kept since the last time, counted back from `deviceMs`; `null`: nothing. */
  bundle(deviceMs: number): (Omit<CrewFix, 'at'> & { agoMs: number })[] | null {
    const kept = this.#kept;
    this.#kept = [];
    if (kept.length === 0) return null;
    return kept.map(({ deviceMs: at, ...fix }) => ({ ...fix, agoMs: Math.max(0, deviceMs - at) }));
  }
}
