import { type TrackerReport, UnreadableReport } from '../tracker-report.ts';
import {
  attributesOf,
  courseOf,
  decimalOf,
  deviceIdOf,
  isNo,
  measureOf,
  METRES_PER_SECOND_PER_KNOT,
  percentOf,
  typedText,
} from './device-values.ts';
import { readTime } from './read-time.ts';

/**
 * First handler, OsmAnd's protocol: parameters of a query or a form. `id` or `deviceid`; `timestamp` in seconds,
 * milliseconds, ISO 8601 or `yyyy-MM-dd HH:mm:ss` (UTC), now where absent; `lat` and `lon`, or `location=lat,lon`; `speed`
 * in knots; `bearing` or `heading`; `altitude`, `accuracy` in metres; `batt` in percent; `valid`. Any other is an attribute.
 * Only who, when and where can make a report unreadable: any other value that is none is not known, because a phone sends
 * its oldest report until it is taken.
 *
 * @throws UnreadableReport naming the parameter
 */
export function parseOsmand(given: Readonly<Record<string, unknown>>, now: Date): TrackerReport {
  // Of a parameter said more than once, the first that says something.
  const parameters = new Map(
    Object.entries(given).map(([name, value]) => [
      name,
      [value]
        .flat()
        .map((one) => String(one).trim())
        .find((one) => one !== '') ?? '',
    ]),
  );
  const take = (...names: string[]): string | undefined => {
    const values = names.map((name) => {
      const value = parameters.get(name);
      parameters.delete(name);
      return value;
    });
    return values.find((value) => value !== undefined && value !== '');
  };

  const deviceId = deviceIdOf(take('id', 'deviceid'), 'id');
  const fixTime = readTime(take('timestamp'), now, deviceId);
  const position = readPlace(take('location'), take('lat'), take('lon'), deviceId);
  const knots = measureOf(take('speed'));
  const report = {
    deviceId,
    fixTime,
    position: isNo(take('valid')) ? null : position,
    speed: knots === null ? null : knots * METRES_PER_SECOND_PER_KNOT,
    course: courseOf(take('bearing', 'heading')),
    accuracyMetres: measureOf(take('accuracy')),
    altitudeMetres: decimalOf(take('altitude')),
    batteryPercent: percentOf(take('batt')),
  };
  return { ...report, attributes: attributesOf([...parameters].map(([name, text]) => [name, typedText(text)])) };
}

function readPlace(
  location: string | undefined,
  lat: string | undefined,
  lon: string | undefined,
  deviceId: string,
): TrackerReport['position'] {
  const [first, second, ...rest] = location === undefined ? [lat, lon] : location.split(',');
  if (location === undefined && first === undefined && second === undefined) return null;
  const [latitude, longitude] = [decimalOf(first), decimalOf(second)];
  if (latitude === null || longitude === null || rest.length > 0) {
    throw new UnreadableReport(`${location === undefined ? 'lat and lon are' : 'location is'} no place`, deviceId);
  }
  return [longitude, latitude];
}
