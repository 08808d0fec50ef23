import type { TruckPosition } from '../../../domain/tracking.ts';
import type { Bus } from '../../../platform/bus.ts';
import { publishInParts } from '../../live/publish-in-parts.ts';
import type { Fix } from '../tracker-report.ts';

const INTERVAL_MILLISECONDS = 1000;

/** Last handler: says where trucks are now, at most once a second each. */
export interface PositionAnnouncer {
  announce(fix: Fix): void;
  /** Stops; what was not said yet is not said. */
  close(): void;
}

/** @param report told about announcements that could not be made */
export function openPositionAnnouncer(bus: Bus, report: (error: unknown) => void): PositionAnnouncer {
  const latest = new Map<string, TruckPosition>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    if (latest.size === 0) {
      timer = undefined;
      return;
    }
    const positions = [...latest.values()];
    latest.clear();
    timer = setTimeout(flush, INTERVAL_MILLISECONDS);
    publishInParts(bus, 'positions', positions).catch(report);
  };

  return {
    announce(fix) {
      const known = latest.get(fix.truckId);
      if (known && known.fixTime > fix.fixTime.toISOString()) return;
      latest.set(fix.truckId, {
        truckId: fix.truckId,
        position: fix.position,
        speed: fix.speed,
        course: fix.course,
        fixTime: fix.fixTime.toISOString(),
      });
      // The first after a quiet second goes out with whatever else arrives in the same turn.
      timer ??= setTimeout(flush, 0);
    },
    close() {
      clearTimeout(timer);
    },
  };
}
