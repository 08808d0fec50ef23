import type { Database } from '../../platform/database.ts';

export interface DuePost {
  readonly id: string;
  readonly recipient: string;
  readonly payload: unknown;
  readonly attempts: number;
}

/** Minutes until the next try after so many; after the last one it is given up. */
const WAIT_MINUTES = [1, 5, 30, 120, 720] as const;

/**
 * Takes what is due on a channel, each for this process alone: until its next try is due no other one takes it.
 *
 * @param limit at most so many
 */
export async function takeDuePosts(
  { pool }: Pick<Database, 'pool'>,
  channel: 'mail' | 'webhook',
  limit: number,
): Promise<DuePost[]> {
  const { rows } = await pool.query<DuePost>(
    `UPDATE "Outbox" SET "attempts" = "attempts" + 1,
            "dueAt" = now() + make_interval(mins => (ARRAY[${WAIT_MINUTES.join(', ')}])[LEAST("attempts" + 1, ${WAIT_MINUTES.length})])
      WHERE "id" IN (SELECT "id" FROM "Outbox"
                      WHERE "channel" = $1 AND "deliveredAt" IS NULL AND "failedAt" IS NULL AND "dueAt" <= now()
                      ORDER BY "dueAt" LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING "id", "recipient", "payload", "attempts"`,
    [channel, limit],
  );
  return rows;
}

/** Notes that a post was delivered. */
export async function markDelivered({ prisma }: Pick<Database, 'prisma'>, id: string): Promise<void> {
  await prisma.outbox.update({ where: { id }, data: { deliveredAt: new Date(), lastError: null } });
}

/** Notes why a post was not delivered; after the last try it is given up. */
export async function markUndelivered(
  { prisma }: Pick<Database, 'prisma'>,
  { id, attempts }: DuePost,
  reason: string,
): Promise<void> {
  const isOver = attempts >= WAIT_MINUTES.length;
  await prisma.outbox.update({
    where: { id },
    data: { lastError: reason.slice(0, 500), ...(isOver && { failedAt: new Date() }) },
  });
}
