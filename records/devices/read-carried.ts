import type { Carried } from '../../domain/devices/devices.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** A truck as far as its devices' reports need it. */
export interface CarryingTruck {
  readonly townId: string;
  readonly truckId: string;
  readonly isSynthetic: boolean;
  /** Box of the town's map; `null`: none. */
  readonly bbox: unknown;
}

/** A device of the town in use, and the active trucks that carried it. */
export interface CarriedDevice {
  readonly id: string;
  readonly reportsAs: string;
  readonly openId: string | null;
  readonly secretHash: string | null;
  readonly spans: readonly Carried<CarryingTruck>[];
}

/** Every device of the town in use that any active truck carried: whose reports are whose. For the program itself. */
export async function readCarriedDevices(prisma: PrismaClient): Promise<CarriedDevice[]> {
  const rows = await prisma.device.findMany({
    where: { town: { isActive: true } },
    select: {
      ...{ id: true, townId: true, reportsAs: true, openId: true, secretHash: true },
      town: { select: { isSynthetic: true, datasets: { where: { isActive: true }, select: { bbox: true } } } },
      trucks: { where: { truck: { isActive: true } }, select: { from: true, to: true, truckId: true } },
    },
  });
  return rows.map(({ id, townId, reportsAs, openId, secretHash, town, trucks }) => ({
    ...{ id, reportsAs, openId, secretHash },
    spans: trucks.map(({ from, to, truckId }) => ({
      ...{ from, to },
      truck: { townId, truckId, isSynthetic: town.isSynthetic, bbox: town.datasets[0]?.bbox ?? null },
    })),
  }));
}
