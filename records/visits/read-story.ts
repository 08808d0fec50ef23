import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { complaintKindSchema } from '../../domain/complaints/kinds.ts';
import { reportSourceSchema, trackHowSchema } from '../../domain/evidence.ts';
import { decidingPieces } from '../../domain/visits/fold-visit.ts';
import { type StoryEntry, type VisitStory, visitStorySchema } from '../../domain/visits/visits.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { arrivedPhotos } from '../photos/photos.ts';
import { calledBy, namesOf } from '../people/names.ts';
import { whereOf } from '../people/where.ts';
import { findVisits, visitViews } from './read-visits.ts';
import { readWeighed, tripKeyOf } from './read-weighed.ts';
import { reportsOf, type VisitRow } from './visit-row.ts';

/** About a hundred metres at the latitudes of people, in degrees. */
const NEAR_DEGREES = 0.001;
const METRES_PER_DEGREE = 111_195;

/** One visit with all that is known of it, in the order of time; `null` where the viewer has no such visit. */
export async function readStory(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  id: string,
  today: Day,
): Promise<VisitStory | null> {
  const [visit] = await findVisits(prisma, townId, viewer, { id });
  if (!visit) return null;
  const [view] = await visitViews(prisma, townId, [visit], today);
  const parts = await Promise.all([
    planEntries(prisma, visit),
    approachEntries(prisma, visit),
    reportEntries(prisma, visit),
    ticketEntries(prisma, townId, visit),
    complaintEntries(prisma, townId, viewer, visit),
  ]);
  const story = parts.flat().sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return visitStorySchema.parse({ ...view, story });
}

async function planEntries(prisma: PrismaClient, visit: VisitRow): Promise<StoryEntry[]> {
  const [first, published] = await Promise.all([
    prisma.planRevision.findFirst({
      where: {
        OR: [
          { routes: { some: { stops: { some: { visitId: visit.id } } } } },
          { unserved: { some: { visitId: visit.id } } },
        ],
      },
      orderBy: { createdAt: 'asc' },
      select: {
        createdAt: true,
        createdBy: true,
        routes: { select: { stops: { where: { visitId: visit.id }, select: { loadKg: true } } } },
        unserved: { where: { visitId: visit.id }, select: { loadKg: true } },
      },
    }),
    prisma.plan.findFirst({
      where: { townId: visit.townId, day: visit.day, publishedRevisionId: { not: null } },
      select: { publishedAt: true, publishedBy: true },
    }),
  ]);
  const names = await namesOf(prisma, [first?.createdBy, published?.publishedBy]);
  const nameOf = (id: string | null): string | null => calledBy(names, id);
  const entries: StoryEntry[] = [];
  if (first) {
    const loads = [...first.routes.flatMap(({ stops }) => stops), ...first.unserved];
    entries.push({
      ...{ kind: 'planned', at: first.createdAt.toISOString(), by: nameOf(first.createdBy) },
      expectedKg: loads.reduce((sum, { loadKg }) => sum + loadKg, 0),
    });
  }
  if (!published?.publishedAt) return entries;
  const at = published.publishedAt.toISOString();
  const by = nameOf(published.publishedBy);
  for (const { route, arrivesAt, loadKg } of visit.stops) {
    entries.push({
      ...{ kind: 'assigned', at, by, truckCode: route.truck.code },
      ...{ arrivesAt: arrivesAt.toISOString(), expectedKg: loadKg },
    });
  }
  for (const { reason } of visit.unserved) {
    entries.push({
      kind: 'unassigned',
      at,
      by,
      reason: reason as Extract<StoryEntry, { kind: 'unassigned' }>['reason'],
    });
  }
  return entries;
}

/** When each truck that was to come, or came, was first seen near that day. */
async function approachEntries(prisma: PrismaClient, visit: VisitRow): Promise<StoryEntry[]> {
  const day = dateToDay(visit.day);
  const rows = await prisma.$queryRaw<
    { code: string; fixTime: Date; lon: number; lat: number; toLon: number; toLat: number }[]
  >`
    SELECT DISTINCT ON (truck.id) truck.code, fix."fixTime", fix.lon, fix.lat, point."roadLon" AS "toLon", point."roadLat" AS "toLat"
      FROM "CollectionPoint" point, "Position" fix JOIN "Truck" truck ON truck.id = fix."truckId"
     WHERE point.id = ${visit.pointId}::uuid
       AND truck.id IN (
         SELECT "truckId" FROM "FieldEvent" WHERE "visitId" = ${visit.id}::uuid AND "retractedAt" IS NULL
         UNION
         SELECT route."truckId" FROM "Stop" stop
           JOIN "Route" route ON route.id = stop."routeId"
           JOIN "Plan" plan ON plan."publishedRevisionId" = route."revisionId"
          WHERE stop."visitId" = ${visit.id}::uuid)
       AND fix."fixTime" >= ${dayToDate(addDays(day, -1))} AND fix."fixTime" < ${dayToDate(addDays(day, 2))}
       AND fix.lon BETWEEN point."roadLon" - ${NEAR_DEGREES} AND point."roadLon" + ${NEAR_DEGREES}
       AND fix.lat BETWEEN point."roadLat" - ${NEAR_DEGREES} AND point."roadLat" + ${NEAR_DEGREES}
     ORDER BY truck.id, fix."fixTime"`;
  return rows.map(({ code, fixTime, lon, lat, toLon, toLat }) => {
    const east = (lon - toLon) * Math.cos((lat * Math.PI) / 180);
    const metres = Math.round(Math.hypot(east, lat - toLat) * METRES_PER_DEGREE);
    return { kind: 'approached', at: fixTime.toISOString(), truckCode: code, metres };
  });
}

