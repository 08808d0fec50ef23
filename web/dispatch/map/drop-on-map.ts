import type { Place } from '../../../domain/plan-edits.ts';
import type { StopOnRoute } from '../day-model.ts';
import type { Hovered } from '../board/board-store.ts';
import { hoveredBeside, hoveredOnTruck } from '../board/moves.ts';

/** What lies on the map where something is held: a stop's mark, the way to a stop, or a truck. */
export type Under =
  | { readonly kind: 'stop' | 'leg'; readonly entry: StopOnRoute }
  | { readonly kind: 'truck'; readonly truckId: string; readonly number: number };

/**
 * What is told while visits are held over the map. On a stop they would come in before or behind it, on the way to a stop before it,
 * on a truck at its best place; of several things that lie there, a stop counts before a truck, a truck before the ways, and of equals
 * the place that costs least.
 *
 * @param places the best first
 * @returns `null` where nothing lies that could take them
 */
export function hoveredOnMap(
  places: readonly Place[],
  under: readonly Under[],
  moved: ReadonlySet<string>,
): Hovered | null {
  for (const kind of ['stop', 'truck', 'leg'] as const) {
    const found = under.flatMap((one) => (one.kind === kind ? candidates(places, one, moved) : []));
    const [first] = found;
    if (!first) continue;
    const rank = ({ place, isHere }: Hovered) => (place && !isHere ? places.indexOf(place) : places.length);
    return found.reduce((best, one) => (rank(one) < rank(best) ? one : best), first);
  }
  return null;
}

function candidates(places: readonly Place[], under: Under, moved: ReadonlySet<string>): Hovered[] {
  if (under.kind === 'truck') return [hoveredOnTruck(places, under.truckId, under.number)];
  const { route, stop } = under.entry;
  // On itself nothing would change.
  const isOwn = under.kind === 'stop' && stop.visitId !== null && moved.has(stop.visitId);
  const edges = isOwn || under.kind === 'leg' ? (['before'] as const) : (['before', 'after'] as const);
  return edges.map((edge) => {
    const hovered = hoveredBeside(places, route, stop, edge, moved);
    return isOwn ? { ...hovered, isHere: true } : hovered;
  });
}
