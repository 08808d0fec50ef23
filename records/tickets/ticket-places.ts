import type { PrismaClient } from '../../prisma/client/client.ts';

/** The facility and truck a ticket names, of the town; `null` where there is none such. */
export async function findTicketPlaces(
  prisma: PrismaClient,
  townId: string,
  { facilityId, truckId }: { readonly facilityId: string; readonly truckId?: string | null | undefined },
): Promise<{ facility: { id: string; kind: string } | null; truck: { cooperativeId: string } | null }> {
  const [facility, truck] = await Promise.all([
    prisma.facility.findFirst({ where: { id: facilityId, townId }, select: { id: true, kind: true } }),
    truckId ? prisma.truck.findFirst({ where: { id: truckId, townId }, select: { cooperativeId: true } }) : null,
  ]);
  return { facility, truck };
}
