import type { TruckPosition } from '../../../domain/tracking.ts';
import type { Bus } from '../../../platform/bus.ts';
import { latestEachSecond } from '../../live/latest-each-second.ts';
import { publishInParts } from '../../live/publish-in-parts.ts';
import type { Fix } from '../tracker-report.ts';

/** Last handler: says where trucks are now, at most once a second each. */
export interface PositionAnnouncer {
  announce(fix: Fix): void;
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
    announce({ truckId, position, speed, course, fixTime }) {
      latest.offer({ truckId, position, speed, course, fixTime: fixTime.toISOString() });
    },
    close: () => latest.close(),
  };
}
