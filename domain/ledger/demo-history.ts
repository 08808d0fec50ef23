import { addDays, type Day, isoWeekday } from '../day.ts';
import type { ComplaintKind } from '../complaints/kinds.ts';
import type { VisitGrade } from '../evidence.ts';
import type { MassGrade } from '../mass-grades.ts';
import type { SkipReason } from '../skip-reasons.ts';
import type { Stream } from '../stream-names.ts';

/** What the made-up history of a made-up town is drawn from. */
export interface HistoryTown {
  readonly points: readonly HistoryPoint[];
  readonly trucks: readonly HistoryTruck[];
  /** Where each stream is taken. */
  readonly siteOf: ReadonlyMap<Stream, string>;
  /** kg a day that a unit generates of a stream. */
  generatedKg(unitId: string, stream: Stream): number;
}
export interface HistoryPoint {
  readonly id: string;
  readonly code: string;
  readonly unitId: string;
  readonly unitCode: string;
  /** Who collects there; `null`: nobody known. */
  readonly cooperativeId: string | null;
  readonly cooperativeCode: string | null;
  readonly streams: readonly {
    readonly stream: Stream;
    readonly expectedKgPerDay: number;
    readonly weekdays: readonly number[];
  }[];
}
export interface HistoryTruck {
  readonly truckId: string;
  readonly shiftId: string;
  readonly cooperativeCode: string;
  readonly streams: readonly Stream[];
  readonly capacityKg: number;
  readonly tareKg: number;
  readonly startSecond: number;
  readonly weekdays: readonly number[];
}

export interface HistoryStop {
  readonly pointId: string;
  readonly stream: Stream;
  readonly expectedKg: number;
  readonly outcome: 'served' | 'skipped' | 'not-reported';
  /** Why it was skipped. */
  readonly reason: SkipReason | null;
  readonly visitGrade: VisitGrade;
  readonly massGrade: MassGrade;
  /** As the crew told it; `null`: it did not. */
  readonly loadKg: number | null;
  readonly atSecond: number;
  /** What a resident said of it; `null`: mostly nothing. */
  readonly complaint: HistoryComplaint | null;
}
export interface HistoryComplaint {
  readonly kind: ComplaintKind;
  readonly isJustified: boolean;
  /** Days after it that the office answers. */
  readonly answeredAfter: number;
}
export interface HistoryTrip {
  readonly truck: HistoryTruck;
  readonly number: number;
  readonly facilityId: string;
  readonly stops: readonly HistoryStop[];
  readonly unloadedAtSecond: number;
  /** Net mass of its ticket; `null`: none was kept. */
  readonly ticketKg: number | null;
}

/** The first and the last day of the history. */
export interface HistorySpan {
  readonly from: Day;
  readonly to: Day;
}

/** Phường Lam Sơn: its truck was sold, since when more is left every month. */
const DRIFTING = '14815';
/** Xã Quang Trung: much was left until a collection day was added. */
const RECOVERING = '14824';
/** Tổ dịch vụ vệ sinh số 3: brings what it collects and weighs nothing. */
const NOT_WEIGHING = 'TDV-3';
/** First days of the lunar year. */
const NEW_YEARS: readonly Day[] = ['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13'];

/** From an unloading to the next trip: out of the gate. */
const BETWEEN_TRIPS_SECONDS = 600;
const DAY_MILLISECONDS = 86_400_000;
const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS;

/**
 * What share of its waste a unit leaves on a day, 0…1: the stories of the demo. A ward drifts below its target since a truck was sold
 * ten months ago, a commune recovers since a collection day was added seven months ago, and little is taken around the lunar new
 * year.
 */
export function leftShare(unitCode: string, day: Day, to: Day): number {
  const ago = daysBetween(day, to);
  const holiday = NEW_YEARS.some((first) => Math.abs(daysBetween(first, day) - 0.5) <= 2) ? 0.4 : 0;
  if (unitCode === DRIFTING) return Math.max(holiday, 0.008 + 0.085 * Math.max(0, 1 - ago / 300));
  if (unitCode === RECOVERING) return Math.max(holiday, 0.015 + 0.13 * Math.min(1, Math.max(0, (ago - 150) / 60)));
  return Math.max(holiday, 0.004 + 0.003 * chance(unitCode));
}

