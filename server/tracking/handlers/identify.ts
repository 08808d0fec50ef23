import { carriedAt } from '../../../domain/devices/devices.ts';
import { type Bbox, bboxSchema } from '../../../domain/geo.ts';
import type { PrismaClient } from '../../../prisma/client/client.ts';
import { type CarriedDevice, readCarriedDevices } from '../../../records/devices/read-carried.ts';
import { secretHash } from '../../../records/devices/secret-hash.ts';

/** A device and the truck that carried it, as far as its reports need them. */
export interface TrackedTruck {
  readonly townId: string;
  readonly truckId: string;
  /** Whether it drives in a made-up town. */
  readonly isSynthetic: boolean;
  /** Box of its town: west, south, east, north. */
  readonly ground: Readonly<Bbox> | null;
  /** The device's record. */
  readonly deviceRecordId: string;
  /** By what the device's positions are kept: never its secret. */
  readonly reportsAs: string;
}

/** Second handler: whose device it is. */
export interface Identify {
  /**
   * The active truck of the active area that carried the device at the time; `null` when there is none, or none such device.
   *
   * @param deviceId what the device calls itself: its name, or its secret
   */
  truckOf(deviceId: string, at: Date): Promise<TrackedTruck | null>;
}

/** How long the list of devices is believed; a device that is not on it is looked for anew after a second. */
const FRESH_MILLISECONDS = 5000;
const FRESH_FOR_UNKNOWN_MILLISECONDS = 1000;

/** By name, and by the hash of its secret: the two cannot be taken for one another. */
type Devices = ReadonlyMap<string, CarriedDevice>;

/** Keeps the few dozen devices of the active area at hand: one query in some seconds, not one a position. */
export function openIdentify(prisma: PrismaClient, now: () => number = Date.now): Identify {
  let known: { at: number; devices: Promise<Devices> } | undefined;

  const list = (freshMilliseconds: number): Promise<Devices> => {
    if (known && now() - known.at < freshMilliseconds) return known.devices;
    const devices = readDevices(prisma);
    const reading = { at: now(), devices };
    known = reading;
    devices.catch(() => {
      // The one who asked learns of the error; the next one asks the database again.
      if (known === reading) known = undefined;
    });
    return devices;
  };

  const find = async (deviceId: string, at: Date, freshMilliseconds: number): Promise<TrackedTruck | null> => {
    const devices = await list(freshMilliseconds);
    const device = devices.get(`open ${deviceId}`) ?? devices.get(`secret ${secretHash(deviceId)}`);
    const truck = device ? carriedAt(device.spans, at) : null;
    if (!device || !truck) return null;
    const { bbox, ...carrying } = truck;
    const ground = bboxSchema.safeParse(bbox).data ?? null;
    return { ...carrying, ground, deviceRecordId: device.id, reportsAs: device.reportsAs };
  };

  return {
    async truckOf(deviceId, at) {
      return (
        (await find(deviceId, at, FRESH_MILLISECONDS)) ?? (await find(deviceId, at, FRESH_FOR_UNKNOWN_MILLISECONDS))
      );
    },
  };
}

async function readDevices(prisma: PrismaClient): Promise<Devices> {
  const devices = await readCarriedDevices(prisma);
  return new Map(
    devices.flatMap((device) => [
      ...(device.openId === null ? [] : [[`open ${device.openId}`, device] as const]),
      ...(device.secretHash === null ? [] : [[`secret ${device.secretHash}`, device] as const]),
    ]),
  );
}
