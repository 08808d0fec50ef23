import type { RouteView } from '../../../domain/plans.ts';
import { itemAt } from '../../../domain/item-at.ts';
import { type Block, stopBlocks } from './blocks.ts';

/** Where the keyboard is on the timeline: on a route's name (`stopId` null) or on one of its blocks. */
export interface Cell {
  routeId: string;
  stopId: string | null;
}

const PAGE_ROWS = 10;

/**
 * The cell an arrow key leads to: left and right along a truck's day, up and down to the block of another truck nearest in
 * time, Home and End to the row's name and its last block. `null` for a key that means nothing here.
 */
export function cellAfter(routes: readonly RouteView[], { routeId, stopId }: Cell, key: string): Cell | null {
  const row = Math.max(
    0,
    routes.findIndex((route) => route.id === routeId),
  );
  const own = itemAt(routes, row);
  const blocks = stopBlocks(own);
  const at = blocks.findIndex((block) => block.stop.id === stopId);
  const along = (index: number): Cell => ({
    routeId: own.id,
    stopId: blocks[Math.min(index, blocks.length - 1)]?.stop.id ?? null,
  });
  const across = (rows: number): Cell => {
    const other = itemAt(routes, Math.max(0, Math.min(routes.length - 1, row + rows)));
    const block = blocks[at];
    return { routeId: other.id, stopId: block ? nearestIn(other, block) : null };
  };
  switch (key) {
    case 'ArrowRight':
      return along(at + 1);
    case 'ArrowLeft':
      return along(Math.max(-1, at - 1));
    case 'Home':
      return along(-1);
    case 'End':
      return along(blocks.length - 1);
    case 'ArrowDown':
      return across(1);
    case 'ArrowUp':
      return across(-1);
    case 'PageDown':
      return across(PAGE_ROWS);
    case 'PageUp':
      return across(-PAGE_ROWS);
    default:
      return null;
  }
}

function nearestIn(route: RouteView, to: Block): string | null {
  const middle = (block: Block) => (block.startMs + block.endMs) / 2;
  const distance = (block: Block) => Math.abs(middle(block) - middle(to));
  const [first, ...rest] = stopBlocks(route);
  return first ? rest.reduce((best, block) => (distance(block) < distance(best) ? block : best), first).stop.id : null;
}
