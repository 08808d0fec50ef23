import type { Viewer } from '../../domain/policy/roles.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';

/** A driver's own shifts in a town: those of their crews, and those of a truck that is theirs. */
export async function readShiftsOfDriver(prisma: PrismaClient, townId: string, viewer: Viewer) {
  return await prisma.shift.findMany({
    where: { AND: [{ townId }, shiftsOf(viewer)] },
    select: { truckId: true, weekdays: true, startSecond: true, endSecond: true, maxOvertimeSeconds: true },
  });
}

function shiftsOf(viewer: Viewer): Prisma.ShiftWhereInput {
  const trucks = viewer.memberships.flatMap(({ role, scopeKind, scopeId }) =>
    role === 'driver' && scopeKind === 'truck' && scopeId !== null ? [scopeId] : [],
  );
  return { OR: [{ crew: { driverUserId: viewer.id } }, { truckId: { in: trucks } }] };
}
