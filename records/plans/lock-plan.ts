import type { Prisma } from '../../prisma/client/client.ts';

/** Waits for whoever changes a plan at this moment, and has others wait until the transaction is over. */
export async function lockPlan(transaction: Prisma.TransactionClient, planId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM "Plan" WHERE id = ${planId}::uuid FOR UPDATE`;
}
