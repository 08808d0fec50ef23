import type { EvidenceGrade } from '../../domain/evidence.ts';
import type { FieldEventInput } from '../../domain/field-events.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import type { FieldEvent, Prisma, Ticket } from '../../prisma/client/client.ts';
import { fieldProblem } from './problems.ts';
import type { PlannedStop } from './planned-stops.ts';
import { isAroundWork } from './tolerance.ts';
import type { Language } from '../../domain/languages.ts';

/** The rows a reported event becomes. */
export interface EventRows {
  readonly event: Prisma.FieldEventCreateManyInput & {
    readonly id: string;
    readonly doneAt: Date;
    readonly deviceDoneAt: Date | null;
  };
  /** Whether the report itself names its stream; else that is known of its stop. */
  readonly namesStream: boolean;
  readonly ticket: (Prisma.TicketUncheckedCreateInput & { readonly fieldEventId: string }) | null;
}

/** What kind of stop a report of this kind is about; the others are about no stop. */
const STOP_OF_KIND: Readonly<Record<string, string>> = { served: 'point', skipped: 'point', unloaded: 'unload' };

interface Fault {
  readonly path: string;
  readonly message: string;
}

/**
 * Makes the rows of a batch, each with the grade of its evidence, see {@link gradeOf}.
 *
 * @throws Problem `event-does-not-fit` with every fault named by its path
 */
export function eventRows(
  inputs: readonly FieldEventInput[],
  known: {
    readonly townId: string;
    readonly truckIds: ReadonlySet<string>;
    readonly stops: ReadonlyMap<string, PlannedStop>;
    readonly reportedBy: string;
    /** Nothing can have been done after this. */
    readonly latest: Date;
    readonly words: FaultWords;
  },
): EventRows[] {
  const faults: Fault[] = [];
  const rows = inputs.map((input, index) => {
    const fault = (member: string, message: string) => faults.push({ path: `body.events.${index}.${member}`, message });
    const stop = input.stopId ? known.stops.get(input.stopId) : undefined;
    const wanted = STOP_OF_KIND[input.kind];
    if (!known.truckIds.has(input.truckId)) fault('truckId', known.words.unknownTruck);
    const doneAt = new Date(input.doneAt);
    const isAhead = doneAt > known.latest;
    if (isAhead) fault('doneAt', known.words.inTheFuture);
    if (input.stopId && !stop) fault('stopId', known.words.unknownStop);
    else if (stop && stop.truckId !== input.truckId) fault('stopId', known.words.stopOfAnotherTruck);
    else if (wanted && stop?.kind !== wanted) fault('stopId', known.words.wrongStop);
    // Yesterday's stop is another day's. A wrong clock says nothing of the stop: that phone waits, and is not told that its stop is wrong.
    else if (stop && !isAhead && !isAroundWork(doneAt, stop.routeStartsAt, stop.routeEndsAt))
      fault('stopId', known.words.stopOfAnotherDay);
    // A visit is one stream of a point: what is told of another is told of no visit that anybody planned.
    if (wanted === 'point' && stop?.kind === 'point' && input.stream && input.stream !== stop.stream)
      fault('stream', known.words.anotherStream);
    if (input.ticket && input.kind !== 'unloaded') fault('ticket', known.words.ticketOnlyWithUnloaded);
    return rowsOf(input, stop, known);
  });
  if (faults.length > 0) throw fieldProblem('event-does-not-fit', {}, { errors: faults });
  return rows;
}

/** What is said of a fault, in one language. */
export interface FaultWords {
  readonly unknownTruck: string;
  readonly unknownStop: string;
  readonly stopOfAnotherTruck: string;
  readonly wrongStop: string;
  readonly stopOfAnotherDay: string;
  readonly inTheFuture: string;
  readonly anotherStream: string;
  readonly ticketOnlyWithUnloaded: string;
}

