import type { TruckPosition } from '../../../domain/tracking.ts';
import type { Bus } from '../../../platform/bus.ts';
import { byTrackOf } from '../../../records/tracks/by-track.ts';
import type { DrawnDay } from '../../../records/tracks/track-days.ts';
import { latestEachSecond } from '../../live/latest-each-second.ts';
import { publishInParts } from '../../live/publish-in-parts.ts';
import type { Fix } from '../tracker-report.ts';

/** Last handler: says where trucks are now and how far they have come, at most once a second each. */
export interface PositionAnnouncer {
  /** @param days those that the fix is of, as they are with it */
  announce(fix: Fix, days: readonly DrawnDay[]): void;
  /** Stops; what was not said yet is not said. */
  close(): void;
}

/** @param report told about announcements that could not be made */
export function openPositionAnnouncer(bus: Bus, report: (error: unknown) => void): PositionAnnouncer {
  const latest = latestEachSecond<TruckPosition>(
    (position) => position.truckId,
    (position, than) => position.fixTime < than.fixTime,
    (positions) => {
      publishInParts(bus, 'positions', positions).catch(report);
    },
  );
  return {
    announce({ truckId, position, speed, course, fixTime }, days) {
      // In the hours when a day is over and the next begins already, it is the one that begins.
      const day = days.at(-1);
      const byTrack = day ? byTrackOf(day) : null;
      latest.offer({ truckId, position, speed, course, fixTime: fixTime.toISOString(), byTrack });
    },
    close: () => latest.close(),
  };
}
