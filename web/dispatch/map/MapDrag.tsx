import { type MapMouseEvent, useMap } from '@vis.gl/react-maplibre';
import { useEffect, useRef } from 'react';
import { useBoardStore } from '../board/board-store.ts';
import { letGo, NOTHING_DRAGGED, pickUp } from '../board/drag.ts';
import { useEdit, useEditing } from '../board/editing.ts';
import { pickedOf } from '../board/picked.ts';
import { useDropTarget } from '../board/use-drag.ts';
import type { DayModel } from '../day-model.ts';
import { hoverOf, useSelectionStore } from '../selection.ts';
import { useCalledTo } from '../urgent/urgent-store.ts';
import { hoveredOnMap, type Under } from './drop-on-map.ts';

/** Pixels one moves before a press is a drag; less is a click that chooses. */
const DRAG_PIXELS = 5;
/** Pixels around the pointer in which something counts as under it. */
const REACH_PIXELS = 6;
const LAYERS = ['points', 'trucks', 'routes'];

type Map = NonNullable<ReturnType<typeof useMap>['current']>;

/**
 * Lets a stop be dragged on the map by its mark, with the price beside the pointer, and takes what is dragged here from list and
 * timeline. Escape puts it back. Fingers move the map; they have "Move to…".
 */
export function MapDrag({ model }: { model: DayModel }) {
  const { current: map } = useMap();
  const board = useBoardStore();
  const selection = useSelectionStore();
  const editing = useEditing();
  const { apply } = useEdit();
  const isPicking = useCalledTo((s) => s.isPicking);
  const inside = useRef<HTMLSpanElement>(null);
  const latest = useRef({ model, editing, apply });
  useEffect(() => {
    latest.current = { model, editing, apply };
  });
  const canDrag = editing?.canEdit === true && !isPicking;

  useDropTarget(inside, sectionOf, (places, input, moved) =>
    map ? hoveredOnMap(places, underPointer(map, model, input), moved) : null,
  );

  useEffect(() => {
    if (!map || !canDrag) return;
    let stop: (() => void) | null = null;
    const press = (event: MapMouseEvent) => {
      const own =
        event.originalEvent.button === 0 ? visitAt(map, latest.current.model, event, selection.get().truckId) : null;
      if (!own) return;
      // The stop is dragged, not the map.
      event.preventDefault();
      const { clientX, clientY } = event.originalEvent;
      let isDragging = false;
      const move = (at: MouseEvent) => {
        const isFar = Math.hypot(at.clientX - clientX, at.clientY - clientY) > DRAG_PIXELS;
        if (!isDragging && isFar) {
          isDragging = true;
          pickUp(board, latest.current.editing, own);
        }
        if (!isDragging) return;
        const { places, dragged } = board.get();
        const moved = new Set(dragged?.map(({ visitId }) => visitId));
        const isOnMap = at.target instanceof Node && map.getContainer().contains(at.target);
        const { model: shown } = latest.current;
        const hovered = isOnMap ? hoveredOnMap(places ?? [], underPointer(map, shown, at), moved) : null;
        board.set({ pointer: { x: at.clientX, y: at.clientY }, hovered });
        // Of several things that lie there, the one that is priced stands out.
        const entry = hovered && shown.stops.get(hovered.stopId ?? '');
        if (entry) selection.set(hoverOf(entry));
      };
      const drop = () => {
        stop?.();
        if (isDragging) letGo(board, latest.current.apply, true);
      };
      const cancel = () => {
        stop?.();
        if (isDragging) board.set(NOTHING_DRAGGED);
      };
      const key = (pressed: KeyboardEvent) => {
        if (pressed.key !== 'Escape' || !isDragging) return;
        // What was chosen stays chosen.
        pressed.preventDefault();
        pressed.stopPropagation();
        cancel();
      };
      window.addEventListener('mousemove', move);
      window.addEventListener('mouseup', drop);
      window.addEventListener('keydown', key, true);
      window.addEventListener('blur', cancel);
      stop = () => {
        window.removeEventListener('mousemove', move);
        window.removeEventListener('mouseup', drop);
        window.removeEventListener('keydown', key, true);
        window.removeEventListener('blur', cancel);
        stop = null;
      };
    };
    map.on('mousedown', press);
    return () => {
      map.off('mousedown', press);
      stop?.();
    };
  }, [map, canDrag, board, selection]);

  return <span ref={inside} hidden />;
}

const sectionOf = (element: HTMLElement): HTMLElement | null => element.closest('section');

/** The visit whose mark is pressed: of several at one point the chosen truck's, and one that no truck takes where none does. */
function visitAt(map: Map, model: DayModel, { point }: MapMouseEvent, truckId: string | null) {
  const [mark] = map.getLayer('points') ? map.queryRenderedFeatures(point, { layers: ['points'] }) : [];
  const pointId = mark?.properties['pointId'] as string | undefined;
  if (pointId === undefined) return null;
  const entries = (model.stopsOfPoint.get(pointId) ?? []).toSorted(
    (a, b) => Number(b.route.truckId === truckId) - Number(a.route.truckId === truckId),
  );
  for (const entry of entries) {
    const picked = pickedOf(model, entry);
    if (picked) return picked;
  }
  const left = model.unservedOfPoint.get(pointId)?.find(({ visitId }) => !model.visitStates.has(visitId));
  return left ? { visitId: left.visitId, name: left.name, loadKg: left.loadKg } : null;
}

function underPointer(map: Map, model: DayModel, { clientX, clientY }: { clientX: number; clientY: number }): Under[] {
  const { left, top } = map.getContainer().getBoundingClientRect();
  const [x, y] = [clientX - left, clientY - top];
  const around = [
    [x - REACH_PIXELS, y - REACH_PIXELS],
    [x + REACH_PIXELS, y + REACH_PIXELS],
  ] as [[number, number], [number, number]];
  const layers = LAYERS.filter((id) => map.getLayer(id));
  return map.queryRenderedFeatures(around, { layers }).flatMap(({ layer, properties }): Under[] => {
    if (layer.id === 'points') {
      return (model.stopsOfPoint.get(properties['pointId']) ?? []).map((entry) => ({ kind: 'stop', entry }));
    }
    if (layer.id === 'trucks') {
      return [{ kind: 'truck', truckId: properties['truckId'], number: Number(properties['number']) }];
    }
    const entry = model.stops.get(properties['stopId']);
    return entry ? [{ kind: 'leg', entry }] : [];
  });
}
