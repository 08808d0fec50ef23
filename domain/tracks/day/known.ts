import type { LonLat } from '../../geo.ts';
import type { Driven } from '../../ledger/driven.ts';
import type { InferredVisit, PlannedCall } from '../../visits/infer/infer-visits.ts';
import type { TrackFix } from '../../visits/infer/track.ts';
import type { Snap } from '../way.ts';

/** A fix, and by which device. */
export interface DeviceFix extends TrackFix {
  readonly deviceId: string;
}

/** What a truck was to do on a day, as far as its track is held against it. */
export interface DayPlan {
  /** Its stops at points, in the order of its routes. */
  readonly calls: readonly PlannedCall[];
  /** Depots and disposal sites, where it stands for other reasons. */
  readonly elsewhere: readonly LonLat[];
  /** The streets it was planned to drive, in that order. */
  readonly way: readonly (readonly LonLat[])[];
  /** What it drives after this instant is not of the day any more, though a visit may still be; in milliseconds since 1970. */
  readonly drivesUntil: number;
}

/** How far along its planned way a truck is. */
export interface Progress {
  /** Along the planned way from its beginning, at the last place on it where the truck was seen; `null`: it was never on it. */
  readonly alongMetres: number | null;
  /** How long the planned way is. */
  readonly wayMetres: number;
}

/** What a track shows of a day, so far. */
export interface Known {
  /** What came since the last time, in the order of time, of all devices and however sure. */
  heard: readonly DeviceFix[];
  /** All of it in the order of time, each instant once, without what tells of no place; the new ones are at the end. */
  readonly track: TrackFix[];
  /** Of the track's new fixes, where each may be on the planned way. */
  snapped: readonly (readonly Snap[])[];
  driven: Driven;
  /** How many fixes that was made from. */
  drivenFrom: number;
  dwells: readonly InferredVisit[];
  passages: readonly InferredVisit[];
  progress: Progress;
}

/** One of the handlers of a day's fixes. Fixes in one go or one by one must come to the same. */
export interface DayHandler {
  /** Goes on with what is known so far, of which the track from an index on is new, and adds to it. */
  goOn(known: Known, from: number): void;
  /**
   * Remembers where it stands. What it gives takes it back there, as often as is asked, if the track was cut off there too: lists that only
   * grow are cut off again rather than copied.
   */
  mark(): () => void;
}
