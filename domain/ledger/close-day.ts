import type { Day } from '../day.ts';
import type { Stream } from '../stream-names.ts';
import { foldVisit } from '../visits/fold-visit.ts';
import {
  type Collected,
  collectedOn,
  type CountedTicket,
  type MassPart,
  type ReportedVisit,
  type TripDestination,
} from './collected.ts';
import { type GeneratingUnit, type Generation, type GenerationBook, generationOn, wholeKgOn } from './generation.ts';
import type { MassByGrade, VisitCounts } from './rates.ts';
import type { LedgerStream } from './ledger-streams.ts';

export interface LedgerVisit extends ReportedVisit {
  /** The unit in force that its point counts to; `null`: none holds the place. */
  readonly unitId: string | null;
  readonly cooperativeId: string | null;
  readonly planned: 'route' | 'unassigned' | 'no';
}

export interface LedgerTicket extends CountedTicket {
  /** Whose truck it is. */
  readonly cooperativeId: string | null;
}

/** All that a day's figures are computed from, in any order. */
export interface DayInputs {
  readonly day: Day;
  /** Units in force on the day. */
  readonly units: readonly GeneratingUnit[];
  readonly book: GenerationBook;
  readonly visits: readonly LedgerVisit[];
  /** Valid ones. */
  readonly tickets: readonly LedgerTicket[];
  readonly destinations: ReadonlyMap<string, TripDestination>;
  /** Streams that a facility treats to standard on the day, by its id. */
  readonly treats: ReadonlyMap<string, ReadonlySet<LedgerStream>>;
}

/** The figures of a cell: kg of a day. */
export interface CellFigures {
  /** By the people and generators of the unit; only in its cell without a cooperative. */
  generatedKg: number;
  /** What the scheduled visits were expected to hold. */
  dueKg: number;
  treatedKg: number;
  mass: MassByGrade;
  visits: VisitCounts;
}

/** One stream of one unit on one day, as far as it is of one cooperative's points. */
export interface Cell extends CellFigures {
  /** `null`: the unassigned line. */
  readonly unitId: string | null;
  readonly stream: LedgerStream;
  readonly cooperativeId: string | null;
  /** What it was computed from, in one order: the same inputs give the same. */
  readonly basis: readonly string[];
}

export interface ClosedDay {
  /** In one order, whatever order the inputs were in. */
  readonly cells: readonly Cell[];
  readonly collected: Collected<LedgerTicket>;
  readonly generation: ReadonlyMap<string, readonly Generation[]>;
}

/** Computes a day of the ledger by the rule of docs/ledger.md. The same inputs give the same, in whatever order they come. */
export function closeDay(inputs: DayInputs): ClosedDay {
  const { day, units, book, visits, tickets, destinations, treats } = inputs;
  const cells = new Map<string, Cell & { basis: string[] }>();
  const cellOf = (unitId: string | null, stream: LedgerStream, cooperativeId: string | null) => {
    const key = `${unitId ?? ''} ${stream} ${cooperativeId ?? ''}`;
    const known = cells.get(key) ?? { unitId, stream, cooperativeId, ...nothing(), basis: [] };
    cells.set(key, known);
    return known;
  };
  const isTreated = (facilityId: string | null, stream: LedgerStream): boolean =>
    facilityId !== null && (treats.get(facilityId)?.has(stream) ?? false);

  const generation = new Map<string, Generation[]>();
  for (const unit of units) {
    const own = generationOn(unit, day, book);
    generation.set(unit.id, own);
    for (const one of own) {
      const cell = cellOf(unit.id, one.stream, null);
      cell.generatedKg = wholeKgOn(one.kgPerDay, day);
      cell.basis.push(basisOfGeneration(one));
    }
  }

  const collected = collectedOn(visits, tickets, destinations);
  for (const visit of visits) {
    const cell = cellOf(visit.unitId, visit.stream, visit.cooperativeId);
    const parts = collected.byVisit.get(visit.id) ?? [];
    const { state, visitGrade } = foldVisit({ ...visit, isOver: true, weighedKg: NOTHING_WEIGHED });
    if (visit.planned !== 'no') {
      cell.visits.scheduled += 1;
      cell.dueKg += visit.expectedKg;
    }
    if (state === 'served') {
      cell.visits.served += 1;
      if (visitGrade === 'confirmed') cell.visits.confirmed += 1;
      if (visitGrade === 'inferred') cell.visits.inferred += 1;
    }
    for (const { grade, kg, facilityId } of parts) {
      cell.mass[grade] += kg;
      if (isTreated(facilityId, visit.stream)) cell.treatedKg += kg;
    }
    cell.basis.push(
      `visit ${visit.id} ${visit.planned} ${visit.expectedKg} ${state} ${visitGrade}`,
      ...parts.map((part) => basisOfPart(visit.id, visit.stream, part, isTreated(part.facilityId, visit.stream))),
    );
  }
  for (const { ticket, stream } of collected.unassigned) {
    const cell = cellOf(null, stream, ticket.cooperativeId);
    const treated = isTreated(ticket.facilityId, stream);
    cell.mass.weighed += ticket.netKg;
    if (treated) cell.treatedKg += ticket.netKg;
    cell.basis.push(`ticket ${ticket.id} ${ticket.netKg} ${ticket.facilityId} ${treated}`);
  }
  const inOrder = [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  return { cells: inOrder.map((cell) => ({ ...cell, basis: cell.basis.sort() })), collected, generation };
}

/** kg that were collected: the sum of what was weighed, measured and estimated. */
export function collectedKg({ weighed, measured, estimated }: MassByGrade): number {
  return weighed + measured + estimated;
}

const NOTHING_WEIGHED: ReadonlyMap<string, number> = new Map();

function nothing(): CellFigures {
  return {
    ...{ generatedKg: 0, dueKg: 0, treatedKg: 0 },
    mass: { weighed: 0, measured: 0, estimated: 0 },
    visits: { scheduled: 0, served: 0, confirmed: 0, inferred: 0 },
  };
}

function basisOfGeneration({ peopleCounted, perPerson, share, generators }: Generation): string {
  const own = generators.map(({ id, kgPerDay }) => `${id}:${kgPerDay}`).join(' ');
  return `generated ${peopleCounted} × ${perPerson?.value ?? 0} × ${share?.value ?? 0} + ${own}`;
}

function basisOfPart(visitId: string, stream: Stream, { grade, kg, facilityId }: MassPart, treated: boolean): string {
  return `mass ${visitId} ${stream} ${grade} ${kg} ${facilityId ?? ''} ${treated}`;
}
