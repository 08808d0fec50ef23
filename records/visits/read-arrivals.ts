import type { ArrivalsView } from '../../domain/arrivals.ts';
import { type Day, dayToDate } from '../../domain/day.ts';
import { visitGradeSchema } from '../../domain/evidence.ts';
import { fieldEventKindSchema } from '../../domain/field-events.ts';
import { foldStopState } from '../../domain/stop-state.ts';
import { streamSchema } from '../../domain/streams.ts';
import { reportsByVisit } from '../../domain/reports-by-visit.ts';
import { readUnitsInForce } from '../units/units-in-force.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../towns/active-town.ts';

type Arrival = ArrivalsView['arrivals'][number];

/**
 * When a truck comes to which point on a published day, in order of time. Streams that one truck takes at one stay are one
 * arrival. Names no truck, no crew and no amounts.
 */
export async function readArrivals(prisma: PrismaClient, area: ActiveTown, day: Day): Promise<ArrivalsView> {
  const plan = await prisma.plan.findUnique({
    where: { townId_day: { townId: area.id, day: dayToDate(day) } },
    select: { publishedRevisionId: true },
  });
  if (!plan?.publishedRevisionId) return { day, isPublished: false, arrivals: [] };
  const stops = await prisma.stop.findMany({
    // A place that was called in once is named by who called.
    where: { kind: 'point', route: { revisionId: plan.publishedRevisionId }, point: { onceOn: null } },
    select: {
      id: true,
      kind: true,
      visitId: true,
      visitPart: true,
      visitParts: true,
      facilityId: true,
      routeId: true,
      route: { select: { truckId: true, shiftId: true } },
      pointId: true,
      stream: true,
      arrivesAt: true,
      point: { select: { name: true, unitId: true, lon: true, lat: true } },
    },
    orderBy: [{ arrivesAt: 'asc' }, { routeId: 'asc' }, { sequence: 'asc' }],
  });
  // Made on any revision of the day: what was done is not undone by publishing another.
  const events = await prisma.fieldEvent.findMany({
    where: { townId: area.id, day: dayToDate(day), visitId: { not: null }, retractedAt: null },
    select: {
      kind: true,
      doneAt: true,
      truckId: true,
      stopId: true,
      visitId: true,
      visitPart: true,
      visitParts: true,
      visitGrade: true,
    },
  });
  const { ofStop } = reportsByVisit(
    // Of visits it does not matter which stops are of one route.
    stops.map((stop) => ({ ...stop.route, stops: [{ ...stop, tripNumber: null }] })),
    events.map((event) => ({
      ...event,
      kind: fieldEventKindSchema.parse(event.kind),
      doneAt: event.doneAt.toISOString(),
      visitGrade: visitGradeSchema.parse(event.visitGrade),
    })),
  );
  const points = stops.flatMap(({ point }) => point ?? []);
  const { unitOf } = await readUnitsInForce(prisma, area.id, day, points);
  const arrivals: Arrival[] = [];
  let last: { key: string; arrival: Arrival } | undefined;
  for (const { id, routeId, pointId, stream, arrivesAt, point } of stops) {
    if (!pointId || !point || !stream) continue;
    const key = `${routeId} ${pointId}`;
    if (last?.key === key) {
      last.arrival.streams.push(streamSchema.parse(stream));
      continue;
    }
    const arrival: Arrival = {
      pointId,
      name: point.name,
      position: [point.lon, point.lat],
      unitName: unitOf(point)?.name ?? null,
      streams: [streamSchema.parse(stream)],
      plannedArrival: arrivesAt.toISOString(),
      state: foldStopState(ofStop.get(id)?.events ?? []),
    };
    arrivals.push(arrival);
    last = { key, arrival };
  }
  return { day, isPublished: true, arrivals };
}