async function reportEntries(prisma: PrismaClient, visit: VisitRow): Promise<StoryEntry[]> {
  const retracted = await prisma.fieldEvent.findMany({
    where: { visitId: visit.id, kind: { in: ['served', 'skipped'] }, retractedAt: { not: null } },
    include: { truck: { select: { code: true } } },
  });
  const events = [...visit.fieldEvents, ...retracted];
  const names = await namesOf(
    prisma,
    events.map(({ reportedBy }) => reportedBy),
  );
  const photos = await arrivedPhotos(
    prisma,
    events.flatMap(({ photoIds }) => photoIds),
  );
  const deciding = new Set(decidingPieces(reportsOf(visit)).map(({ report }) => report.id));
  return events.map((event) => ({
    kind: event.kind === 'served' ? 'served' : 'skipped',
    at: event.doneAt.toISOString(),
    arrivedAt: event.arrivedAt.toISOString(),
    by: event.reportedBy === null ? null : (names.get(event.reportedBy) ?? null),
    truckCode: event.truck.code,
    visitGrade: event.visitGrade as Extract<StoryEntry, { kind: 'served' }>['visitGrade'],
    massGrade: event.massGrade as Extract<StoryEntry, { kind: 'served' }>['massGrade'],
    loadKg: event.loadKg,
    reason: event.reason,
    part: event.visitPart,
    parts: event.visitParts,
    position: event.lon === null || event.lat === null ? null : [event.lon, event.lat],
    photoIds: event.photoIds.filter((id) => photos.has(id)),
    photosAwaited: event.photoIds.filter((id) => !photos.has(id)).length,
    source: reportSourceSchema.parse(event.source),
    isTimeKnown: event.isTimeKnown,
    track:
      event.trackHow === null
        ? null
        : {
            how: trackHowSchema.parse(event.trackHow),
            seconds: event.trackSeconds ?? 0,
            share: event.trackShare,
          },
    isOverruled: !deciding.has(event.id),
    retractedAt: event.retractedAt?.toISOString() ?? null,
  }));
}

/** What was complained of its point on its day, as far as the viewer may see it. */
async function complaintEntries(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  { pointId, day }: VisitRow,
): Promise<StoryEntry[]> {
  const rows = await prisma.complaint.findMany({
    where: { AND: [{ townId, pointId, day }, whereOf(viewer, 'complaints.read')] },
  });
  return rows.map(({ id, kind, createdAt, isJustified, answer }) => ({
    ...{ kind: 'complained', at: createdAt.toISOString(), complaintId: id, isJustified, answer },
    complaint: complaintKindSchema.parse(kind),
  }));
}

/** The tickets of the trips that took it, with what of each is this visit's. */
async function ticketEntries(prisma: PrismaClient, townId: string, visit: VisitRow): Promise<StoryEntry[]> {
  const served = visit.fieldEvents.filter(({ kind }) => kind === 'served');
  const trips = served.flatMap(({ day, shiftId, tripNumber }) =>
    day && shiftId && tripNumber !== null ? [{ day, shiftId, tripNumber }] : [],
  );
  if (trips.length === 0) return [];
  const tickets = await prisma.ticket.findMany({
    where: { townId, OR: trips },
    include: { facility: { select: { name: true } }, truck: { select: { code: true } }, voided: true },
    orderBy: { weighedAt: 'asc' },
  });
  const names = await namesOf(
    prisma,
    tickets.map(({ enteredBy }) => enteredBy),
  );
  const weighedKg = await readWeighed(prisma, townId, [visit]);
  return tickets.map((ticket) => {
    const isOf = ticket.streams.length === 0 || ticket.streams.includes(visit.stream);
    const key = tripKeyOf(ticket);
    const kg = served.filter((event) => tripKeyOf(event) === key).flatMap(({ id }) => weighedKg.get(id) ?? []);
    // Of several tickets of a trip together a visit has what is told of it: one of them alone has no share of its own.
    const isOnly = tickets.filter((other) => other.state === 'valid' && tripKeyOf(other) === key).length === 1;
    return {
      kind: 'weighed',
      at: ticket.weighedAt.toISOString(),
      by: ticket.enteredBy === null ? null : (names.get(ticket.enteredBy) ?? null),
      truckCode: ticket.truck?.code ?? ticket.plate ?? '',
      facilityName: ticket.facility.name,
      number: ticket.number,
      netKg: ticket.netKg,
      state: ticket.state === 'void' ? 'void' : 'valid',
      reason: ticket.voided?.reason ?? null,
      shareKg:
        ticket.state === 'valid' && isOf && isOnly && kg.length > 0 ? kg.reduce((sum, one) => sum + one, 0) : null,
    };
  });
}
