import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { type RefObject, useEffect, useRef } from 'react';
import type { Place } from '../../../domain/plan-edits.ts';
import { findPlaces } from './board-api.ts';
import { type Hovered, type Picked, useBoardStore } from './board-store.ts';
import { type Editing, useEdit, useEditing } from './editing.ts';
import { movesTo } from './moves.ts';

/** What a place to drop on says of itself while something is over it. */
type Locate = (
  places: readonly Place[],
  input: { clientX: number; clientY: number },
  moved: ReadonlySet<string>,
) => Hovered;

/**
 * Lets an element be dragged with what it stands for: with everything marked, where it is marked itself.
 *
 * @param find gives the element, from one inside it
 */
export function useDraggable(
  inside: RefObject<HTMLElement | null>,
  find: (element: HTMLElement) => HTMLElement | null,
  picked: Picked | null,
): void {
  const board = useBoardStore();
  const editing = useEditing();
  const latest = useRef<{ editing: Editing | null; picked: Picked | null }>({ editing, picked });
  useEffect(() => {
    latest.current = { editing, picked };
  });
  const canDrag = editing?.canEdit === true && picked !== null;
  useEffect(() => {
    const element = inside.current && find(inside.current);
    if (!element || !canDrag) return;
    return draggable({
      element,
      getInitialData: () => ({ kind: 'visits' }),
      // The tag beside the pointer says what is dragged.
      onGenerateDragPreview: ({ nativeSetDragImage }) =>
        setCustomNativeDragPreview({ nativeSetDragImage, render: () => undefined }),
      onDragStart: () => {
        const own = latest.current.picked;
        const { marked } = board.get();
        if (!own) return;
        const dragged = marked.some(({ visitId }) => visitId === own.visitId) ? marked : [own];
        const { editing: now } = latest.current;
        board.set({ dragged, draggedFrom: now?.base ?? null, places: null, hovered: null });
        if (!now) return;
        findPlaces(
          now,
          dragged.map(({ visitId }) => visitId),
        )
          .then((places) => board.get().dragged === dragged && board.set({ places }))
          .catch(() => undefined);
      },
    });
    // `find` only leads from the one element to the other.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [canDrag, board, inside]);
}

/** Lets visits be dropped on an element. */
export function useDropTarget(
  inside: RefObject<HTMLElement | null>,
  find: (element: HTMLElement) => HTMLElement | null,
  locate: Locate | null,
): void {
  const board = useBoardStore();
  const canEdit = useEditing()?.canEdit === true;
  const latest = useRef(locate);
  useEffect(() => {
    latest.current = locate;
  });
  const isTarget = locate !== null && canEdit;
  useEffect(() => {
    const element = inside.current && find(inside.current);
    if (!element || !isTarget) return;
    const look: NonNullable<Parameters<typeof dropTargetForElements>[0]['onDrag']> = ({ location }) => {
      const { places, dragged } = board.get();
      if (!latest.current || location.current.dropTargets[0]?.element !== element) return;
      const moved = new Set(dragged?.map(({ visitId }) => visitId));
      const hovered = latest.current(places ?? [], location.current.input, moved);
      if (JSON.stringify(hovered) !== JSON.stringify(board.get().hovered)) board.set({ hovered });
    };
    return dropTargetForElements({
      element,
      canDrop: () => board.get().dragged !== null,
      getData: () => ({}),
      onDragEnter: look,
      onDrag: look,
      onDragLeave: () => board.set({ hovered: null }),
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isTarget, board, inside]);
}

/** Follows what is dragged over the page, and moves it where it is let go. One a page. */
export function useDropping(): void {
  const board = useBoardStore();
  const { apply } = useEdit();
  const latest = useRef(apply);
  useEffect(() => {
    latest.current = apply;
  });
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data['kind'] === 'visits',
        onDrag: ({ location }) => {
          const { clientX: x, clientY: y } = location.current.input;
          board.set({ pointer: { x, y } });
        },
        onDrop: ({ location }) => {
          const { dragged, draggedFrom, hovered } = board.get();
          const isOver = location.current.dropTargets.length > 0;
          board.set({ dragged: null, places: null, hovered: null, pointer: null });
          const place = hovered?.place;
          if (!dragged || !isOver || !place || hovered.isHere) return;
          // What needs a reason, or cannot be, is looked at before it is done.
          if (place.worst) board.set({ dialog: { kind: 'move', picked: dragged, place } });
          else
            void latest.current(
              movesTo(
                dragged.map(({ visitId }) => visitId),
                place,
              ),
              undefined,
              draggedFrom ?? undefined,
            );
        },
      }),
    [board],
  );
}
