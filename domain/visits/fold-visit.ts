import { VISIT_GRADES, type VisitGrade, weakerMass, weakerVisit } from '../evidence.ts';
import type { MassGrade } from '../mass-grades.ts';

/** What somebody or a track reported of a visit, or of one of its equal parts. */
export interface VisitReport {
  readonly id: string;
  readonly kind: 'served' | 'skipped';
  readonly doneAt: Date;
  /** Which of how many equal parts; `null`: the whole visit. */
  readonly part: number | null;
  readonly parts: number | null;
  readonly visitGrade: VisitGrade;
  readonly massGrade: MassGrade | null;
  /** As it was reported, in kg. */
  readonly loadKg: number | null;
}

/**
 * What has become of a visit:
 *
 * - `planned`: a published route comes to it, and its day is not over
 * - `served`, `skipped`: all of it was; `partly`: some of it was served
 * - `open`: it was planned, its day is over, and nobody and nothing tells what became of it
 * - `unassigned`: it was due and is in no route; `unplanned`: it is in no published plan
 */
export const VISIT_STATES = ['planned', 'served', 'partly', 'skipped', 'open', 'unassigned', 'unplanned'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

export interface FoldedVisit {
  readonly state: VisitState;
  readonly visitGrade: VisitGrade;
  readonly massGrade: MassGrade;
  /** Taken away, as well as that is known: 0 as long as nothing says that anything was. */
  readonly kg: number;
}

/** What one report decides of a visit. */
export interface Piece<R extends VisitReport> {
  readonly report: R;
  /** How much of the visit, 0…1. */
  readonly share: number;
  /** How much of what the report is about, 0…1: less than 1 where a later one is of a part of the same. */
  readonly ofReport: number;
}

/**
 * Which report decides which part of a visit: of those about the same part the one done last, whatever order they came in; what
 * follows from a track only where nobody said anything. Parts of another revision are laid over those of this one by their share.
 */
export function decidingPieces<R extends VisitReport>(reports: readonly R[]): Piece<R>[] {
  const unique = [...new Map(reports.map((report) => [report.id, report])).values()];
  // People before tracks, and the latest first: the first that covers a stretch decides it.
  const latest = unique.sort(
    (a, b) =>
      VISIT_GRADES.indexOf(a.visitGrade) - VISIT_GRADES.indexOf(b.visitGrade) ||
      b.doneAt.getTime() - a.doneAt.getTime() ||
      (a.id < b.id ? 1 : -1),
  );
  const scale = unique.reduce((most, { parts }) => leastCommon(most, parts ?? 1), 1);
  const decided = new Map<R, number>();
  for (let slot = 0; slot < scale; slot += 1) {
    const report = latest.find((one) => covers(one, slot, scale));
    if (report) decided.set(report, (decided.get(report) ?? 0) + 1);
  }
  return [...decided].map(([report, slots]) => ({
    report,
    share: slots / scale,
    ofReport: (slots / scale) * (report.parts ?? 1),
  }));
}

/**
 * A visit as its reports leave it. Without reports nothing is known of it, whatever was planned: its grade is `none`, and no kg
 * count as taken.
 *
 * @param weighedKg what tickets say of reports, by their ids, in kg
 */
export function foldVisit(visit: {
  readonly reports: readonly VisitReport[];
  readonly planned: 'route' | 'unassigned' | 'no';
  readonly isOver: boolean;
  readonly expectedKg: number;
  readonly weighedKg: ReadonlyMap<string, number>;
}): FoldedVisit {
  const pieces = decidingPieces(visit.reports);
  const served = pieces.filter(({ report }) => report.kind === 'served');
  const servedShare = sumOf(served.map(({ share }) => share));
  const reportedShare = sumOf(pieces.map(({ share }) => share));
  const state = stateOf(visit, isWhole(reportedShare), servedShare);
  const isKnown = state === 'served' || state === 'partly' || state === 'skipped';
  const masses = served.map((piece) => massOf(piece, visit));
  return {
    state,
    visitGrade: isKnown ? pieces.map(({ report }) => report.visitGrade).reduce(weakerVisit, 'confirmed') : 'none',
    massGrade: masses.length > 0 ? masses.map(({ grade }) => grade).reduce(weakerMass, 'weighed') : 'estimated',
    kg: Math.round(sumOf(masses.map(({ kg }) => kg))),
  };
}

function stateOf(
  { planned, isOver }: { readonly planned: 'route' | 'unassigned' | 'no'; readonly isOver: boolean },
  isReported: boolean,
  servedShare: number,
): VisitState {
  if (isWhole(servedShare)) return 'served';
  if (isReported) return servedShare > 0 ? 'partly' : 'skipped';
  if (planned === 'route' && !isOver) return 'planned';
  if (servedShare > 0) return 'partly';
  if (planned === 'route') return 'open';
  return planned === 'unassigned' ? 'unassigned' : 'unplanned';
}

function massOf(
  { report, share, ofReport }: Piece<VisitReport>,
  { expectedKg, weighedKg }: { readonly expectedKg: number; readonly weighedKg: ReadonlyMap<string, number> },
): { kg: number; grade: MassGrade } {
  const weighed = weighedKg.get(report.id);
  if (weighed !== undefined) return { kg: weighed, grade: 'weighed' };
  if (report.loadKg !== null && report.massGrade === 'measured') {
    return { kg: report.loadKg * ofReport, grade: 'measured' };
  }
  return { kg: report.loadKg === null ? expectedKg * share : report.loadKg * ofReport, grade: 'estimated' };
}

function covers({ part, parts }: VisitReport, slot: number, scale: number): boolean {
  if (part === null || parts === null) return true;
  return slot * parts >= (part - 1) * scale && slot * parts < part * scale;
}

function leastCommon(a: number, b: number): number {
  return (a / greatestCommon(a, b)) * b;
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
/** Thirds and the like do not sum to 1 exactly. */
const isWhole = (share: number): boolean => share > 1 - 1e-9;