export const FAULT_WORDS: Readonly<Record<Language, FaultWords>> = {
  vi: {
    unknownTruck: 'không có xe này trong khu vực',
    unknownStop: 'không có điểm dừng này trong kế hoạch nào của khu vực',
    stopOfAnotherTruck: 'điểm dừng này thuộc về xe khác',
    wrongStop: 'cần điểm dừng đúng loại: điểm thu gom cho served và skipped, nơi đổ rác cho unloaded',
    stopOfAnotherDay: 'điểm dừng này thuộc kế hoạch của ngày khác',
    inTheFuture: 'thời điểm này chưa đến',
    anotherStream: 'điểm dừng này được xếp lịch cho loại rác khác',
    ticketOnlyWithUnloaded: 'chỉ báo cáo unloaded mới có phiếu cân',
  },
  en: {
    unknownTruck: 'no such truck in the area',
    unknownStop: 'no such stop in any plan of the area',
    stopOfAnotherTruck: 'this stop is of another truck',
    wrongStop: 'wants a stop of its kind: a collection point for served and skipped, a disposal site for unloaded',
    stopOfAnotherDay: 'this stop is of another day’s plan',
    inTheFuture: 'this time has not come yet',
    anotherStream: 'this stop is planned for another stream',
    ticketOnlyWithUnloaded: 'only unloaded comes with a ticket',
  },
};

function rowsOf(
  input: FieldEventInput,
  stop: PlannedStop | undefined,
  { townId, reportedBy }: { readonly townId: string; readonly reportedBy: string },
): EventRows {
  const { id, truckId, ticket } = input;
  const doneAt = new Date(input.doneAt);
  const netKg = ticket ? ticket.grossKg - ticket.tareKg : null;
  const stream = input.stream ?? stop?.stream ?? null;
  return {
    namesStream: Boolean(input.stream),
    event: {
      id,
      townId,
      truckId,
      kind: input.kind,
      stopId: stop?.id ?? null,
      pointId: stop?.kind === 'point' ? stop.pointId : null,
      facilityId: stop?.kind === 'unload' ? stop.facilityId : null,
      stream,
      loadKg: netKg ?? input.loadKg ?? null,
      reason: input.reason ?? null,
      grade: gradeOf(input, stop),
      lon: input.position?.[0] ?? null,
      lat: input.position?.[1] ?? null,
      doneAt,
      deviceDoneAt: input.deviceDoneAt ? new Date(input.deviceDoneAt) : null,
      reportedBy,
    },
    ticket:
      ticket && netKg !== null && stop?.facilityId
        ? {
            townId,
            facilityId: stop.facilityId,
            truckId,
            number: ticket.number,
            stream,
            grossKg: ticket.grossKg,
            tareKg: ticket.tareKg,
            netKg,
            weighedAt: doneAt,
            fieldEventId: id,
          }
        : null,
  };
}

/**
 * How well a report is known. A person says that something was done; of a mass they say nothing where they give none, or
 * where it is what the plan expected to the kilogram, which earlier versions of the driver's page sent by themselves.
 */
function gradeOf(input: FieldEventInput, stop: PlannedStop | undefined): EvidenceGrade {
  if (input.ticket) return 'weighed';
  if (input.kind !== 'served' && input.kind !== 'unloaded') return 'confirmed';
  const isReckoned = input.loadKg !== null && input.loadKg !== undefined && input.loadKg !== stop?.expectedKg;
  return isReckoned ? 'confirmed' : 'estimated';
}

/** Whether what is stored under the id says the same, whoever reported it and whenever it arrived. */
export function saysTheSame(rows: EventRows, stored: FieldEvent & { readonly ticket: Ticket | null }): boolean {
  const { event, namesStream, ticket } = rows;
  const sameEvent =
    stored.kind === event.kind &&
    stored.truckId === event.truckId &&
    // A stop's row may have gone with its plan since; its point or facility stays.
    (stored.stopId === null || stored.stopId === event.stopId) &&
    (!namesStream || stored.stream === event.stream) &&
    stored.loadKg === event.loadKg &&
    stored.reason === event.reason &&
    stored.lon === event.lon &&
    stored.lat === event.lat &&
    stored.doneAt.getTime() === event.doneAt.getTime() &&
    stored.deviceDoneAt?.getTime() === event.deviceDoneAt?.getTime();
  const sameTicket =
    // Numbers were once stored as they were written.
    (stored.ticket ? ticketNumber(stored.ticket.number) : undefined) === ticket?.number &&
    stored.ticket?.grossKg === ticket?.grossKg &&
    stored.ticket?.tareKg === ticket?.tareKg;
  return sameEvent && sameTicket;
}