/** A month, five before the last, of whose tickets a good part was lost. */
function isOfLostTickets(day: Day, to: Day): boolean {
  const months = (text: Day): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return months(to) - months(day) === 5;
}

/**
 * One day of a made-up history: trips with what was planned, what became of it and what was weighed. Drawn from the day and the codes
 * alone: the same town and span give the same day. Days before the end are served as planned, so that nothing is left to be made up
 * for when the history ends; what a unit leaves then is missing from its loads.
 */
export function historyOfDay(town: HistoryTown, day: Day, { to }: HistorySpan): HistoryTrip[] {
  const weekday = isoWeekday(day);
  const isNearEnd = daysBetween(day, to) < 15;
  const trucks = town.trucks.filter(({ weekdays }) => weekdays.includes(weekday));
  const trips: HistoryTrip[] = [];
  /** By shift how many trips it has made, and when it is free for the next. */
  const done = new Map<string, { trips: number; freeAt: number }>();
  const doneBy = ({ shiftId, startSecond }: HistoryTruck) => done.get(shiftId) ?? { trips: 0, freeAt: startSecond };
  // What few trucks take comes first: the others then fetch more of the rest.
  const fetched = [...town.siteOf]
    .map(([stream, facilityId]) => ({
      ...{ stream, facilityId },
      able: trucks.filter(({ streams }) => streams.includes(stream)),
    }))
    .sort((a, b) => a.able.length - b.able.length);
  for (const { stream, facilityId, able } of fetched) {
    if (able.length === 0) continue;
    const weights = new Map<string, number>();
    for (const { unitId, streams } of town.points) {
      const held = streams.find((one) => one.stream === stream);
      weights.set(unitId, (weights.get(unitId) ?? 0) + (held?.expectedKgPerDay ?? 0));
    }
    const due = town.points
      .flatMap((point) => {
        const held = point.streams.find((one) => one.stream === stream);
        if (!held?.weekdays.includes(weekday)) return [];
        const generated = town.generatedKg(point.unitId, stream);
        const weight = weights.get(point.unitId) ?? 0;
        const perDay =
          generated > 0 && weight > 0 ? (generated * held.expectedKgPerDay) / weight : held.expectedKgPerDay;
        return [{ point, kg: perDay * daysSinceLast(held.weekdays, weekday) }];
      })
      .sort((a, b) => (a.point.unitCode + a.point.code < b.point.unitCode + b.point.code ? -1 : 1));
    // A team fetches what is its own; where it has no truck for a stream the others take it along.
    const teams = new Set(able.map(({ cooperativeCode }) => cooperativeCode));
    for (const team of [...teams, null]) {
      const visits = due.filter(({ point: { cooperativeCode } }) =>
        team === null ? cooperativeCode === null || !teams.has(cooperativeCode) : cooperativeCode === team,
      );
      const own = able.filter(({ cooperativeCode }) => team === null || cooperativeCode === team);
      const turn = Math.floor(chance(`${day} ${stream}`) * own.length);
      let open: { point: HistoryPoint; kg: number }[] = [];
      const next = (): HistoryTruck | undefined => {
        const byTurns = [...own.slice(turn), ...own.slice(0, turn)];
        const workedBy = (truck: HistoryTruck): number => doneBy(truck).freeAt - truck.startSecond;
        return byTurns.sort((a, b) => workedBy(a) - workedBy(b))[0];
      };
      const close = (): void => {
        const truck = next();
        if (open.length === 0 || !truck) return;
        const { trips: before, freeAt } = doneBy(truck);
        const number = before + 1;
        const trip = tripOf({ truck, number, facilityId, stream, day, to, isNearEnd, startsAt: freeAt }, open);
        done.set(truck.shiftId, { trips: number, freeAt: trip.unloadedAtSecond + BETWEEN_TRIPS_SECONDS });
        trips.push(trip);
        open = [];
      };
      for (const visit of visits) {
        const truck = next();
        const aboard = open.reduce((sum, { kg }) => sum + kg, 0);
        if (truck && open.length > 0 && aboard + visit.kg > truck.capacityKg * 0.95) close();
        open.push(visit);
      }
      close();
    }
  }
  return trips;
}

