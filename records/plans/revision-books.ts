import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Day } from '../../domain/day.ts';
import { facilitySchema } from '../../domain/facilities.ts';
import { townBooksSchema } from '../../domain/town-view.ts';
import { packText, unpackText } from '../../platform/packed-text.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { readFacilities, readTownBooks } from '../towns/town-view.ts';

/**
 * The books a revision speaks of, and what else its routes may name. Kept for years: a field that is added to it later needs a
 * default for those kept before.
 */
const revisionBooksSchema = townBooksSchema.extend({
  /** No longer in use when the revision was kept. */
  archivedFacilities: z.array(facilitySchema),
});
export type RevisionBooks = z.infer<typeof revisionBooksSchema>;

/**
 * Keeps the town's books as they are now, for a revision that is about to be kept: what it shows does not change with them. Days
 * between which nobody edited anything share one row.
 *
 * @returns the snapshot's id, for `PlanRevision.snapshotId`
 */
export async function keepSnapshot(transaction: Prisma.TransactionClient, townId: string, day: Day): Promise<string> {
  const text = JSON.stringify(await readPresent(transaction, townId, day));
  const digest = createHash('sha256').update(text).digest('hex');
  const content = await packText(text);
  await transaction.townSnapshot.createMany({ data: [{ townId, digest, content }], skipDuplicates: true });
  const where = { townId_digest: { townId, digest } };
  return (await transaction.townSnapshot.findUniqueOrThrow({ where, select: { id: true } })).id;
}

/** Unpacked ones, the one asked for last at the end: drivers of a day all ask for the same. */
const unpacked = new Map<string, RevisionBooks>();
const MOST_UNPACKED = 3;

/**
 * Reads the books as a revision was kept with them.
 *
 * @param snapshotId its snapshot; a revision of a version that kept none shows the books as they are now
 */
export async function readRevisionBooks(
  prisma: Prisma.TransactionClient,
  { townId, snapshotId }: { readonly townId: string; readonly snapshotId: string | null },
): Promise<RevisionBooks> {
  if (snapshotId === null) return await readPresent(prisma, townId);
  const known = unpacked.get(snapshotId);
  if (known) return known;
  const { content } = await prisma.townSnapshot.findUniqueOrThrow({ where: { id: snapshotId } });
  const books = revisionBooksSchema.parse(JSON.parse(await unpackText(content)));
  unpacked.set(snapshotId, books);
  for (const oldest of unpacked.keys()) {
    if (unpacked.size <= MOST_UNPACKED) break;
    unpacked.delete(oldest);
  }
  return books;
}

async function readPresent(prisma: Prisma.TransactionClient, townId: string, day?: Day): Promise<RevisionBooks> {
  const [books, archivedFacilities] = await Promise.all([
    readTownBooks(prisma, townId, day ? { day } : {}),
    readFacilities(prisma, townId, false),
  ]);
  return { ...books, archivedFacilities };
}
