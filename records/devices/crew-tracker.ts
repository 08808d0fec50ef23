import type { PrismaClient } from '../../prisma/client/client.ts';
import { audit, carry, type DeviceAsking, type DeviceWithSecret, newSecret, viewOf } from './devices.ts';
import { secretHash } from './secret-hash.ts';

/**
 * Gives the crew of a truck the secret of its tracking app: one device a truck, so that a new phone ends the one before.
 *
 * @returns `null` where there is no such truck
 */
export async function giveCrewTracker(
  prisma: PrismaClient,
  asking: DeviceAsking,
  truckId: string,
): Promise<DeviceWithSecret | null> {
  const { townId, now } = asking;
  return await prisma.$transaction(async (transaction) => {
    // Two that ask at once come one after the other.
    const [truck] = await transaction.$queryRaw<{ code: string }[]>`
      SELECT code FROM "Truck" WHERE id = ${truckId}::uuid AND "townId" = ${townId}::uuid AND "isActive" FOR UPDATE`;
    if (!truck) return null;
    const reportsAs = `crew-of-${truckId}`;
    const secret = newSecret();
    const given = { secretHash: secretHash(secret), secretAt: now };
    const known = await transaction.device.findUnique({ where: { townId_reportsAs: { townId, reportsAs } } });
    const { id } = known
      ? await transaction.device.update({ where: { id: known.id }, data: given })
      : await transaction.device.create({
          data: { ...{ townId, name: `Traccar ${truck.code}`, kind: 'phone', reportsAs }, ...given },
        });
    if ((await transaction.deviceTruck.count({ where: { deviceId: id, truckId, to: null } })) === 0) {
      await transaction.deviceTruck.updateMany({ where: { deviceId: id, to: null }, data: { to: now } });
      await carry(transaction, id, truckId, now);
    }
    const told = (at: Date | null) => ({ secretAt: at?.toISOString() ?? null });
    if (known) await audit(transaction, asking, id, 'changed', told(known.secretAt), told(now));
    else
      await audit(transaction, asking, id, 'created', null, { name: `Traccar ${truck.code}`, kind: 'phone', truckId });
    return { device: await viewOf(transaction, id, now), secret };
  });
}
