import { decidingPieces } from '../../domain/visits/fold-visit.ts';
import { weighTrip } from '../../domain/visits/weigh-trip.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { expectedKgOf, reportsOf, visitInclude, type VisitRow } from './visit-row.ts';

interface OfTrip {
  readonly day: Date | null;
  readonly shiftId: string | null;
  readonly tripNumber: number | null;
}

/** Names a trip; `null` for what is of none. */
export function tripKeyOf({ day, shiftId, tripNumber }: OfTrip): string | null {
  if (!day || !shiftId || tripNumber === null) return null;
  return `${day.toISOString().slice(0, 10)}/${shiftId}/${tripNumber}`;
}

/**
 * What tickets say of the reports of these visits, in kg by the reports' ids: the net mass of each trip's valid tickets goes to
 * everything the trip took, also to visits that nobody asked for.
 */
export async function readWeighed(
  prisma: PrismaClient,
  townId: string,
  visits: readonly VisitRow[],
): Promise<ReadonlyMap<string, number>> {
  const events = visits.flatMap(({ fieldEvents }) => fieldEvents);
  const keys = new Set(events.flatMap((event) => tripKeyOf(event) ?? []));
  if (keys.size === 0) return new Map();
  const of = {
    townId,
    day: { in: [...new Map(events.flatMap(({ day }) => (day ? [[day.getTime(), day] as const] : []))).values()] },
    shiftId: { in: [...new Set(events.flatMap(({ shiftId }) => shiftId ?? []))] },
  };
  const tickets = await prisma.ticket.findMany({
    where: { ...of, state: 'valid' },
    select: { id: true, netKg: true, streams: true, day: true, shiftId: true, tripNumber: true },
  });
  const weighed = new Set(tickets.flatMap((ticket) => tripKeyOf(ticket) ?? []).filter((key) => keys.has(key)));
  if (weighed.size === 0) return new Map();
  // Whatever else the same trips took has its part of the same tickets.
  const taken = await prisma.visit.findMany({
    where: { townId, fieldEvents: { some: { ...of, kind: 'served', retractedAt: null } } },
    include: visitInclude,
  });
  const loaded = taken.flatMap((visit) =>
    decidingPieces(reportsOf(visit)).flatMap(({ report, share, ofReport }) => {
      const event = visit.fieldEvents.find(({ id }) => id === report.id);
      const key = event ? tripKeyOf(event) : null;
      if (report.kind !== 'served' || key === null || !weighed.has(key)) return [];
      const isMeasured = report.massGrade === 'measured' && report.loadKg !== null;
      return {
        ...{ key, id: report.id, stream: visit.stream, expectedKg: expectedKgOf(visit) * share },
        measuredKg: isMeasured ? (report.loadKg ?? 0) * ofReport : null,
      };
    }),
  );
  const found = new Map<string, number>();
  for (const key of weighed) {
    const ofTrip = tickets.filter((ticket) => tripKeyOf(ticket) === key);
    const shares = weighTrip(
      ofTrip,
      loaded.filter((one) => one.key === key),
    );
    for (const [id, kg] of shares) found.set(id, kg);
  }
  return found;
}
