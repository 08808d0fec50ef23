import type { Viewer } from '../../domain/policy/roles.ts';
import {
  DEFAULT_CHECK_ITEMS,
  type DriverSettings,
  driverSettingsSchema,
} from '../../domain/truck-checks/truck-checks.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';

/** What the office has set for all drivers' phones; the list everybody begins with where it has set none. */
export async function readDriverSettings(
  prisma: Pick<PrismaClient, 'driverSettings'>,
  townId: string,
): Promise<DriverSettings> {
  const row = await prisma.driverSettings.findUnique({ where: { townId } });
  if (!row) return { checkItems: [...DEFAULT_CHECK_ITEMS], dispatcherPhone: null };
  return driverSettingsSchema.parse({ checkItems: row.checkItems, dispatcherPhone: row.dispatcherPhone });
}

/** Sets all of it anew. What phones have shown so far stays as it was told. */
export async function writeDriverSettings(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  settings: DriverSettings,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const before = await readDriverSettings(transaction, townId);
    await transaction.driverSettings.upsert({
      where: { townId },
      create: { townId, ...settings },
      update: settings,
    });
    await recordChange(transaction, {
      ...{ townId, subject: 'towns', subjectId: townId, actorUserId: viewer.id, kind: 'changed' },
      ...{ before, after: settings },
    });
  });
}
