import { dayToDate } from '../../domain/day.ts';
import type { MassGrade } from '../../domain/mass-grades.ts';
import type { FieldEventInput } from '../../domain/field-events.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import type { FieldEvent, Prisma, Ticket } from '../../prisma/client/client.ts';
import type { ReportedTicket } from '../../records/tickets/store-reported.ts';
import { fieldProblem } from './problems.ts';
import type { PlannedStop, PlannedVisit } from '../../records/visits/planned-stops.ts';
import { isAroundDay, isAroundWork } from './tolerance.ts';
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
  /** Whether the report itself says where its mass comes from. */
  readonly namesMass: boolean;
  /** Whether the report itself names its stop. */
  readonly namesStop: boolean;
  readonly ticket: ReportedTicket | null;
}

/** What kind of stop a report of this kind is about; the others are about no stop. */
const STOP_OF_KIND: Readonly<Record<string, string>> = { served: 'point', skipped: 'point', unloaded: 'unload' };

interface Fault {
  readonly path: string;
  readonly message: string;
}

/**
 * Makes the rows of a batch, each with the grades of its evidence, see {@link massGradeOf}: that it was done is
 * confirmed by who reports it.
 *
 * @throws Problem `event-does-not-fit` with every fault named by its path
 */
export function eventRows(
  inputs: readonly FieldEventInput[],
  known: {
    readonly townId: string;
    readonly truckIds: ReadonlySet<string>;
    readonly stops: ReadonlyMap<string, PlannedStop>;
    readonly visits: ReadonlyMap<string, PlannedVisit>;
    readonly timeZone: string;
    readonly reportedBy: string;
    /** Nothing can have been done after this. */
    readonly latest: Date;
    readonly words: FaultWords;
  },
): EventRows[] {
  const faults: Fault[] = [];
  const rows = inputs.map((input, index) => {
    const fault = (member: string, message: string) => faults.push({ path: `body.events.${index}.${member}`, message });
    const visit = input.visitId ? known.visits.get(input.visitId) : undefined;
    const stop = input.stopId ? known.stops.get(input.stopId) : onlyStopOf(visit, input.truckId);
    const wanted = STOP_OF_KIND[input.kind];
    if (!known.truckIds.has(input.truckId)) fault('truckId', known.words.unknownTruck);
    const doneAt = new Date(input.doneAt);
    const isAhead = doneAt > known.latest;
    if (isAhead) fault('doneAt', known.words.inTheFuture);
    if (input.stopId && !stop) fault('stopId', known.words.unknownStop);
    else if (stop && stop.truckId !== input.truckId) fault('stopId', known.words.stopOfAnotherTruck);
    else if (wanted && stop?.kind !== wanted && !(input.visitId && !input.stopId))
      fault('stopId', known.words.wrongStop);
    // Yesterday's stop is another day's. A wrong clock says nothing of the stop: that phone waits, and is not told that its stop is wrong.
    else if (stop && !isAhead && !isAroundWork(doneAt, stop.routeStartsAt, stop.routeEndsAt))
      fault(input.stopId ? 'stopId' : 'visitId', known.words.stopOfAnotherDay);
    else if (visit && !stop && !isAhead && !isAroundDay(doneAt, visit.day, known.timeZone))
      fault('visitId', known.words.stopOfAnotherDay);
    if (input.visitId && !visit) fault('visitId', known.words.unknownVisit);
    else if (visit && wanted !== 'point') fault('visitId', known.words.visitOnlyWithServed);
    else if (visit && stop && stop.visitId !== visit.id) fault('visitId', known.words.visitOfAnotherStop);
    // A visit is one stream of a point: what is told of another is told of no visit that anybody planned.
    const planned = stop?.kind === 'point' ? stop.stream : visit?.stream;
    if (wanted === 'point' && planned && input.stream && input.stream !== planned)
      fault('stream', known.words.anotherStream);
    if (input.ticket && input.kind !== 'unloaded') fault('ticket', known.words.ticketOnlyWithUnloaded);
    return rowsOf(input, stop, visit, known);
  });
  if (faults.length > 0) throw fieldProblem('event-does-not-fit', {}, { errors: faults });
  return rows;
}

/**
 * The one stop at which the published revision has a truck serve a visit. Where it takes several parts of it, or none, a
 * report that names no stop is of the whole visit.
 */
function onlyStopOf(visit: PlannedVisit | undefined, truckId: string): PlannedStop | undefined {
  const stops = visit?.stopsOfTruck.get(truckId) ?? [];
  return stops.length === 1 ? stops[0] : undefined;
}

