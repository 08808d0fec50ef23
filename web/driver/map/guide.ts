import type { LonLat } from '../../../domain/geo.ts';
import type { DirectionsView } from '../../../domain/plans.ts';
import { besideLine, metresBetween } from './along.ts';

export type Step = DirectionsView['legs'][number]['steps'][number];

/** So far beside the way a phone may believe to be before it is off it. */
const OFF_METRES = 60;
/** A manoeuvre that is nearer than this is being done. */
const DONE_METRES = 12;

/** What a driver is to know on the way to the next stop. */
export interface Guidance {
  /** Elsewhere than on the planned way: then there is no step, and the line to the stop is all that is known. */
  readonly isOff: boolean;
  /** Along the way; as the crow flies where it is off it. */
  readonly metresLeft: number;
  /** The manoeuvre that comes next, and in how many metres. */
  readonly step: Step | null;
  readonly stepMetres: number;
}

/**
 * @param way from the stop before to the next one; `null` where none is planned from here
 * @param steps the manoeuvres of that way, in their order
 * @param accuracyMetres of `at`, as the phone tells
 */
export function guidanceOf(
  { way, steps, goal }: { way: readonly LonLat[] | null; steps: readonly Step[]; goal: LonLat },
  at: LonLat,
  accuracyMetres: number,
): Guidance {
  const here = way && way.length > 1 ? besideLine(way, at) : null;
  if (!way || !here || here.offMetres > Math.max(OFF_METRES, 2 * accuracyMetres))
    return { isOff: true, metresLeft: metresBetween(at, goal), step: null, stepMetres: 0 };
  // Where one way passes a place twice, a manoeuvre comes no sooner than the one before it.
  let from = 0;
  for (const step of steps) {
    const along = Math.max(from, besideLine(way, step.position).alongMetres);
    from = along;
    const ahead = along - here.alongMetres;
    if (ahead > DONE_METRES)
      return { isOff: false, metresLeft: here.lineMetres - here.alongMetres, step, stepMetres: ahead };
  }
  const step = steps.at(-1) ?? null;
  return { isOff: false, metresLeft: here.lineMetres - here.alongMetres, step, stepMetres: 0 };
}

/** Nearer than this a manoeuvre is said once more, as what is to be done now. */
const NOW_METRES = 45;

/**
 * What is to be said of a manoeuvre: once when it is the next, once more when it is here.
 *
 * @returns a name that stays the same as long as nothing new is to be said; `null`: nothing
 */
export function spokenOf(
  { isOff, step, stepMetres }: Guidance,
  stopId: string,
): { key: string; isNow: boolean } | null {
  if (isOff || !step) return null;
  const isNow = stepMetres < NOW_METRES;
  return { key: `${stopId} ${step.position.join()} ${isNow}`, isNow };
}
