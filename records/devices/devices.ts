import { randomBytes } from 'node:crypto';
import { type DeviceView, deviceViewSchema, type NewDevice, silentSince } from '../../domain/devices/devices.ts';
import type { DropReason } from '../../domain/tracking.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { Prisma, type PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';
import { secretHash } from './secret-hash.ts';

/** Who asks, of which town, and what time it is. */
export interface DeviceAsking {
  readonly townId: string;
  readonly viewer: Viewer;
  readonly now: Date;
}

/** A device with its secret, told once. */
export interface DeviceWithSecret {
  readonly device: DeviceView;
  readonly secret: string | null;
}

const INCLUDE = {
  trucks: { where: { to: null }, select: { from: true, truck: { select: { id: true, code: true } } } },
} as const satisfies Prisma.DeviceInclude;
type Row = Prisma.DeviceGetPayload<{ include: typeof INCLUDE }>;

/** The devices the viewer may see, by name. */
export async function listDevices(prisma: PrismaClient, asking: DeviceAsking): Promise<DeviceView[]> {
  const rows = await prisma.device.findMany({
    where: { AND: [{ townId: asking.townId }, whereOf(asking.viewer, 'devices.read')] },
    include: INCLUDE,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return await views(prisma, rows, asking.now);
}

/**
 * Makes a device with a secret, or one that is known by what it calls itself already.
 *
 * @returns `no-truck` where there is no such truck; `known` where another device of the town calls itself so
 */
export async function createDevice(
  prisma: PrismaClient,
  asking: DeviceAsking,
  { name, kind, truckId, adopts }: NewDevice,
): Promise<DeviceWithSecret | 'no-truck' | 'known'> {
  const { townId, now } = asking;
  const secret = adopts ? null : newSecret();
  try {
    return await prisma.$transaction(async (transaction) => {
      if (truckId && !(await isTruck(transaction, townId, truckId))) return 'no-truck';
      const made = await transaction.device.create({
        data: {
          ...{ townId, name, kind, openId: adopts ?? null },
          reportsAs: adopts ?? `${kind}-${randomBytes(6).toString('hex')}`,
          ...(secret && { secretHash: secretHash(secret), secretAt: now }),
        },
      });
      if (truckId) await carry(transaction, made.id, truckId, now);
      await audit(transaction, asking, made.id, 'created', null, { name, kind, truckId: truckId ?? null });
      return { device: await viewOf(transaction, made.id, now), secret };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return 'known';
    throw error;
  }
}

/**
 * Gives a device another secret; with the one before, or with what it called itself, nobody reports in its name any more.
 *
 * @returns `null` where the viewer may change no such device
 */
export async function rotateSecret(
  prisma: PrismaClient,
  asking: DeviceAsking,
  id: string,
): Promise<DeviceWithSecret | null> {
  return await prisma.$transaction(async (transaction) => {
    const before = await lock(transaction, asking, id);
    if (!before) return null;
    const secret = newSecret();
    await transaction.device.update({
      where: { id },
      data: { openId: null, secretHash: secretHash(secret), secretAt: asking.now },
    });
    // The truck no longer names it: what it called itself opens nothing now.
    if (before.openId !== null) {
      await transaction.truck.updateMany({
        where: { townId: asking.townId, deviceId: before.openId },
        data: { deviceId: null },
      });
    }
    const told = (at: Date | null) => ({ secretAt: at?.toISOString() ?? null });
    await audit(transaction, asking, id, 'changed', told(before.secretAt), told(asking.now));
    return { device: await viewOf(transaction, id, asking.now), secret };
  });
}

/**
 * Says which truck carries a device from now on; `null`: none.
 *
 * @returns `no-truck` where there is no such truck; `null` where the viewer may change no such device
 */
export async function moveDevice(
  prisma: PrismaClient,
  asking: DeviceAsking,
  id: string,
  truckId: string | null,
): Promise<DeviceView | 'no-truck' | null> {
  return await prisma.$transaction(async (transaction) => {
    const before = await lock(transaction, asking, id);
    if (!before) return null;
    if (truckId && !(await isTruck(transaction, asking.townId, truckId))) return 'no-truck';
    const was = before.trucks[0]?.truck.id ?? null;
    if (was !== truckId) {
      if (before.openId !== null) {
        await transaction.truck.updateMany({
          where: { townId: asking.townId, deviceId: before.openId },
          data: { deviceId: null },
        });
      }
      await transaction.deviceTruck.updateMany({ where: { deviceId: id, to: null }, data: { to: asking.now } });
      if (truckId) await carry(transaction, id, truckId, asking.now);
      await audit(transaction, asking, id, 'changed', { truckId: was }, { truckId });
    }
    return await viewOf(transaction, id, asking.now);
  });
}

export function newSecret(): string {
  return randomBytes(15).toString('base64url');
}

async function isTruck(transaction: Prisma.TransactionClient, townId: string, id: string): Promise<boolean> {
  return (await transaction.truck.count({ where: { id, townId, isActive: true } })) === 1;
}

/** The first truck of a device has carried it since before anybody noted it: its phone may have kept what it saw. */
export async function carry(
  transaction: Prisma.TransactionClient,
  deviceId: string,
  truckId: string,
  now: Date,
): Promise<void> {
  const isFirst = (await transaction.deviceTruck.count({ where: { deviceId } })) === 0;
  await transaction.deviceTruck.create({ data: { deviceId, truckId, from: isFirst ? new Date(0) : now } });
}

async function lock(transaction: Prisma.TransactionClient, asking: DeviceAsking, id: string): Promise<Row | null> {
  await transaction.$queryRaw`SELECT 1 FROM "Device" WHERE id = ${id}::uuid FOR UPDATE`;
  return await transaction.device.findFirst({
    where: { AND: [{ id, townId: asking.townId }, whereOf(asking.viewer, 'devices.edit')] },
    include: INCLUDE,
  });
}

export async function audit(
  transaction: Prisma.TransactionClient,
  { townId, viewer }: DeviceAsking,
  subjectId: string,
  kind: 'created' | 'changed',
  before: object | null,
  after: object,
): Promise<void> {
  await recordChange(transaction, {
    ...{ townId, subject: 'devices', subjectId, actorUserId: viewer.id, kind },
    before: before && { ...before },
    after: { ...after },
  });
}

export async function viewOf(transaction: Prisma.TransactionClient, id: string, now: Date): Promise<DeviceView> {
  const row = await transaction.device.findUniqueOrThrow({ where: { id }, include: INCLUDE });
  const [view] = await views(transaction, [row], now);
  if (!view) throw new Error('a device that was just read has no view');
  return view;
}

async function views(
  prisma: Pick<PrismaClient, 'droppedReports'>,
  rows: readonly Row[],
  now: Date,
): Promise<DeviceView[]> {
  const dropped = await prisma.droppedReports.findMany({
    where: { deviceId: { in: rows.map(({ reportsAs }) => reportsAs) } },
    orderBy: { lastAt: 'desc' },
  });
  return rows.map((row) => {
    const { id, name, kind, reportsAs, secretAt, lastHeardAt, batteryPercent, trucks } = row;
    const [carried] = trucks;
    return deviceViewSchema.parse({
      ...{ id, name, kind, reportsAs, batteryPercent, hasSecret: row.secretHash !== null },
      secretAt: secretAt?.toISOString() ?? null,
      truck: carried ? { ...carried.truck, since: carried.from.toISOString() } : null,
      lastHeardAt: lastHeardAt?.toISOString() ?? null,
      silentSince: silentSince(lastHeardAt, now)?.toISOString() ?? null,
      dropped: dropped
        .filter(({ deviceId }) => deviceId === reportsAs)
        .map(({ reason, count, lastAt }) => ({
          reason: reason as DropReason,
          count,
          lastAt: lastAt.toISOString(),
        })),
    });
  });
}
