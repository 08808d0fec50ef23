import type { PrismaClient } from '../../prisma/client/client.ts';

/** What a membership can be held over in the town that is served, and the crews a driver can belong to; each by its code. */
export async function scopeChoices(prisma: PrismaClient, townId: string) {
  const named = { where: { townId }, orderBy: { code: 'asc' }, select: { id: true, name: true, code: true } } as const;
  const coded = { where: { townId }, orderBy: { code: 'asc' }, select: { id: true, code: true } } as const;
  const labelled = (rows: readonly { id: string; code: string; name?: string }[]) =>
    rows.map(({ id, code, name }) => ({ id, label: name === undefined || name === code ? code : `${name} (${code})` }));
  const units = await prisma.unit.findMany({ ...named, where: { townId, validTo: null } });
  return {
    cooperative: labelled(await prisma.cooperative.findMany(named)),
    unit: labelled(units),
    facility: labelled(await prisma.facility.findMany(named)),
    truck: labelled(await prisma.truck.findMany(coded)),
    crew: labelled(await prisma.crew.findMany(coded)),
  };
}
