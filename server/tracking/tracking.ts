import type { Platform } from '../../platform/platform.ts';
import { lastPlaceOf } from '../../records/positions/last-places.ts';
import { aheadMillisecondsOf } from '../demo-area.ts';
import { openPositionAnnouncer } from './handlers/announce-positions.ts';
import { openIdentify, type TrackedTruck } from './handlers/identify.ts';
import { openSteady } from './handlers/steady.ts';
import { openTrackDays } from '../../records/tracks/track-days.ts';
import { announceVisits } from './handlers/announce-visits.ts';
import { openHeardNotes } from './note-heard.ts';
import { openDroppedNotes } from './note-dropped.ts';
import { whyImplausible } from './handlers/plausible.ts';
import { openPositionWriter } from './handlers/write-positions.ts';
import type { TrackerReport } from './tracker-report.ts';

/** What became of a report. Every outcome but `unknown-device` is answered with 200, or the device sends it again. */
export type Outcome = 'stored' | 'duplicate' | 'implausible' | 'unknown-device';

/** A truck that carries a device, as far as its reports need it. */
export type CarryingTruck = Pick<TrackedTruck, 'townId' | 'truckId' | 'isSynthetic' | 'ground'>;

export interface Tracking {
  /** Takes a parsed report through the rest of the handlers; `stored` means committed. */
  receive(report: TrackerReport): Promise<Outcome>;
  /** Takes a report of a phone whose truck is known, because its crew is signed in. */
  take(report: TrackerReport, truck: CarryingTruck): Promise<Outcome>;
  /** Counts a report of a known device that could not be read: its phone will send it again and again. */
  noteUnreadable(deviceId: string): Promise<void>;
  /** Finishes what has been taken. */
  close(): Promise<void>;
}

/**
 * The way of a position, one handler after the other: parse (by protocol, before this) → identify → plausible → steady → write, which
 * leaves out what is there already and keeps with it what follows for the day: snap → odometer → dwell → passage → progress → announce.
 */
export function openTracking(platform: Platform, now: () => Date = () => new Date()): Tracking {
  const { database, bus, logger, config, metrics } = platform;
  const identify = openIdentify(database.prisma);
  const trackDays = openTrackDays(database, (error) => logger.warn({ err: error }, 'what a track shows was not kept'));
  const writer = openPositionWriter(trackDays, (days) => {
    announceVisits(bus, days).catch((error: unknown) => logger.warn({ err: error }, 'visits not announced'));
  });
  const announcer = openPositionAnnouncer(bus, (error) => logger.warn({ err: error }, 'positions not announced'));
  const outcomes = metrics.counter('tracker_reports_total', 'Reports of trackers, by what became of them', ['outcome']);

  const dropped = openDroppedNotes(platform, now);
  const heard = openHeardNotes(platform, now);
  const steady = openSteady((truckId) => lastPlaceOf(database.prisma, truckId));

  const identified = async (received: TrackerReport): Promise<Outcome> => {
    const known = await identify.truckOf(received.deviceId, received.fixTime);
    if (!known) {
      dropped.note(received.deviceId, 'unknown-device');
      return 'unknown-device';
    }
    const { deviceRecordId, reportsAs, ...truck } = known;
    heard.note(deviceRecordId, received.batteryPercent);
    // What it sends as its id may be its secret, and is kept nowhere.
    return await handle({ ...received, deviceId: reportsAs }, truck);
  };

  const handle = async (report: TrackerReport, { isSynthetic, ground, ...truck }: CarryingTruck): Promise<Outcome> => {
    const { position } = report;
    const fault = whyImplausible(report, ground, now(), aheadMillisecondsOf(config, { isSynthetic }));
    if (fault !== null || position === null) {
      dropped.note(report.deviceId, fault ?? 'no-place');
      return 'implausible';
    }
    const fix = { ...report, position, ...truck };
    if (!(await steady.canBe(fix))) {
      dropped.note(report.deviceId, 'jump');
      return 'implausible';
    }
    const days = await writer.write(fix);
    if (!days) return 'duplicate';
    announcer.announce(fix, days);
    return 'stored';
  };

  const counted = async (handled: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await handled;
    outcomes.inc({ outcome });
    return outcome;
  };

  return {
    receive: async (report) => await counted(identified(report)),
    take: async (report, truck) => await counted(handle(report, truck)),
    async noteUnreadable(deviceId) {
      const known = await identify.truckOf(deviceId, now());
      if (known) dropped.note(known.reportsAs, 'unreadable');
    },
    async close() {
      await dropped.close();
      await heard.close();
      await writer.close();
      announcer.close();
    },
  };
}
