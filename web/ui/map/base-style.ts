import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { BASE_COLOURS, type MapTheme } from './base-colours.ts';
import { groundLayers } from './base-ground.ts';
import { labelLayers } from './base-labels.ts';
import { roadLayers } from './base-roads.ts';
import { BASE_SOURCE } from './base-source.ts';

/** Data areas (wards) go below the roads, data lines and marks below the names: layers to insert before. */
export const BELOW_ROADS = 'below-roads';
export const BELOW_LABELS = 'below-labels';
/** Below all data that lie over the roads: what is part of the ground itself. */
export const BELOW_DATA = 'below-data';

function anchor(id: string): LayerSpecification {
  return { id, type: 'background', layout: { visibility: 'none' } };
}

/**
 * The style of the area's own base map (layers as in roads/base-map/README.md). It names no glyph server: MapLibre draws
 * text with the page's fonts, which have to be loaded before.
 *
 * @param tilesUrl absolute URL of the PMTiles file
 */
export function baseStyle(theme: MapTheme, tilesUrl: string, attribution: string): StyleSpecification {
  const colours = BASE_COLOURS[theme];
  return {
    version: 8,
    name: `tuyen-xanh-${theme}`,
    sources: { [BASE_SOURCE]: { type: 'vector', url: `pmtiles://${tilesUrl}`, attribution } },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colours.land } },
      ...groundLayers(colours),
      anchor(BELOW_ROADS),
      ...roadLayers(colours),
      anchor(BELOW_DATA),
      anchor(BELOW_LABELS),
      ...labelLayers(colours),
    ],
  };
}
