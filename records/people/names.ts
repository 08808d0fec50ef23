import type { PrismaClient } from '../../prisma/client/client.ts';

/** The names of accounts by id. An id that is none is left out. */
export async function namesOf(
  prisma: Pick<PrismaClient, 'user'>,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (wanted.length === 0) return new Map();
  const users = await prisma.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** What somebody is called whom a row names by account; a row written before accounts were named says the name itself. */
export function calledBy(names: ReadonlyMap<string, string>, kept: string | null): string | null {
  return kept === null ? null : (names.get(kept) ?? kept);
}
