import type { Platform } from '../../platform/platform.ts';
import { fillDemoRegister } from '../../records/register/demo-register.ts';
import { findActiveTown } from '../../records/towns/active-town.ts';
import { isDemoArea } from '../demo-area.ts';

/** Fills the register of the demo's made-up town; any other town's is its own. */
export async function fillDemoTown({
  config,
  database: { prisma },
}: Pick<Platform, 'config' | 'database'>): Promise<void> {
  const town = await findActiveTown(prisma);
  if (town && isDemoArea(config, town)) await fillDemoRegister(prisma, town.id);
}
