import type { Platform } from '../../platform/platform.ts';
import { aheadMillisecondsOf } from '../demo-area.ts';
import { openPositionAnnouncer } from './handlers/announce-positions.ts';
import { openIdentify } from './handlers/identify.ts';
import { whyImplausible } from './handlers/plausible.ts';
import { openPositionWriter } from './handlers/write-positions.ts';
import type { TrackerReport } from './tracker-report.ts';

/** What became of a report. Every outcome but `unknown-device` is answered with 200, or the device sends it again. */
export type Outcome = 'stored' | 'duplicate' | 'implausible' | 'unknown-device';

export interface Tracking {
  /** Takes a parsed report through the rest of the handlers; `stored` means committed. */
  receive(report: TrackerReport): Promise<Outcome>;
  /** Finishes what has been taken. */
  close(): Promise<void>;
}

/**
 * The way of a position, one handler after the other: parse (by protocol, before this) → identify → plausible → write, which
 * leaves out what is there already → announce.
 */
export function openTracking(platform: Platform, now: () => Date = () => new Date()): Tracking {
  const { database, bus, logger, config, metrics } = platform;
  const identify = openIdentify(database.prisma);
  const writer = openPositionWriter(database.pool);
  const announcer = openPositionAnnouncer(bus, (error) => logger.warn({ err: error }, 'positions not announced'));
  const outcomes = metrics.counter('tracker_reports_total', 'Reports of trackers, by what became of them', ['outcome']);

  const handle = async (report: TrackerReport): Promise<Outcome> => {
    const known = await identify.truckOf(report.deviceId);
    if (!known) return 'unknown-device';
    const { isSynthetic, ...truck } = known;
    const { position } = report;
    const fault = whyImplausible(report, now(), aheadMillisecondsOf(config, { isSynthetic }));
    if (fault !== null || position === null) {
      logger.debug({ truckId: truck.truckId, fault }, 'position left out');
      return 'implausible';
    }
    const fix = { ...report, position, ...truck };
    if (!(await writer.write(fix))) return 'duplicate';
    announcer.announce(fix);
    return 'stored';
  };

  return {
    async receive(report) {
      const outcome = await handle(report);
      outcomes.inc({ outcome });
      return outcome;
    },
    async close() {
      await writer.close();
      announcer.close();
    },
  };
}
