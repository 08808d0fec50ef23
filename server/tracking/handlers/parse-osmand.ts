import { type TrackerReport, UnreadableReport } from '../tracker-report.ts';

const METRES_PER_SECOND_PER_KNOT = 1852 / 3600;
/** Timestamps up to this are seconds, above it milliseconds. */
const LAST_SECOND = 2_147_483_647;
const MOST_ATTRIBUTES = 40;
const LONGEST_ATTRIBUTE = 200;

/**
 * First handler, OsmAnd's protocol: parameters of a query or a form. `id` or `deviceid`; `timestamp` in seconds,
 * milliseconds, ISO 8601 or `yyyy-MM-dd HH:mm:ss` (UTC), now where absent; `lat` and `lon`, or `location=lat,lon`; `speed`
 * in knots; `bearing` or `heading`; `altitude`, `accuracy` in metres; `batt` in percent; `valid`. Any other is an attribute.
 *
 * @throws UnreadableReport naming the parameter
 */
export function parseOsmand(given: Readonly<Record<string, unknown>>, now: Date): TrackerReport {
  const parameters = new Map(
    Object.entries(given).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value).trim()]),
  );
  const take = (...names: string[]): string | undefined => {
    const values = names.map((name) => {
      const value = parameters.get(name);
      parameters.delete(name);
      return value;
    });
    return values.find((value) => value !== undefined && value !== '');
  };
  const number = (...names: string[]): number | null => {
    const text = take(...names);
    if (text === undefined) return null;
    const value = Number(text);
    if (!Number.isFinite(value)) throw new UnreadableReport(`${names[0]} is not a number`);
    return value;
  };

  const deviceId = take('id', 'deviceid');
  if (!deviceId) throw new UnreadableReport('id is missing');
  if (deviceId.length > 100) throw new UnreadableReport('id is too long');
  const fixTime = readTime(take('timestamp'), now);
  const position = readPlace(take('location'), number('lat'), number('lon'));
  const knots = number('speed');
  const report = {
    deviceId,
    fixTime,
    position: take('valid')?.toLowerCase() === 'false' ? null : position,
    speed: knots === null || knots < 0 ? null : knots * METRES_PER_SECOND_PER_KNOT,
    course: courseOf(number('bearing', 'heading')),
    accuracyMetres: number('accuracy'),
    altitudeMetres: number('altitude'),
    batteryPercent: number('batt'),
  };
  return { ...report, attributes: attributesOf(parameters) };
}

function readPlace(location: string | undefined, lat: number | null, lon: number | null): TrackerReport['position'] {
  if (location === undefined) {
    if ((lat === null) !== (lon === null)) throw new UnreadableReport('of lat and lon one is missing');
    return lat === null || lon === null ? null : [lon, lat];
  }
  const [first, second, ...rest] = location.split(',').map(Number);
  if (!Number.isFinite(first) || !Number.isFinite(second) || rest.length > 0) {
    throw new UnreadableReport('location is not lat,lon');
  }
  return [second, first];
}

function readTime(text: string | undefined, now: Date): Date {
  if (text === undefined) return now;
  const time = /^-?\d+(\.\d+)?$/.test(text) ? epochTime(Number(text)) : new Date(calendarText(text));
  if (Number.isNaN(time.getTime())) throw new UnreadableReport('timestamp is not a time');
  return time;
}

function epochTime(value: number): Date {
  return new Date(value < LAST_SECOND ? value * 1000 : value);
}

/** ISO 8601 as it is (UTC where it names no zone), `yyyy-MM-dd HH:mm:ss` as UTC; anything else as no time. */
function calendarText(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  return match ? `${match[1]}T${match[2]}${match[3] ?? 'Z'}` : '';
}

function courseOf(degrees: number | null): number | null {
  return degrees === null || degrees < 0 ? null : degrees % 360;
}

function attributesOf(parameters: ReadonlyMap<string, string>): Record<string, string | boolean | number> {
  return Object.fromEntries(
    [...parameters].slice(0, MOST_ATTRIBUTES).map(([name, value]) => {
      const key = name.slice(0, LONGEST_ATTRIBUTE);
      if (value === 'true' || value === 'false') return [key, value === 'true'];
      const isNumber = value !== '' && /^-?\d{1,15}(\.\d+)?$/.test(value);
      return [key, isNumber ? Number(value) : value.slice(0, LONGEST_ATTRIBUTE)];
    }),
  );
}
