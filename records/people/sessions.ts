import type { PrismaClient } from '../../prisma/client/client.ts';

/** Which of these sessions hold at `now`: there, not over, and their account not suspended. */
export async function sessionsThatHold(
  prisma: PrismaClient,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = await prisma.session.findMany({
    where: { id: { in: [...ids] }, expiresAt: { gt: now }, user: { banned: false } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** Ends a session; one that has ended already stays so. */
export async function endSession(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.session.deleteMany({ where: { id } });
}

/** Whether an account is suspended, which ends its sessions and refuses new ones. */
export async function isSuspended(prisma: PrismaClient, userId: string): Promise<boolean> {
  return (await prisma.user.count({ where: { id: userId, banned: true } })) > 0;
}

/** Ends every session of an account. */
export async function endSessionsOf(prisma: PrismaClient, userId: string): Promise<void> {
  await prisma.session.deleteMany({ where: { userId } });
}
