import { z } from 'zod';
import { type TrackerReport, UnreadableReport } from '../tracker-report.ts';

/** Traccar Client 9 writes negative numbers for what it does not know. */
const known = z
  .number()
  .nullish()
  .transform((value) => (value === undefined || value === null || value < 0 ? null : value));

const schema = z.looseObject({
  device_id: z.union([z.string().min(1).max(100), z.number().transform(String)]),
  location: z.looseObject({
    timestamp: z.iso.datetime({ offset: true }),
    coords: z
      .looseObject({
        latitude: z.number(),
        longitude: z.number(),
        accuracy: known,
        speed: known,
        heading: known,
        altitude: z.number().nullish(),
      })
      .nullish(),
    is_moving: z.boolean().nullish(),
    odometer: z.number().nullish(),
    event: z.string().max(100).nullish(),
    battery: z.looseObject({ level: known, is_charging: z.boolean().nullish() }).nullish(),
    activity: z.looseObject({ type: z.string().max(100).nullish() }).nullish(),
    extras: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/**
 * First handler, Traccar Client's JSON since version 9. Speed in metres per second, battery level 0…1; negative = not known;
 * without `coords` it is a sign of life.
 *
 * @throws UnreadableReport naming the member
 */
export function parseTraccarJson(body: unknown): TrackerReport {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UnreadableReport(`${issue.path.join('.') || 'body'}: ${issue.message}`);
  }
  const { device_id: deviceId, location } = parsed.data;
  const { coords, battery } = location;
  const level = battery?.level ?? null;
  return {
    deviceId,
    fixTime: new Date(location.timestamp),
    position: coords ? [coords.longitude, coords.latitude] : null,
    speed: coords?.speed ?? null,
    course: coords?.heading ?? null,
    accuracyMetres: coords?.accuracy ?? null,
    altitudeMetres: coords?.altitude ?? null,
    batteryPercent: level === null ? null : level * 100,
    attributes: attributesOf({
      motion: location.is_moving,
      odometer: location.odometer,
      event: location.event,
      charge: battery?.is_charging,
      activity: location.activity?.type,
      ...location.extras,
    }),
  };
}

function attributesOf(members: Readonly<Record<string, unknown>>): TrackerReport['attributes'] {
  const plain: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(members).slice(0, 40)) {
    if (typeof value === 'number' || typeof value === 'boolean') plain[name.slice(0, 200)] = value;
    else if (typeof value === 'string') plain[name.slice(0, 200)] = value.slice(0, 200);
  }
  return plain;
}
