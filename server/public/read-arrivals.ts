import type { ArrivalsView } from '../../domain/arrivals.ts';
import { type Day, dayToDate } from '../../domain/day.ts';
import { fieldEventKindSchema, foldStopState } from '../../domain/field-events.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveArea } from '../active-area.ts';

type Arrival = ArrivalsView['arrivals'][number];

/**
 * When a truck comes to which point on a published day, in order of time. Streams that one truck takes at one stay are one
 * arrival. Names no truck, no crew and no amounts.
 */
export async function readArrivals(prisma: PrismaClient, area: ActiveArea, day: Day): Promise<ArrivalsView> {
  const plan = await prisma.plan.findUnique({
    where: { areaId_day: { areaId: area.id, day: dayToDate(day) } },
    select: { publishedRevisionId: true },
  });
  if (!plan?.publishedRevisionId) return { day, isPublished: false, arrivals: [] };
  const stops = await prisma.stop.findMany({
    where: { kind: 'point', route: { revisionId: plan.publishedRevisionId } },
    select: {
      routeId: true,
      pointId: true,
      stream: true,
      arrivesAt: true,
      point: { select: { name: true, lon: true, lat: true, unit: { select: { name: true } } } },
      fieldEvents: { select: { kind: true, doneAt: true } },
    },
    orderBy: [{ arrivesAt: 'asc' }, { routeId: 'asc' }, { sequence: 'asc' }],
  });
  const arrivals: Arrival[] = [];
  let last: { key: string; arrival: Arrival } | undefined;
  for (const { routeId, pointId, stream, arrivesAt, point, fieldEvents } of stops) {
    if (!pointId || !point || !stream) continue;
    const key = `${routeId} ${pointId}`;
    if (last?.key === key) {
      last.arrival.streams.push(streamSchema.parse(stream));
      continue;
    }
    const events = fieldEvents.map(({ kind, doneAt }) => ({
      kind: fieldEventKindSchema.parse(kind),
      doneAt: doneAt.toISOString(),
    }));
    const arrival: Arrival = {
      pointId,
      name: point.name,
      position: [point.lon, point.lat],
      unitName: point.unit.name,
      streams: [streamSchema.parse(stream)],
      plannedArrival: arrivesAt.toISOString(),
      state: foldStopState(events),
    };
    arrivals.push(arrival);
    last = { key, arrival };
  }
  return { day, isPublished: true, arrivals };
}
