import { dateToDay } from '../../domain/day.ts';
import { massGradeSchema, visitGradeSchema } from '../../domain/evidence.ts';
import type { ClosedDay, DayInputs, LedgerVisit } from '../../domain/ledger/close-day.ts';
import type { WhyTicket, WhyVisit } from '../../domain/ledger/why.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

export interface WhyNames {
  pointOf(visitId: string): Pick<WhyVisit, 'pointId' | 'pointCode' | 'pointName'>;
  eventsOf(visitId: string): WhyVisit['events'];
  readonly tickets: ReadonlyMap<string, Omit<WhyTicket, 'shareKg' | 'isTreated'>>;
  readonly facilities: ReadonlyMap<string, { readonly code: string; readonly name: string }>;
}

/** What the points, tickets, facilities and reports of some days are called, as far as they are asked for. */
export async function readWhyNames(
  prisma: PrismaClient,
  townId: string,
  computed: readonly { readonly inputs: DayInputs; readonly closed: ClosedDay }[],
  isAsked: (visit: LedgerVisit) => boolean,
): Promise<WhyNames> {
  const visitIds = computed.flatMap(({ inputs }) => inputs.visits.filter(isAsked).map(({ id }) => id));
  const ticketIds = computed.flatMap(({ inputs }) => inputs.tickets.map(({ id }) => id));
  const [visits, tickets, facilities] = await Promise.all([
    prisma.visit.findMany({
      where: { townId, id: { in: visitIds } },
      select: {
        id: true,
        point: { select: { id: true, code: true, name: true } },
        fieldEvents: {
          where: { kind: { in: ['served', 'skipped'] }, retractedAt: null },
          include: { truck: { select: { code: true } } },
          orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
        },
      },
    }),
    prisma.ticket.findMany({
      where: { townId, id: { in: ticketIds } },
      include: { facility: { select: { code: true, name: true } }, truck: { select: { code: true } } },
    }),
    prisma.facility.findMany({ where: { townId }, select: { id: true, code: true, name: true } }),
  ]);
  const byVisit = new Map(visits.map((visit) => [visit.id, visit]));
  return {
    pointOf(id) {
      const point = byVisit.get(id)?.point;
      return { pointId: point?.id ?? id, pointCode: point?.code ?? '', pointName: point?.name ?? '' };
    },
    eventsOf: (id) =>
      (byVisit.get(id)?.fieldEvents ?? []).map((event) => ({
        ...{ id: event.id, kind: event.kind === 'served' ? 'served' : 'skipped', doneAt: event.doneAt.toISOString() },
        ...{ truckCode: event.truck.code, loadKg: event.loadKg, reason: event.reason },
        visitGrade: visitGradeSchema.parse(event.visitGrade),
        massGrade: event.massGrade === null ? null : massGradeSchema.parse(event.massGrade),
      })),
    tickets: new Map(
      tickets.map(({ id, day, number, facility, truck, plate, netKg, weighedAt, state }) => [
        id,
        {
          ...{ id, day: dateToDay(day), number, facilityCode: facility.code, facilityName: facility.name, netKg },
          ...{ truckCode: truck?.code ?? plate ?? '', weighedAt: weighedAt.toISOString() },
          state: state === 'void' ? 'void' : 'valid',
        },
      ]),
    ),
    facilities: new Map(facilities.map(({ id, code, name }) => [id, { code, name }])),
  };
}
