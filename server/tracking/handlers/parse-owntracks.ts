import { type TrackerReport, UnreadableReport } from '../tracker-report.ts';
import { attributesOf, courseOf, decimalOf, deviceIdOf, measureOf, percentOf } from './device-values.ts';
import { membersOf } from './json-members.ts';
import { readTime } from './read-time.ts';

const METRES_PER_SECOND_PER_KMH = 1 / 3.6;

/**
 * First handler, OwnTracks over HTTP: messages of `_type` `location` with `lat`, `lon`, `tst` in seconds, `vel` in km/h, `cog`
 * degrees, `acc` and `alt` metres, `batt` percent. The device is what the address or a header names, else the last part of
 * `topic`, else `tid`.
 *
 * @param named what the address or a header calls the device
 * @returns `null` for a message of another type, which tells no place; an encrypted one cannot be read, and is not refused
 * @throws UnreadableReport naming the member
 */
export function parseOwnTracks(body: unknown, named: unknown): TrackerReport | null {
  const { _type: type, topic, tid, tst, lat, lon, vel, cog, acc, alt, batt, ...others } = membersOf(body);
  const ofTopic = typeof topic === 'string' ? topic.split('/').at(-1) : undefined;
  const name = [named, ofTopic, tid].find(isSaid);
  if (type === 'encrypted') {
    throw new UnreadableReport('the message is encrypted', isSaid(name) ? deviceIdOf(name, 'device') : null, {
      isTaken: true,
    });
  }
  if (type !== 'location') {
    if (typeof type === 'string') return null;
    throw new UnreadableReport('_type is missing');
  }
  const deviceId = deviceIdOf(name, 'device');
  if (tst === undefined || tst === null) throw new UnreadableReport('tst is missing', deviceId);
  const fixTime = readTime(tst, new Date(Number.NaN), deviceId);
  const [latitude, longitude] = [decimalOf(lat), decimalOf(lon)];
  if (latitude === null || longitude === null) throw new UnreadableReport('lat and lon are no place', deviceId);
  const kmh = measureOf(vel);
  return {
    deviceId,
    fixTime,
    position: [longitude, latitude],
    speed: kmh === null ? null : kmh * METRES_PER_SECOND_PER_KMH,
    course: courseOf(cog),
    accuracyMetres: measureOf(acc),
    altitudeMetres: decimalOf(alt),
    batteryPercent: percentOf(batt),
    attributes: attributesOf(Object.entries(others)),
  };
}

function isSaid(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}
