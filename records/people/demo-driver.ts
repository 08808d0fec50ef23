import type { Platform } from '../../platform/platform.ts';
import { findActiveTown } from '../towns/active-town.ts';

const DEMO_DRIVER_EMAIL = 'driver@demo.local';

/**
 * Gives the demo driver a crew without a driver, unless they have a crew of the active area already. A good plan leaves a truck
 * at home where another can do its work, so it is the crew of the truck that is needed on most weekdays, being the only one to
 * take a stream that is collected then; of several the smallest. Without the account or an area it does nothing.
 */
export async function linkDemoDriver({ database: { prisma } }: Pick<Platform, 'database'>): Promise<void> {
  const area = await findActiveTown(prisma);
  const driver = await prisma.user.findUnique({ where: { email: DEMO_DRIVER_EMAIL } });
  if (!area || !driver) return;
  if (await prisma.crew.findFirst({ where: { townId: area.id, driverUserId: driver.id } })) return;
  const shifts = await prisma.shift.findMany({
    where: { townId: area.id, crew: { driverUserId: null } },
    orderBy: [{ truck: { capacityKg: 'asc' } }, { truck: { number: 'asc' } }, { startSecond: 'asc' }],
    select: { crewId: true, truck: { select: { streams: true } } },
  });
  const trucks = await prisma.truck.findMany({ where: { townId: area.id }, select: { streams: true } });
  const collected = await prisma.pointStream.findMany({
    where: { point: { townId: area.id } },
    select: { stream: true, weekdays: true },
  });
  const daysAlone = ({ streams }: { streams: string[] }): number => {
    const own = streams.filter((stream) => trucks.filter((truck) => truck.streams.includes(stream)).length === 1);
    return new Set(collected.filter(({ stream }) => own.includes(stream)).flatMap((each) => each.weekdays)).size;
  };
  const [shift] = shifts.sort((one, other) => daysAlone(other.truck) - daysAlone(one.truck));
  if (shift?.crewId) await prisma.crew.update({ where: { id: shift.crewId }, data: { driverUserId: driver.id } });
}
