import type { PlanView, RevisionSummary } from '../../../domain/plans.ts';

/**
 * The number of the revision that a proposal for the rest of the day was made from, edited by hand since or not; `null` where a
 * revision is no proposal that waits for somebody to decide.
 */
export function proposedFrom(plan: PlanView | null, number: number | null): number | null {
  const byNumber = new Map((plan?.revisions ?? []).map((revision) => [revision.number, revision]));
  for (let at = byNumber.get(number ?? -1); at && !at.isPublished; at = byNumber.get(at.parentNumber ?? -1)) {
    if (at.origin === 'replanned') return at.parentNumber;
    if (at.origin !== 'edited') return null;
  }
  return null;
}

/** Where the editing of a plan stands. */
export interface History {
  /** The revision that edits build on; `null` where there is none. */
  readonly head: RevisionSummary | null;
  /** What undoing and redoing lead to. */
  readonly undo: number | null;
  readonly redo: number | null;
  readonly published: RevisionSummary | null;
  /** Steps by hand between the head and the revision published before, or the one that was planned. */
  readonly steps: number;
}

/**
 * Reads off a plan's revisions what can be undone and done again: back to what the head was made from, and on to the newest that was
 * made from the head.
 */
export function historyOf(plan: PlanView | null): History {
  const revisions = [...(plan?.revisions ?? [])].sort((a, b) => b.number - a.number);
  const byNumber = new Map(revisions.map((revision) => [revision.number, revision]));
  const head = byNumber.get(plan?.headNumber ?? revisions[0]?.number ?? -1) ?? null;
  const published = revisions.find(({ isPublished }) => isPublished) ?? null;
  const redo =
    head && revisions.find(({ parentNumber, origin }) => parentNumber === head.number && origin === 'edited');
  let steps = 0;
  for (let at = head; at && !at.isPublished && at.origin === 'edited'; steps++) {
    at = byNumber.get(at.parentNumber ?? -1) ?? null;
  }
  return {
    ...{ head, published, steps },
    undo: head?.origin === 'edited' ? head.parentNumber : null,
    redo: redo?.number ?? null,
  };
}
