import { type TrackerReport, UnreadableReport } from '../tracker-report.ts';
import { attributesOf, courseOf, decimalOf, deviceIdOf, isNo, measureOf, percentOf } from './device-values.ts';
import { membersOf } from './json-members.ts';
import { readTime } from './read-time.ts';

/** The reports of a message that holds several places at once, each as a message of its own. */
export function eachTraccarJson(body: unknown): unknown[] {
  const { location, ...root } = membersOf(body);
  return Array.isArray(location) ? location.map((one: unknown) => ({ ...root, location: one })) : [body];
}

/**
 * First handler, Traccar Client's JSON since version 9. Speed in metres per second, battery level 0…1; negative = not known;
 * without `coords` it is a sign of life. As in {@link parseOsmand} only who, when and where can make it unreadable.
 *
 * @throws UnreadableReport naming the member
 */
export function parseTraccarJson(body: unknown): TrackerReport {
  const { device_id: id, location: given, ...root } = membersOf(body);
  const deviceId = deviceIdOf(id, 'device_id');
  const location = membersOf(given);
  if ((location.timestamp ?? '') === '') throw new UnreadableReport('location.timestamp is missing', deviceId);
  const fixTime = readTime(location.timestamp, new Date(Number.NaN), deviceId);
  const coords = membersOf(location.coords);
  const battery = membersOf(location.battery);
  const level = decimalOf(battery.level);
  return {
    deviceId,
    fixTime,
    position: isNo(location.valid ?? coords.valid) ? null : readPlace(location.coords, deviceId),
    speed: measureOf(coords.speed),
    course: courseOf(coords.heading),
    accuracyMetres: measureOf(coords.accuracy),
    altitudeMetres: decimalOf(coords.altitude),
    batteryPercent: level === null ? null : percentOf(level * 100),
    attributes: attributesOf([
      ['motion', location.is_moving],
      ['odometer', location.odometer],
      ['event', location.event],
      ['charge', battery.is_charging],
      ['activity', membersOf(location.activity).type],
      // A place that an application made up, and what the driver called for: wherever the client puts them.
      ['mock', location.mock ?? coords.mock ?? root.mock],
      ['alarm', location.alarm ?? root.alarm],
      ...Object.entries(membersOf(location.extras)),
    ]),
  };
}

function readPlace(coords: unknown, deviceId: string): TrackerReport['position'] {
  if (coords === undefined || coords === null) return null;
  const { latitude, longitude } = membersOf(coords);
  const [lat, lon] = [decimalOf(latitude), decimalOf(longitude)];
  if (lat === null || lon === null) throw new UnreadableReport('location.coords is no place', deviceId);
  return [lon, lat];
}
