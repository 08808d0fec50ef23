import { type TrackerReport, UnreadableReport } from '../tracker-report.ts';
import {
  attributesOf,
  courseOf,
  decimalOf,
  deviceIdOf,
  isNo,
  isYes,
  measureOf,
  METRES_PER_SECOND_PER_KNOT,
  percentOf,
} from './device-values.ts';
import { membersOf } from './json-members.ts';
import { readTime } from './read-time.ts';

/**
 * First handler, what a Traccar server passes on (`forward.type=json`): `{position, device}`. The device is its `uniqueId`; times in
 * ISO 8601 or milliseconds; speed in knots; a position that is not `valid`, or `outdated` (the last one said again), is no fix.
 *
 * @throws UnreadableReport naming the member
 */
export function parseTraccarForward(body: unknown): TrackerReport {
  const { position: given, device } = membersOf(body);
  const deviceId = deviceIdOf(membersOf(device).uniqueId, 'device.uniqueId');
  const position = membersOf(given);
  const at = [position.fixTime, position.deviceTime, position.serverTime].find((time) => (time ?? '') !== '');
  if (at === undefined) throw new UnreadableReport('position.fixTime is missing', deviceId);
  const fixTime = readTime(at, new Date(Number.NaN), deviceId);
  const knots = measureOf(position.speed);
  const { batteryLevel, ...attributes } = membersOf(position.attributes);
  const isFix = !isNo(position.valid) && !isYes(position.outdated);
  return {
    deviceId,
    fixTime,
    position: isFix ? readPlace(position, deviceId) : null,
    speed: knots === null ? null : knots * METRES_PER_SECOND_PER_KNOT,
    course: courseOf(position.course),
    // Traccar says 0 where a device told nothing of it.
    accuracyMetres: measureOf(position.accuracy) || null,
    altitudeMetres: decimalOf(position.altitude),
    batteryPercent: percentOf(batteryLevel),
    attributes: attributesOf([['protocol', position.protocol], ...Object.entries(attributes)]),
  };
}

function readPlace({ latitude, longitude }: Readonly<Record<string, unknown>>, deviceId: string): [number, number] {
  const [lat, lon] = [decimalOf(latitude), decimalOf(longitude)];
  if (lat === null || lon === null) throw new UnreadableReport('position is no place', deviceId);
  return [lon, lat];
}
