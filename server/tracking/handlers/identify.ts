import { z } from 'zod';
import type { PrismaClient } from '../../../prisma/client/client.ts';

/** A truck as far as its tracker's reports need it. */
export interface TrackedTruck {
  readonly townId: string;
  readonly truckId: string;
  /** Whether it drives in a made-up town. */
  readonly isSynthetic: boolean;
  /** Box of its town: west, south, east, north. */
  readonly ground: readonly number[] | null;
}

/** Second handler: whose device it is. */
export interface Identify {
  /** The active truck of the active area with this device, `null` when there is none. */
  truckOf(deviceId: string): Promise<TrackedTruck | null>;
}

const boxSchema = z.array(z.number()).length(4);

/** How long the list of devices is believed; a device that is not on it is looked for anew after a second. */
const FRESH_MILLISECONDS = 5000;
const FRESH_FOR_UNKNOWN_MILLISECONDS = 1000;

/** Keeps the few dozen devices of the active area at hand: one query in some seconds, not one a position. */
export function openIdentify(prisma: PrismaClient, now: () => number = Date.now): Identify {
  let known: { at: number; trucks: Promise<Map<string, TrackedTruck>> } | undefined;

  const list = (freshMilliseconds: number): Promise<Map<string, TrackedTruck>> => {
    if (known && now() - known.at < freshMilliseconds) return known.trucks;
    const trucks = readDevices(prisma);
    const reading = { at: now(), trucks };
    known = reading;
    trucks.catch(() => {
      // The one who asked learns of the error; the next one asks the database again.
      if (known === reading) known = undefined;
    });
    return trucks;
  };

  return {
    async truckOf(deviceId) {
      const truck = (await list(FRESH_MILLISECONDS)).get(deviceId);
      return truck ?? (await list(FRESH_FOR_UNKNOWN_MILLISECONDS)).get(deviceId) ?? null;
    },
  };
}

async function readDevices(prisma: PrismaClient): Promise<Map<string, TrackedTruck>> {
  const rows = await prisma.truck.findMany({
    where: { isActive: true, deviceId: { not: null }, town: { isActive: true } },
    select: {
      id: true,
      townId: true,
      deviceId: true,
      town: { select: { isSynthetic: true, datasets: { where: { isActive: true }, select: { bbox: true } } } },
    },
  });
  return new Map(
    rows.flatMap(({ id, townId, deviceId, town: { isSynthetic, datasets } }) =>
      deviceId
        ? [
            [
              deviceId,
              { townId, truckId: id, isSynthetic, ground: boxSchema.safeParse(datasets[0]?.bbox).data ?? null },
            ],
          ]
        : [],
    ),
  );
}
