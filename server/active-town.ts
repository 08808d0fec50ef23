import type { PrismaClient } from '../prisma/client/client.ts';
import { type ActiveTown, findActiveTown } from '../records/towns/active-town.ts';
import { generalProblem } from './http/general-problems.ts';

/** The active town. @throws Problem `no-area` when none is */
export async function requireActiveTown(prisma: PrismaClient): Promise<ActiveTown> {
  const town = await findActiveTown(prisma);
  if (!town) throw generalProblem('no-area');
  return town;
}
