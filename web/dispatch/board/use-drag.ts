import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { type RefObject, useEffect, useRef } from 'react';
import type { Place } from '../../../domain/plan-edits.ts';
import { type Hovered, type Picked, useBoardStore, type WholeTrip } from './board-store.ts';
import { letGo, pickUp } from './drag.ts';
import { type Editing, useEdit, useEditing } from './editing.ts';

/** What a place to drop on says of itself while something is over it. */
type Locate = (
  places: readonly Place[],
  input: { clientX: number; clientY: number },
  moved: ReadonlySet<string>,
) => Hovered | null;

/**
 * Lets an element be dragged with what it stands for: a trip, or a visit with everything marked where it is marked itself.
 *
 * @param find gives the element, from one inside it
 */
export function useDraggable(
  inside: RefObject<HTMLElement | null>,
  find: (element: HTMLElement) => HTMLElement | null,
  what: Picked | WholeTrip | null,
): void {
  const board = useBoardStore();
  const editing = useEditing();
  const latest = useRef<{ editing: Editing | null; what: Picked | WholeTrip | null }>({ editing, what });
  useEffect(() => {
    latest.current = { editing, what };
  });
  const canDrag = editing?.canEdit === true && what !== null;
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
        const { what: own, editing: now } = latest.current;
        if (own) pickUp(board, now, own);
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
        onDrop: ({ location }) => letGo(board, latest.current, location.current.dropTargets.length > 0),
      }),
    [board],
  );
}
