import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { type IncidentInput, type IncidentView, incidentViewSchema } from '../../domain/incidents/incidents.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { Incident, IncidentClosing, Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { namesOf } from '../people/names.ts';
import { whereOf } from '../people/where.ts';

const INCLUDED = { truck: { select: { code: true, number: true } }, closing: true } as const;
type Row = Incident & { truck: { code: string; number: number }; closing: IncidentClosing | null };

/**
 * Keeps what a crew tells; committed when it returns. The same again changes nothing. Whether the viewer may tell of the truck is
 * asked before.
 *
 * @param told of a truck of the town, with its service day
 * @returns `differs` where the id is of something else; else the incident, and whether it is new
 */
export async function writeIncident(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  told: IncidentInput & { readonly day: Day },
): Promise<{ readonly incident: IncidentView; readonly isNew: boolean } | 'differs'> {
  const { id, kind, truckId, day, position = null, note, photoIds, doneAt, deviceDoneAt } = told;
  const data = {
    ...{ id, townId, truckId, kind, day: dayToDate(day), note: note ? note : null, photoIds: photoIds ?? [] },
    ...{ lon: position?.[0] ?? null, lat: position?.[1] ?? null, doneAt: new Date(doneAt), reportedBy: viewer.id },
    deviceDoneAt: deviceDoneAt ? new Date(deviceDoneAt) : null,
  };
  const { count } = await prisma.incident.createMany({ data: [data], skipDuplicates: true });
  const row = await prisma.incident.findUniqueOrThrow({ where: { id }, include: INCLUDED });
  const isSame =
    (['townId', 'truckId', 'kind', 'note', 'lon', 'lat'] as const).every((field) => row[field] === data[field]) &&
    row.photoIds.join() === data.photoIds.join() &&
    row.doneAt.getTime() === data.doneAt.getTime();
  if (!isSame) return 'differs';
  return { incident: itemAt(await viewsOf(prisma, [row]), 0), isNew: count === 1 };
}

/** The incidents the viewer may see, of a service day or of all days, the latest first; `isOpen`: those nobody has closed. */
export async function readIncidents(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  { day, isOpen }: { readonly day?: Day | undefined; readonly isOpen?: boolean | undefined },
): Promise<IncidentView[]> {
  const rows = await prisma.incident.findMany({
    where: {
      AND: [
        { townId, ...(day && { day: dayToDate(day) }) },
        isOpen === undefined ? {} : { closing: isOpen ? { is: null } : { isNot: null } },
        whereOf(viewer, 'incidents.read'),
      ],
    },
    include: INCLUDED,
    orderBy: [{ doneAt: 'desc' }, { id: 'desc' }],
  });
  return await viewsOf(prisma, rows);
}

/** A closing that is asked for by somebody, of a town. */
interface Asked {
  readonly townId: string;
  readonly viewer: Viewer;
  readonly id: string;
  readonly now: Date;
}
interface Closed {
  readonly incident: IncidentView;
  readonly wasOpen: boolean;
}

/**
 * Closes an incident with what somebody of the office has to say. What was closed before stays as it was.
 *
 * @returns `null` where there is none that the viewer may close; else the incident, and whether it was open
 */
export async function closeIncident(
  prisma: PrismaClient,
  { townId, viewer, id, now }: Asked,
  remark: string,
): Promise<Closed | null> {
  const where = { AND: [{ id, townId }, whereOf(viewer, 'incidents.edit')] };
  return await close(prisma, { townId, viewer, id, now }, where, remark);
}

/**
 * Closes an incident that its own crew takes back. What was closed before stays as it was.
 *
 * @returns `null` where the viewer has told of no such incident; else the incident, and whether it was open
 */
export async function withdrawIncident(
  prisma: PrismaClient,
  { townId, viewer, id, now }: Asked,
): Promise<Closed | null> {
  return await close(prisma, { townId, viewer, id, now }, { id, townId, reportedBy: viewer.id }, WITHDRAWN);
}

/** Why an incident is closed, in the town's own language. */
const WITHDRAWN = 'Tổ xe đã rút lại báo cáo';

async function close(
  prisma: PrismaClient,
  { townId, viewer, id, now }: Asked,
  where: Prisma.IncidentWhereInput,
  remark: string,
): Promise<Closed | null> {
  const found = await prisma.$transaction(async (transaction) => {
    if (!(await transaction.incident.findFirst({ where, select: { id: true } }))) return null;
    const { count } = await transaction.incidentClosing.createMany({
      data: [{ incidentId: id, remark, by: viewer.id, at: now }],
      skipDuplicates: true,
    });
    if (count === 1) {
      await recordChange(transaction, {
        ...{ townId, subject: 'incidents', subjectId: id, actorUserId: viewer.id, kind: 'changed' },
        ...{ before: { state: 'open' }, after: { state: 'closed' }, note: remark },
      });
    }
    const row = await transaction.incident.findUniqueOrThrow({ where: { id }, include: INCLUDED });
    return { row, wasOpen: count === 1 };
  });
  if (!found) return null;
  return { incident: itemAt(await viewsOf(prisma, [found.row]), 0), wasOpen: found.wasOpen };
}

async function viewsOf(prisma: PrismaClient, rows: readonly Row[]): Promise<IncidentView[]> {
  const names = await namesOf(
    prisma,
    rows.map(({ closing }) => closing?.by ?? null),
  );
  return rows.map(({ truck, closing, lon, lat, ...row }) =>
    incidentViewSchema.parse({
      ...row,
      truckCode: truck.code,
      truckNumber: truck.number,
      day: dateToDay(row.day),
      position: lon === null || lat === null ? null : [lon, lat],
      doneAt: row.doneAt.toISOString(),
      arrivedAt: row.arrivedAt.toISOString(),
      state: closing ? 'closed' : 'open',
      closed: closing && {
        at: closing.at.toISOString(),
        byName: names.get(closing.by ?? '') ?? null,
        remark: closing.remark,
      },
    }),
  );
}
