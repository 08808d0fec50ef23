import type { Prisma } from '../../prisma/client/client.ts';

export interface NewPost {
  readonly townId: string | null;
  readonly channel: 'mail' | 'webhook';
  /** E-mail address, or URL. */
  readonly recipient: string;
  readonly payload: Prisma.InputJsonObject;
}

/**
 * Puts what somebody outside must hear into the outbox, in the transaction of what it tells of: it is delivered if and only if
 * that is committed.
 */
export async function post(transaction: Prisma.TransactionClient, { townId, channel, recipient, payload }: NewPost) {
  await transaction.outbox.create({ data: { townId, channel, recipient, payload } });
}
