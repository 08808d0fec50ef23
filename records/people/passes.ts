import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Prisma } from '../../prisma/client/client.ts';

/** What a pass lets one do: choose a password, or sign a phone in. */
export type PassPurpose = 'invitation' | 'phone';

const passSchema = z.object({ userId: z.string() });

/** Only the hash is kept: who reads the table gets nobody in. */
const nameOf = (purpose: PassPurpose, secret: string): string =>
  `${purpose}:${createHash('sha256').update(secret).digest('hex')}`;

/**
 * Makes a pass: a secret that works once until it expires. Whatever pass of the purpose the person had is void.
 *
 * @returns the secret, kept nowhere
 */
export async function makePass(
  prisma: Prisma.TransactionClient,
  purpose: PassPurpose,
  userId: string,
  expiresAt: Date,
): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  const value = JSON.stringify({ userId });
  await prisma.verification.deleteMany({ where: { value, identifier: { startsWith: `${purpose}:` } } });
  await prisma.verification.create({
    data: { id: randomUUID(), identifier: nameOf(purpose, secret), value, expiresAt },
  });
  return secret;
}

/** Whose pass it is, without using it up; `null` when it is none, used, or expired. */
export async function ownerOfPass(
  prisma: Prisma.TransactionClient,
  purpose: PassPurpose,
  secret: string,
  now: Date,
): Promise<string | null> {
  const identifier = nameOf(purpose, secret);
  const pass = await prisma.verification.findFirst({ where: { identifier, expiresAt: { gt: now } } });
  return pass && passSchema.parse(JSON.parse(pass.value)).userId;
}

/** Uses a pass up. @returns whose it was; `null` when it is none, used, or expired */
export async function usePass(
  prisma: Prisma.TransactionClient,
  purpose: PassPurpose,
  secret: string,
  now: Date,
): Promise<string | null> {
  const owner = await ownerOfPass(prisma, purpose, secret, now);
  // Of two who come with it at once one deletes the row.
  const { count } = await prisma.verification.deleteMany({ where: { identifier: nameOf(purpose, secret) } });
  return count > 0 ? owner : null;
}
