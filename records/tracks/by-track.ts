import type { ByTrack } from '../../domain/tracking.ts';
import type { DrawnDay } from './track-days.ts';

/** How far a truck has come on a day, as pages show it. */
export function byTrackOf({ planned, shown: { driven, progress } }: Pick<DrawnDay, 'planned' | 'shown'>): ByTrack {
  const { alongMetres, wayMetres } = progress;
  return {
    ...{ day: planned.day, drivenMetres: driven.metres },
    ...{ alongMetres, wayMetres: wayMetres === 0 ? null : wayMetres },
  };
}
