import type { MassGrade } from '../mass-grades.ts';
import type { Stream } from '../stream-names.ts';
import { apportion } from '../tickets/apportion.ts';
import { decidingPieces, type Piece, type VisitReport } from '../visits/fold-visit.ts';
import type { LedgerStream } from './ledger-streams.ts';

/** A report with the trip that took what it tells of. */
export interface TripReport extends VisitReport {
  /** Names the trip; `null`: of none. */
  readonly trip: string | null;
  /** The crew told the mass by how full the containers were. */
  readonly isByFill: boolean;
}

/** A visit of the day, with all that was reported of it. */
export interface ReportedVisit {
  readonly id: string;
  readonly stream: Stream;
  /** As the plan expected it, or the register where none had it. */
  readonly expectedKg: number;
  readonly reports: readonly TripReport[];
}

/** A valid ticket of the day. */
export interface CountedTicket {
  readonly id: string;
  readonly netKg: number;
  /** What was aboard; empty: nobody said. */
  readonly streams: readonly Stream[];
  readonly trip: string | null;
  readonly facilityId: string;
  /** What its truck may carry; empty: not a truck of the town. */
  readonly truckStreams: readonly Stream[];
}

/** Where a trip was unloaded, as its crew reported it, and where the published plan has it unload. */
export interface TripDestination {
  readonly reported: string | null;
  readonly planned: string | null;
}

/** A part of a ticket that one visit has. */
export interface TicketShare {
  readonly ticketId: string;
  readonly visitId: string;
  readonly stream: Stream;
  readonly facilityId: string;
  readonly kg: number;
}

/** Mass of a visit of one grade that went to one place. */
export interface MassPart {
  readonly grade: MassGrade;
  readonly kg: number;
  /** `null`: nothing tells. */
  readonly facilityId: string | null;
  readonly how: 'ticket' | 'reported' | 'planned' | null;
}

export interface Collected<T extends CountedTicket = CountedTicket> {
  /** By the visits' ids; visits of which nothing was served have no part. */
  readonly byVisit: ReadonlyMap<string, readonly MassPart[]>;
  readonly shares: readonly TicketShare[];
  /** Tickets that no visit can have: of no trip, or of one that took nothing they can be of. */
  readonly unassigned: readonly { readonly ticket: T; readonly stream: LedgerStream }[];
}

interface Loaded {
  readonly visit: ReportedVisit;
  readonly piece: Piece<TripReport>;
  readonly measuredKg: number | null;
  readonly expectedKg: number;
}

/**
 * What was collected on a day. Each valid ticket goes to the visits that its trip served and that it can be of, in proportion to
 * their measured loads where all have one, else to the expected × how full they were; what no ticket is of counts as it was measured,
 * else as it was expected. A visit that nobody reported counts as nothing. Every kilogram of a ticket is in the answer exactly once.
 */
export function collectedOn<T extends CountedTicket>(
  visits: readonly ReportedVisit[],
  tickets: readonly T[],
  destinations: ReadonlyMap<string, TripDestination>,
): Collected<T> {
  const loaded = visits.flatMap(loadedOf);
  const byTrip = grouped(loaded, ({ piece }) => piece.report.trip);
  const shares: TicketShare[] = [];
  const unassigned: { ticket: T; stream: LedgerStream }[] = [];
  const weighed = new Map<string, TicketShare[]>();
  for (const ticket of [...tickets].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const ofTrip = ticket.trip === null ? [] : (byTrip.get(ticket.trip) ?? []);
    const of = ofTrip.filter(({ visit }) => ticket.streams.length === 0 || ticket.streams.includes(visit.stream));
    if (of.length === 0) unassigned.push({ ticket, stream: streamOf(ticket) });
    const parts = apportion(
      ticket.netKg,
      of.map(({ piece, measuredKg, expectedKg }) => ({ id: piece.report.id, measuredKg, expectedKg })),
    );
    for (const { visit, piece } of of) {
      const kg = parts.get(piece.report.id) ?? 0;
      const share = { ticketId: ticket.id, visitId: visit.id, stream: visit.stream, facilityId: ticket.facilityId, kg };
      shares.push(share);
      weighed.set(piece.report.id, [...(weighed.get(piece.report.id) ?? []), share]);
    }
  }
  const byVisit = new Map<string, MassPart[]>();
  for (const [visitId, of] of grouped(loaded, ({ visit }) => visit.id)) {
    byVisit.set(visitId, [
      ...of.flatMap(({ piece }) => weighedParts(weighed.get(piece.report.id) ?? [])),
      ...unweighedParts(
        of.filter(({ piece }) => !weighed.has(piece.report.id)),
        destinations,
      ),
    ]);
  }
  return { byVisit, shares, unassigned };
}

function loadedOf(visit: ReportedVisit): Loaded[] {
  return decidingPieces(visit.reports).flatMap((piece) => {
    const { report, share, ofReport } = piece;
    if (report.kind !== 'served') return [];
    const isMeasured = report.massGrade === 'measured' && report.loadKg !== null;
    const ownKg = (report.loadKg ?? 0) * ofReport;
    return [
      {
        visit,
        piece,
        measuredKg: isMeasured ? ownKg : null,
        // How full the containers were × what was expected is what the crew told.
        expectedKg: isMeasured && report.isByFill ? ownKg : visit.expectedKg * share,
      },
    ];
  });
}

const weighedParts = (shares: readonly TicketShare[]): MassPart[] =>
  shares.map(({ kg, facilityId }) => ({ grade: 'weighed', kg, facilityId, how: 'ticket' }));

/** Whole kg: the parts of one grade together are right to the kilogram. */
function unweighedParts(of: readonly Loaded[], destinations: ReadonlyMap<string, TripDestination>): MassPart[] {
  const sums = { measured: 0, estimated: 0 };
  return of.map(({ visit, piece: { report, share, ofReport }, measuredKg }) => {
    const grade = measuredKg === null ? 'estimated' : 'measured';
    const exact = measuredKg ?? (report.loadKg === null ? visit.expectedKg * share : report.loadKg * ofReport);
    const before = sums[grade];
    sums[grade] = before + exact;
    const to = report.trip === null ? undefined : destinations.get(report.trip);
    return {
      grade,
      kg: Math.round(sums[grade]) - Math.round(before),
      facilityId: to?.reported ?? to?.planned ?? null,
      how: to?.reported ? 'reported' : to?.planned ? 'planned' : null,
    };
  });
}

/** What a ticket without visits is of: as it says, else the one stream its truck carries. */
function streamOf({ streams, truckStreams }: CountedTicket): LedgerStream {
  const [only, other] = streams.length > 0 ? streams : truckStreams;
  return only !== undefined && other === undefined ? only : 'unknown';
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
