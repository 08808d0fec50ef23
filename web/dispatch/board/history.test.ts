import { expect, test } from 'vitest';
import type { PlanView } from '../../../domain/plans.ts';
import { historyOf, proposedFrom } from './history.ts';

const planOf = (parents: (number | null)[], published: number | null, headNumber: number | null = null) =>
  ({
    headNumber,
    revisions: parents.map((parentNumber, k) => ({
      ...{ number: k + 1, parentNumber, isPublished: k + 1 === published },
      origin: parentNumber === null ? 'planned' : 'edited',
    })),
  }) as unknown as PlanView;

test('edits build on the newest, and each can be undone down to what was planned', () => {
  expect(historyOf(planOf([null, 1, 2], 1))).toMatchObject({ head: { number: 3 }, undo: 2, redo: null, steps: 2 });
  expect(historyOf(planOf([null], null))).toMatchObject({ head: { number: 1 }, undo: null, redo: null, steps: 0 });
  expect(historyOf(null)).toMatchObject({ head: null, undo: null, redo: null });
});

test('a proposal stays one while it is edited by hand, and is none once it was published', () => {
  const origins = ['planned', 'replanned', 'edited', 'edited'];
  const plan = (published: number) => {
    const made = planOf([null, 1, 2, 3], published);
    return { ...made, revisions: made.revisions.map((r, k) => ({ ...r, origin: origins[k] })) } as PlanView;
  };
  expect([1, 2, 3, 4].map((number) => proposedFrom(plan(1), number))).toEqual([null, 1, 1, 1]);
  expect([2, 3].map((number) => proposedFrom(plan(2), number))).toEqual([null, null]);
  expect(proposedFrom(null, 1)).toBeNull();
});

test('what was undone can be done again, until something else is done', () => {
  expect(historyOf(planOf([null, 1, 2], 1, 2))).toMatchObject({ head: { number: 2 }, undo: 1, redo: 3, steps: 1 });
  expect(historyOf(planOf([null, 1, 2, 2], 1))).toMatchObject({ head: { number: 4 }, undo: 2, redo: null, steps: 2 });
  // Undone twice, the newest way leads on.
  expect(historyOf(planOf([null, 1, 1], 1, 1))).toMatchObject({ redo: 3, steps: 0 });
});

test('steps are counted from the last that was published', () => {
  expect(historyOf(planOf([null, 1, 2, 3], 3))).toMatchObject({ published: { number: 3 }, steps: 1, undo: 3 });
});