/** What is said of a fault, in one language. */
export interface FaultWords {
  readonly unknownTruck: string;
  readonly unknownStop: string;
  readonly stopOfAnotherTruck: string;
  readonly wrongStop: string;
  readonly unknownVisit: string;
  readonly visitOnlyWithServed: string;
  readonly visitOfAnotherStop: string;
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
    unknownVisit: 'không có lượt thu gom này trong khu vực',
    visitOnlyWithServed: 'chỉ báo cáo served và skipped mới nêu lượt thu gom',
    visitOfAnotherStop: 'lượt thu gom này không phải của điểm dừng đã nêu',
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
    unknownVisit: 'no such visit in the area',
    visitOnlyWithServed: 'only served and skipped name a visit',
    visitOfAnotherStop: 'this visit is not the one of the stop named with it',
    stopOfAnotherDay: 'this stop is of another day’s plan',
    inTheFuture: 'this time has not come yet',
    anotherStream: 'this stop is planned for another stream',
    ticketOnlyWithUnloaded: 'only unloaded comes with a ticket',
  },
};

function rowsOf(
  input: FieldEventInput,
  stop: PlannedStop | undefined,
  visit: PlannedVisit | undefined,
  { townId, reportedBy }: { readonly townId: string; readonly reportedBy: string },
): EventRows {
  const { id, truckId, ticket } = input;
  const doneAt = new Date(input.doneAt);
  const netKg = ticket ? ticket.grossKg - ticket.tareKg : null;
  const stream = input.stream ?? stop?.stream ?? visit?.stream ?? null;
  const day = stop?.day ?? visit?.day;
  const isOfVisit = STOP_OF_KIND[input.kind] === 'point';
  return {
    namesStream: Boolean(input.stream),
    namesStop: Boolean(input.stopId),
    namesMass: Boolean(input.mass),
    event: {
      id,
      townId,
      truckId,
      kind: input.kind,
      day: day ? dayToDate(day) : null,
      visitId: isOfVisit ? (stop?.visitId ?? visit?.id ?? null) : null,
      visitPart: isOfVisit ? (stop?.visitPart ?? null) : null,
      visitParts: isOfVisit ? (stop?.visitParts ?? null) : null,
      shiftId: stop?.shiftId ?? null,
      tripNumber: stop?.tripNumber ?? null,
      breakNumber: stop?.breakNumber ?? null,
      stopId: stop?.id ?? null,
      pointId: stop?.kind === 'point' ? stop.pointId : (visit?.pointId ?? null),
      facilityId: stop?.kind === 'unload' ? stop.facilityId : null,
      stream,
      loadKg: netKg ?? input.mass?.kg ?? input.loadKg ?? null,
      reason: input.reason ?? null,
      visitGrade: 'confirmed',
      massGrade: massGradeOf(input, stop),
      massHow: input.mass?.how ?? null,
      lon: input.position?.[0] ?? null,
      lat: input.position?.[1] ?? null,
      doneAt,
      deviceDoneAt: input.deviceDoneAt ? new Date(input.deviceDoneAt) : null,
      reportedBy,
      photoIds: input.photoIds ?? [],
      source: input.source ?? 'app',
      isTimeKnown: input.source !== 'paper' || input.isTimeKnown !== false,
    },
    ticket:
      ticket && netKg !== null && stop?.facilityId
        ? {
            townId,
            facilityId: stop.facilityId,
            truckId,
            number: ticket.number,
            streams: stream === null ? [] : [stream],
            grossKg: ticket.grossKg,
            tareKg: ticket.tareKg,
            netKg,
            weighedAt: doneAt,
            day: dayToDate(stop.day),
            trip: stop.tripNumber === null ? null : { shiftId: stop.shiftId, tripNumber: stop.tripNumber },
            enteredBy: reportedBy,
            fieldEventId: id,
          }
        : null,
  };
}

/**
 * How well the mass of a report is known; `null` where it is about none. Measured is what somebody typed, or read off how full
 * the containers were. Nothing is said where none is given, where the page's default was left as it was, or, by those that do
 * not tell where it comes from, where it is what the plan expected to the kilogram, which earlier versions of the driver's page
 * sent by themselves.
 */
function massGradeOf({ kind, ticket, mass, loadKg }: FieldEventInput, stop: PlannedStop | undefined): MassGrade | null {
  if (ticket) return 'weighed';
  if (kind !== 'served' && kind !== 'unloaded') return null;
  if (mass) return mass.how === 'default' ? 'estimated' : 'measured';
  const isReckoned = loadKg !== null && loadKg !== undefined && loadKg !== stop?.expectedKg;
  return isReckoned ? 'measured' : 'estimated';
}

/** Whether what is stored under the id says the same, whoever reported it and whenever it arrived. */
export function saysTheSame(rows: EventRows, stored: FieldEvent & { readonly ticket: Ticket | null }): boolean {
  const { event, namesStream, ticket } = rows;
  const sameEvent =
    stored.kind === event.kind &&
    stored.truckId === event.truckId &&
    stored.visitId === event.visitId &&
    // A stop's row may have gone with its plan since. Which stop a report of a visit alone is of, depends on what was
    // published when it came.
    (stored.stopId === null || !rows.namesStop || stored.stopId === event.stopId) &&
    (!namesStream || stored.stream === event.stream) &&
    stored.loadKg === event.loadKg &&
    (!rows.namesMass || stored.massGrade === event.massGrade) &&
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
