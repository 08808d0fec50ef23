import type { PrismaClient } from '../../prisma/client/client.ts';

/** Deletes the sessions and confirmations that held until before `now`. @returns how many */
export async function deleteDeadSessions(prisma: PrismaClient, now: Date): Promise<number> {
  const isOver = { expiresAt: { lt: now } };
  const sessions = await prisma.session.deleteMany({ where: isOver });
  const confirmations = await prisma.verification.deleteMany({ where: isOver });
  return sessions.count + confirmations.count;
}
