import { itemAt } from '../../domain/item-at.ts';
import { isInside, signedArea, type Xy } from './plane.ts';

/** A surface with its holes; rings are not closed, the outer one runs counter-clockwise. */
export interface Patch {
  outer: Xy[];
  holes: Xy[][];
}

/**
 * Where `field` is above `threshold` within a box, by marching squares on a grid of `cellMetres`.
 * Patches smaller than `leastSquareMetres` are left out, and so are such holes.
 */
export function contours(
  field: (at: Xy) => number,
  threshold: number,
  [west, south, east, north]: readonly [number, number, number, number],
  cellMetres: number,
  leastSquareMetres: number,
): Patch[] {
  const columns = Math.floor((east - west) / cellMetres) + 1;
  const rows = Math.floor((north - south) / cellMetres) + 1;
  const height = Float64Array.from({ length: columns * rows }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    // The rim counts as outside, so that every contour closes.
    if (column === 0 || row === 0 || column === columns - 1 || row === rows - 1) return OUTSIDE;
    return field([west + column * cellMetres, south + row * cellMetres]) - threshold;
  });
  const next = new Map<string, { to: string; at: Xy }>();
  const corner = (column: number, row: number): number => height[row * columns + column] ?? OUTSIDE;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const [sw, se] = [corner(column, row), corner(column + 1, row)];
      const [nw, ne] = [corner(column, row + 1), corner(column + 1, row + 1)];
      const sides = {
        south: side(`h${column}/${row}`, [column, row], [column + 1, row], sw, se),
        east: side(`v${column + 1}/${row}`, [column + 1, row], [column + 1, row + 1], se, ne),
        north: side(`h${column}/${row + 1}`, [column, row + 1], [column + 1, row + 1], nw, ne),
        west: side(`v${column}/${row}`, [column, row], [column, row + 1], sw, nw),
      };
      const code = (sw > 0 ? 1 : 0) + (se > 0 ? 2 : 0) + (ne > 0 ? 4 : 0) + (nw > 0 ? 8 : 0);
      for (const [from, to] of SEGMENTS[code] ?? []) {
        const [start, end] = [sides[from], sides[to]];
        next.set(start.key, { to: end.key, at: [west + start.at[0] * cellMetres, south + start.at[1] * cellMetres] });
      }
    }
  }
  return assemble(traceRings(next), leastSquareMetres);
}

/** What stands on the rim and beyond it: just below the threshold. */
const OUTSIDE = -1e-3;

type Side = 'south' | 'east' | 'north' | 'west';

/** For each pattern of corners inside (1 SW, 2 SE, 4 NE, 8 NW) the lines through the cell, inside on the left hand. */
const SEGMENTS: readonly (readonly (readonly [Side, Side])[])[] = [
  [],
  [['south', 'west']],
  [['east', 'south']],
  [['east', 'west']],
  [['north', 'east']],
  [
    ['south', 'west'],
    ['north', 'east'],
  ],
  [['north', 'south']],
  [['north', 'west']],
  [['west', 'north']],
  [['south', 'north']],
  [
    ['west', 'north'],
    ['east', 'south'],
  ],
  [['east', 'north']],
  [['west', 'east']],
  [['south', 'east']],
  [['west', 'south']],
  [],
];

function side(key: string, a: Xy, b: Xy, heightA: number, heightB: number): { key: string; at: Xy } {
  const share = heightA === heightB ? 0.5 : Math.min(0.95, Math.max(0.05, heightA / (heightA - heightB)));
  return { key, at: [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share] };
}

function traceRings(next: Map<string, { to: string; at: Xy }>): Xy[][] {
  const rings: Xy[][] = [];
  const left = new Set(next.keys());
  for (const start of next.keys()) {
    const ring: Xy[] = [];
    for (let key = start; left.delete(key); ) {
      const step = next.get(key);
      if (!step) break;
      ring.push(step.at);
      key = step.to;
    }
    if (ring.length > 3) rings.push(ring);
  }
  return rings;
}

function assemble(rings: Xy[][], leastSquareMetres: number): Patch[] {
  const large = rings.filter((ring) => Math.abs(signedArea(ring)) >= leastSquareMetres);
  const patches: Patch[] = large.filter((ring) => signedArea(ring) > 0).map((outer) => ({ outer, holes: [] }));
  patches.sort((a, b) => signedArea(a.outer) - signedArea(b.outer));
  for (const hole of large.filter((ring) => signedArea(ring) < 0)) {
    const at = itemAt(hole, 0);
    patches.find((patch) => isInside(at, patch.outer))?.holes.push(hole);
  }
  return patches;
}
