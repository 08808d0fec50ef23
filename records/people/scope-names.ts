import type { Prisma } from '../../prisma/client/client.ts';

/** What cooperatives, units, facilities and trucks are called, by id. */
export async function scopeNames(
  prisma: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const where = { id: { in: [...new Set(ids)] } };
  const select = { id: true, name: true };
  const rows = [
    ...(await prisma.cooperative.findMany({ where, select })),
    ...(await prisma.unit.findMany({ where, select })),
    ...(await prisma.facility.findMany({ where, select })),
    ...(await prisma.truck.findMany({ where, select: { id: true, code: true } })),
  ];
  return new Map(rows.map((row) => [row.id, 'name' in row ? row.name : row.code]));
}
