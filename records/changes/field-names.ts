import type { ChangeView } from '../../domain/changes.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';

type Look = (prisma: PrismaClient, ids: string[]) => Promise<{ id: string; name: string }[]>;

/** How the records that fields name are called by people. */
const LOOKS: Readonly<Record<string, Look>> = {
  unitId: (prisma, ids) => prisma.unit.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  cooperativeId: (prisma, ids) =>
    prisma.cooperative.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  depotId: (prisma, ids) => prisma.facility.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  truckId: async (prisma, ids) =>
    (await prisma.truck.findMany({ where: { id: { in: ids } }, select: { id: true, code: true } })).map(coded),
  crewId: async (prisma, ids) =>
    (await prisma.crew.findMany({ where: { id: { in: ids } }, select: { id: true, code: true } })).map(coded),
  driverUserId: async (prisma, ids) => [...(await namesOf(prisma, ids))].map(([id, name]) => ({ id, name })),
};

const coded = ({ id, code }: { id: string; code: string }) => ({ id, name: code });

/** The names of all records that the fields of some changes name, by their ids. */
export async function fieldNames(
  prisma: PrismaClient,
  changes: readonly ChangeView[],
): Promise<Record<string, string>> {
  const found = await Promise.all(
    Object.entries(LOOKS).map(async ([field, look]) => {
      const values = changes.flatMap(({ before, after }) => [before?.[field], after?.[field]]);
      const ids = [...new Set(values.filter((value) => typeof value === 'string'))];
      return ids.length === 0 ? [] : await look(prisma, ids);
    }),
  );
  return Object.fromEntries(found.flat().map(({ id, name }) => [id, name]));
}
