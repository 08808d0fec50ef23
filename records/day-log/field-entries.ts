import { dayToDate } from '../../domain/day.ts';
import { fieldEventKindSchema } from '../../domain/field-events.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { LogEntry, LoggedDay } from './read-day-log.ts';

/** What crews, their tracks and the weighbridges reported of a day. */
export async function fieldEntries(prisma: PrismaClient, { townId, day, from, to }: LoggedDay): Promise<LogEntry[]> {
  const date = dayToDate(day);
  const [events, tickets, incidents] = await Promise.all([
    prisma.fieldEvent.findMany({
      where: { townId, OR: [{ day: date }, { day: null, doneAt: { gte: from, lt: to } }] },
      select: {
        ...{ id: true, kind: true, truckId: true, pointId: true, facilityId: true, stream: true, loadKg: true },
        ...{ reason: true, visitGrade: true, massGrade: true, doneAt: true, reportedBy: true, retractedAt: true },
      },
    }),
    prisma.ticket.findMany({ where: { townId, day: date }, include: { voided: true } }),
    prisma.incident.findMany({ where: { townId, day: date }, include: { closing: true } }),
  ]);
  const takenBack = new Map(events.flatMap((event) => (event.retractedAt ? [[event.id, event] as const] : [])));
  const retractions = await prisma.retraction.findMany({
    where: { townId, fieldEventId: { in: [...takenBack.keys()] } },
    orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
  });
  return [
    ...retractions.map(({ id, fieldEventId, doneAt, reportedBy, truckId }): LogEntry => {
      const { pointId = null, facilityId = null } = takenBack.get(fieldEventId) ?? {};
      return { id, kind: 'retracted', at: doneAt, by: reportedBy, truckId, pointId, facilityId };
    }),
    ...events.map(
      ({
        id,
        kind,
        stream,
        loadKg,
        visitGrade,
        massGrade,
        doneAt,
        reportedBy,
        retractedAt: _since,
        ...told
      }): LogEntry => ({
        ...{ ...told, id, at: doneAt, by: reportedBy, kg: loadKg },
        kind: fieldEventKindSchema.parse(kind),
        stream: streamSchema.nullable().parse(stream),
        isInferred: visitGrade === 'inferred',
        isWeighed: massGrade === 'weighed',
      }),
    ),
    ...incidents.flatMap(({ id, truckId, doneAt, reportedBy, note, closing }): LogEntry[] => [
      { id, kind: 'incident', at: doneAt, by: reportedBy, truckId, reason: note },
      ...(closing
        ? [
            {
              id: `${id} closed`,
              kind: 'incident-closed' as const,
              at: closing.at,
              by: closing.by,
              truckId,
              reason: closing.remark,
            },
          ]
        : []),
    ]),
    ...tickets.flatMap(
      ({ id, truckId, plate, facilityId, number, netKg, weighedAt, enteredBy, voided }): LogEntry[] => {
        const about = { truckId, facilityId, ticketNumber: number, kg: netKg, isWeighed: true };
        return [
          { ...about, id, kind: 'ticket', at: weighedAt, by: enteredBy, reason: truckId === null ? plate : null },
          ...(voided
            ? [
                {
                  ...about,
                  id: `${id} void`,
                  kind: 'ticket-void' as const,
                  at: voided.at,
                  by: voided.by,
                  reason: voided.reason,
                },
              ]
            : []),
        ];
      },
    ),
  ];
}
