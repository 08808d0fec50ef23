import type { Store } from '../../ui/store.ts';
import { findPlaces } from './board-api.ts';
import type { Board, Picked, WholeTrip } from './board-store.ts';
import type { Editing, useEdit } from './editing.ts';
import { movesTo } from './moves.ts';

/** What is dragged is gone from the board's state, wherever it went. */
export const NOTHING_DRAGGED = {
  ...{ dragged: null, draggedTrip: null, places: null, hovered: null, pointer: null },
} as const;

/** Picks up a visit, with everything marked where it is marked itself, or a trip; and asks what every place would cost. */
export function pickUp(board: Store<Board>, editing: Editing | null, what: Picked | WholeTrip): void {
  const { marked } = board.get();
  const draggedTrip = 'visits' in what ? what : null;
  const isMarked = 'visitId' in what && marked.some(({ visitId }) => visitId === what.visitId);
  const dragged = isMarked ? marked : 'visits' in what ? what.visits : [what];
  board.set({ dragged, draggedTrip, draggedFrom: editing?.base ?? null, places: null, hovered: null });
  if (!editing) return;
  findPlaces(editing, { visits: dragged.map(({ visitId }) => visitId) })
    .then((places) => board.get().dragged === dragged && board.set({ places }))
    .catch(() => undefined);
}

/** Lets what is dragged go where it is held: it is moved there, or stays where nothing can take it. @param isOver something can take it */
export function letGo(board: Store<Board>, apply: ReturnType<typeof useEdit>['apply'], isOver: boolean): void {
  const { dragged, draggedTrip, draggedFrom, hovered } = board.get();
  board.set(NOTHING_DRAGGED);
  const place = hovered?.place;
  if (!dragged || !isOver || !place || hovered.isHere) return;
  // What needs a reason, or cannot be, is looked at before it is done.
  if (place.worst) {
    board.set({ dialog: { kind: 'move', picked: dragged, place, ...(draggedTrip && { trip: draggedTrip }) } });
    return;
  }
  const moves = movesTo(
    dragged.map(({ visitId }) => visitId),
    place,
  );
  void apply({ moves }, undefined, draggedFrom ?? undefined);
}