/** Where a truck was sold the others are full; elsewhere a gate is closed, or what is put out is not sorted. */
function reasonOf(unitCode: string, luck: number): SkipReason {
  if (unitCode === DRIFTING && luck < 0.8) return 'truck-full';
  return luck < 0.5 ? 'gate-closed' : luck < 0.8 ? 'not-sorted' : 'road-blocked';
}

/** Of what was left one in twenty-five is complained of, of what was taken hardly any; a gate that was closed is nobody's fault who collects. */
function complaintOf(
  isLeft: boolean,
  reason: SkipReason | null,
  luck: (of: string) => number,
): HistoryComplaint | null {
  if (luck('complaint') >= (isLeft ? 0.04 : 0.0003)) return null;
  return {
    kind: isLeft ? 'not-collected' : luck('complaint kind') < 0.5 ? 'late' : 'dirty',
    isJustified: reason === null || reason === 'truck-full',
    answeredAfter: 1 + Math.floor(3 * luck('answer')),
  };
}

/** Days whose waste lies there on a collection day: since the one before it. */
function daysSinceLast(weekdays: readonly number[], weekday: number): number {
  for (let back = 1; back < 7; back += 1) if (weekdays.includes(((weekday - back + 6) % 7) + 1)) return back;
  return 7;
}

function tripOf(
  trip: Pick<HistoryTrip, 'truck' | 'number' | 'facilityId'> & {
    readonly stream: Stream;
    readonly day: Day;
    readonly to: Day;
    readonly isNearEnd: boolean;
    /** Second of the day. */
    readonly startsAt: number;
  },
  visits: readonly { readonly point: HistoryPoint; readonly kg: number }[],
): HistoryTrip {
  const { truck, number, facilityId, stream, day, to, isNearEnd, startsAt } = trip;
  const weighs = truck.cooperativeCode !== NOT_WEIGHING;
  const told = visits.map(({ point, kg }, index) => {
    const luck = (of: string): number => chance(`${day} ${point.code} ${stream} ${of}`);
    const left = leftShare(point.unitCode, day, to);
    const isLeft = !isNearEnd && luck('left') < left;
    const actualKg = kg * (0.995 + 0.06 * (luck('kg') - 0.5)) * (isNearEnd ? 1 - left : 1);
    const isMeasured = !weighs && luck('measured') < 0.35;
    const reason = isLeft && luck('how') < 0.6 ? reasonOf(point.unitCode, luck('reason')) : null;
    const stop: HistoryStop = {
      ...{ pointId: point.id, stream, expectedKg: Math.max(1, Math.round(kg)) },
      outcome: !isLeft ? 'served' : reason !== null ? 'skipped' : 'not-reported',
      reason,
      complaint: complaintOf(isLeft, reason, luck),
      visitGrade: luck('grade') < 0.88 ? 'confirmed' : 'inferred',
      massGrade: isMeasured ? 'measured' : 'estimated',
      loadKg: isMeasured ? Math.round(actualKg) : null,
      atSecond: startsAt + 900 + index * 240,
    };
    return { stop, kg: isLeft ? 0 : actualKg };
  });
  const netKg = Math.round(told.reduce((sum, { kg }) => sum + kg, 0) / 10) * 10;
  const isLost = isOfLostTickets(day, to) && chance(`${day} ${truck.shiftId} ${number} lost`) < 0.45;
  return {
    ...{ truck, number, facilityId, stops: told.map(({ stop }) => stop) },
    unloadedAtSecond: startsAt + 900 + visits.length * 240 + 1200,
    ticketKg: weighs && !isLost && netKg > 0 ? netKg : null,
  };
}

/** A number of 0…1 that a text always gives (FNV-1a, stirred once more). */
function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000;
}

/** The days of a span, in order. */
export function daysOfSpan({ from, to }: HistorySpan): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}
