import type { LonLat } from '../../../domain/geo.ts';

export type TileId = readonly [z: number, x: number, y: number];

/** From this zoom on tiles are small, and only those beside the way are wanted. */
const CLOSE_ZOOM = 12;

/**
 * The tiles that show a way and what lies beside it, the coarsest first: below zoom 12 all of the way's surroundings, from there on
 * each tile of the way with its eight neighbours.
 */
export function tilesAround(way: readonly LonLat[], zooms: { readonly min: number; readonly max: number }): TileId[] {
  if (way.length === 0) return [];
  const ids = new Map<string, TileId>();
  const add = (z: number, x: number, y: number): void => {
    const most = 2 ** z - 1;
    if (x < 0 || y < 0 || x > most || y > most) return;
    ids.set(`${z}/${x}/${y}`, [z, x, y]);
  };
  for (let z = zooms.min; z <= zooms.max; z++) {
    const places = way.map((place) => tileOf(place, z));
    if (z < CLOSE_ZOOM) {
      const xs = places.map(([x]) => x);
      const ys = places.map(([, y]) => y);
      for (let x = least(xs) - 1; x <= greatest(xs) + 1; x++)
        for (let y = least(ys) - 1; y <= greatest(ys) + 1; y++) add(z, x, y);
      continue;
    }
    let before = places[0];
    for (const [x, y] of places) {
      // Between two places of a way no tile is left out.
      const [bx, by] = before ?? [x, y];
      before = [x, y];
      const steps = Math.max(Math.abs(x - bx), Math.abs(y - by), 1);
      for (let step = 0; step < steps; step++) {
        const cx = Math.round(x + ((bx - x) * step) / steps);
        const cy = Math.round(y + ((by - y) * step) / steps);
        for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) add(z, cx + dx, cy + dy);
      }
    }
  }
  return [...ids.values()];
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

/** Column and row of the Web Mercator tile that a place lies in. */
function tileOf([lon, lat]: LonLat, z: number): readonly [number, number] {
  const size = 2 ** z;
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return [Math.floor(((lon + 180) / 360) * size), Math.floor(y * size)];
}
