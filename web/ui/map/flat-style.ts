import type { StyleSpecification } from 'maplibre-gl';

/** Before the address of a style that is to be read by `flatStyle`. */
export const FLAT_STYLE = 'flat-style';

/** Kinds of layers that the map draws nothing of, see `left-out.ts`. */
const LEFT_OUT_LAYERS: ReadonlySet<string> = new Set(['heatmap', 'hillshade', 'color-relief']);

/**
 * A style of somebody else's as the map draws it: from above on flat ground, without heights, globe and sky, and without layers that
 * show heights or densities.
 */
export function flatStyle(style: StyleSpecification): StyleSpecification {
  const { terrain: _terrain, projection: _projection, sky: _sky, ...flat } = style;
  return { ...flat, layers: style.layers.filter(({ type }) => !LEFT_OUT_LAYERS.has(type)) };
}
