import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { wholeCharacters } from '../text.ts';
import { DROP_REASONS } from '../tracking.ts';

/** A phone with an app, or a tracker built into a truck. */
export const DEVICE_KINDS = ['phone', 'tracker'] as const;

const nameSchema = z.string().overwrite(wholeCharacters).trim().min(1).max(80);

/** `POST /api/devices`: a device with a secret of its own, or with `adopts` one that reports already, by what it calls itself. */
export const newDeviceSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(DEVICE_KINDS),
  /** The truck that carries it from now on. */
  truckId: idSchema.nullish(),
  adopts: z.string().trim().min(1).max(100).nullish(),
});
export type NewDevice = z.infer<typeof newDeviceSchema>;

/** `POST /api/devices/{id}/truck`: which truck carries it from now on; `null`: none. */
export const deviceTruckSchema = z.strictObject({ truckId: idSchema.nullable() });

export const deviceViewSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(DEVICE_KINDS),
  /** By what its positions are kept; for a device without a secret, what it calls itself. */
  reportsAs: z.string(),
  /** Whether its id is a secret; else whoever guesses what it calls itself can report in its name. */
  hasSecret: z.boolean(),
  secretAt: z.iso.datetime().nullable(),
  /** Which truck carries it, and since when; 1970: always, as far as is known. */
  truck: z.object({ id: idSchema, code: z.string(), since: z.iso.datetime() }).nullable(),
  lastHeardAt: z.iso.datetime().nullable(),
  batteryPercent: z.number().nullable(),
  /** When it was last heard, where that is long ago. */
  silentSince: z.iso.datetime().nullable(),
  /** What it sent that became no position. */
  dropped: z.array(z.object({ reason: z.enum(DROP_REASONS), count: z.int(), lastAt: z.iso.datetime() })),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

/** `GET /api/devices`. */
export const deviceListSchema = z.object({ items: z.array(deviceViewSchema) });

/** A device with its secret, which is told this once; `null`: it has none. */
export const deviceWithSecretSchema = z.object({ device: deviceViewSchema, secret: z.string().nullable() });

/** A device that says nothing for so long is silent: phones of a shift report every minute or so. */
const SILENT_MILLISECONDS = 30 * 60_000;

/** Since when a device says nothing; `null` where it was heard a moment ago, or never. */
export function silentSince(lastHeardAt: Date | null, now: Date): Date | null {
  return lastHeardAt && now.getTime() - lastHeardAt.getTime() > SILENT_MILLISECONDS ? lastHeardAt : null;
}

/** A span in which a truck carried a device. */
export interface Carried<T> {
  readonly from: Date;
  readonly to: Date | null;
  readonly truck: T;
}

/**
 * Which truck carried a device at `at`: what was sent late counts to the truck it was on then. Between two trucks, or before the
 * first was noted, it counts to the one that carries it now, because that is noted after it was done.
 *
 * @param spans in any order
 * @returns `null` where it was on no truck then and is on none now
 */
export function carriedAt<T>(spans: readonly Carried<T>[], at: Date): T | null {
  const within = spans.filter(({ from, to }) => from <= at && (to === null || at < to));
  const latest = within.toSorted((a, b) => b.from.getTime() - a.from.getTime())[0];
  return (latest ?? spans.find(({ to }) => to === null))?.truck ?? null;
}
