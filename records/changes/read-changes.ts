import { type ChangeSubject, type ChangeView, changeViewSchema } from '../../domain/changes.ts';
import { holdsForTown } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';

/**
 * The history of one record, newest first. Whether the viewer may see the record itself is for the caller to ask first; without
 * `changes.read` over the town only the record's own history is given, never a whole subject's.
 *
 * @param about.townId only changes in this town; those of accounts belong to none
 * @param options.cursor where the page before ended, as `nextCursor` said
 */
export async function readChanges(
  prisma: PrismaClient,
  viewer: Viewer,
  about: { subject: ChangeSubject; subjectId?: string | undefined; townId?: string | undefined },
  options: { limit: number; cursor?: string | undefined },
): Promise<{ items: ChangeView[]; nextCursor: string | null }> {
  const { subject, subjectId, townId } = about;
  if (subjectId === undefined && !holdsForTown(viewer, 'changes.read')) return { items: [], nextCursor: null };
  const rows = await prisma.change.findMany({
    where: { subject, ...(subjectId !== undefined && { subjectId }), ...(townId !== undefined && { townId }) },
    // Ids are made in the order of time.
    orderBy: { id: 'desc' },
    take: options.limit + 1,
    ...(options.cursor !== undefined && { cursor: { id: options.cursor }, skip: 1 }),
  });
  const page = rows.slice(0, options.limit);
  const names = await namesOf(
    prisma,
    page.map(({ actorUserId }) => actorUserId),
  );
  return {
    items: page.map((row) =>
      changeViewSchema.parse({
        ...row,
        at: row.at.toISOString(),
        actor: row.actorUserId && { id: row.actorUserId, name: names.get(row.actorUserId) ?? row.actorUserId },
      }),
    ),
    nextCursor: rows.length > options.limit ? (page.at(-1)?.id ?? null) : null,
  };
}
