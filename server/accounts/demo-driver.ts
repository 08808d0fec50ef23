import type { Platform } from '../../platform/platform.ts';
import { findActiveArea } from '../active-area.ts';

const DEMO_DRIVER_EMAIL = 'driver@demo.local';

/**
 * Gives the demo driver the crew of the smallest truck that has one without a driver, unless they have a crew of the active
 * area already: narrow streets need the small trucks on every day, while a large one may stay at home. Without the account
 * or an area it does nothing.
 */
export async function linkDemoDriver({ database: { prisma } }: Pick<Platform, 'database'>): Promise<void> {
  const area = await findActiveArea(prisma);
  const driver = await prisma.user.findUnique({ where: { email: DEMO_DRIVER_EMAIL } });
  if (!area || !driver) return;
  if (await prisma.crew.findFirst({ where: { areaId: area.id, driverUserId: driver.id } })) return;
  const shift = await prisma.shift.findFirst({
    where: { areaId: area.id, crew: { driverUserId: null } },
    orderBy: [{ truck: { capacityKg: 'asc' } }, { truck: { number: 'asc' } }, { startSecond: 'asc' }],
    select: { crewId: true },
  });
  if (shift?.crewId) await prisma.crew.update({ where: { id: shift.crewId }, data: { driverUserId: driver.id } });
}

/** Keeps the demo driver a crew, whichever area is active: at once, and whenever an import or activation is announced. */
export async function keepDemoDriver(
  platform: Pick<Platform, 'database' | 'bus' | 'logger'>,
): Promise<{ stop(): Promise<void> }> {
  let linking = Promise.resolve();
  const link = (): void => {
    linking = linking.then(async () => {
      try {
        await linkDemoDriver(platform);
      } catch (error) {
        platform.logger.warn({ err: error }, 'demo driver not linked');
      }
    });
  };
  const unsubscribe = await platform.bus.subscribe('areaImport', link);
  link();
  return {
    async stop() {
      await unsubscribe();
      await linking;
    },
  };
}
