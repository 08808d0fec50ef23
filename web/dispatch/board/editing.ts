import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import type { LockView } from '../../../domain/plan-edits.ts';
import type { PlanView } from '../../../domain/plans.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { command } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { useLayoutStore } from '../layout/layout.ts';
import { conflictOf, type Edit, keepEdit, locksQuery, pointHead } from './board-api.ts';
import { useBoardStore } from './board-store.ts';
import { type History, historyOf, proposedFrom } from './history.ts';

/** What the parts of the page need to edit the plan that is on screen. */
export interface Editing {
  readonly day: string;
  readonly planId: string;
  /** Number of the revision that edits build on. */
  readonly base: number;
  readonly history: History;
  /** Somebody may, and looks at what they would edit. */
  readonly canEdit: boolean;
  /** What edits build on is what is on screen. */
  readonly isShown: boolean;
  readonly locks: readonly LockView[];
  /** What is on screen is a proposal for the rest of the day, made from this revision; else `null`. */
  readonly proposedFrom: number | null;
}

export const EditingContext = createContext<Editing | null>(null);

/** `null` where there is no plan to edit. */
export function useEditing(): Editing | null {
  return useContext(EditingContext);
}

const NO_LOCKS: LockView[] = [];

/** The editing of the day's plan as it stands, for {@link EditingContext}. */
export function useEditingOf(day: string, plan: PlanView | null, shown: number | null): Editing | null {
  const mayMake = usePermission('plan.make');
  const history = historyOf(plan);
  const locks = useQuery(locksQuery(day, history.head ? (plan?.id ?? null) : null)).data ?? NO_LOCKS;
  if (!plan || !history.head) return null;
  const base = history.head.number;
  const canEdit = mayMake && shown === base;
  return {
    day,
    planId: plan.id,
    base,
    history,
    canEdit,
    isShown: shown === base,
    locks,
    proposedFrom: proposedFrom(plan, shown),
  };
}

/** Carries out edits, undo and redo, and shows what came of them. */
export function useEdit() {
  const editing = useEditing();
  const board = useBoardStore();
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/dispatch' });

  const layout = useLayoutStore();
  const mayPublish = usePermission('plan.publish');
  /** Step by step, where somebody prefers that and the crews have a plan already. */
  const publishStep = async (number: number): Promise<void> => {
    if (!editing?.history.published || !mayPublish || !layout.get().publishesSteps) return;
    await command(`/api/plans/${editing.planId}/publish`, { body: { revision: number } });
  };

  const show = async (number: number): Promise<void> => {
    if (!editing) return;
    await queryClient.invalidateQueries({ queryKey: ['plan-of', editing.day] });
    await navigate({ search: (before) => ({ ...before, revision: number }), replace: true });
  };

  return {
    /**
     * Keeps an edit. What stands in the way is told on the board: somebody else's edit, or a rule.
     *
     * @param base on another revision than the one that is shown, where somebody applies theirs on top
     * @returns whether it was kept
     */
    apply: async (edit: Edit, reason?: string, base = editing?.base): Promise<boolean> => {
      if (!editing || base === undefined) return false;
      board.set({ failure: null });
      try {
        const kept = await keepEdit({ planId: editing.planId, base }, edit, reason);
        board.set({ marked: [], conflict: null, dialog: null, change: null });
        await publishStep(kept.number);
        await show(kept.number);
        return true;
      } catch (error) {
        const conflict = conflictOf(error);
        // An answer can be lost on its way though the edit was kept: the page shows what is so.
        if (!conflict) void queryClient.invalidateQueries({ queryKey: ['plan-of', editing.day] });
        board.set(
          conflict
            ? { conflict: { ...conflict, edit, reason }, dialog: null, change: null }
            : { failure: messageOf(error), conflict: null },
        );
        return false;
      }
    },
    /** Has editing go on from another revision. */
    goTo: async (to: number): Promise<void> => {
      if (!editing) return;
      board.set({ failure: null, marked: [] });
      try {
        await pointHead(editing, to);
        await publishStep(to);
      } catch (error) {
        board.set({ failure: messageOf(error) });
      }
      await show(to);
    },
    show,
  };
}
