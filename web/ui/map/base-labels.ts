import type { LayerSpecification } from 'maplibre-gl';
import type { BaseColours } from './base-colours.ts';
import { BASE_SOURCE } from './base-source.ts';
import { MAP_FONT, MAP_FONT_STRONG } from './fonts.ts';

/** Names of streets, waters and places, the more important first where they collide. */
export function labelLayers(colours: BaseColours): LayerSpecification[] {
  const paint = { 'text-color': colours.textMinor, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 };
  return [
    {
      id: 'waterway-names',
      type: 'symbol',
      source: BASE_SOURCE,
      'source-layer': 'waterways',
      minzoom: 13,
      filter: ['has', 'name'],
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-font': [MAP_FONT],
        'text-size': 11,
        'text-letter-spacing': 0.08,
      },
      paint: { ...paint, 'text-color': colours.waterText },
    },
    {
      id: 'road-names',
      type: 'symbol',
      source: BASE_SOURCE,
      'source-layer': 'roads',
      minzoom: 12.5,
      filter: ['all', ['has', 'name'], ['!', ['in', ['get', 'class'], ['literal', ['path', 'rail']]]]],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'text-field': ['get', 'name'],
        'text-font': [MAP_FONT],
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, 10.5, 17, 13],
        'text-max-angle': 35,
        'text-padding': 4,
      },
      paint,
    },
    {
      id: 'road-refs',
      type: 'symbol',
      source: BASE_SOURCE,
      'source-layer': 'roads',
      minzoom: 10,
      maxzoom: 14,
      filter: ['has', 'ref'],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 400,
        'text-field': ['get', 'ref'],
        'text-font': [MAP_FONT_STRONG],
        'text-size': 10,
        'text-rotation-alignment': 'viewport',
      },
      paint: { ...paint, 'text-halo-width': 2 },
    },
    {
      id: 'label-names',
      type: 'symbol',
      source: BASE_SOURCE,
      'source-layer': 'labels',
      minzoom: 15,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [MAP_FONT],
        'text-size': 11,
        'text-max-width': 9,
        'text-padding': 6,
      },
      paint: {
        ...paint,
        'text-color': ['match', ['get', 'class'], 'water', colours.waterText, colours.textMinor],
      },
    },
    {
      // Towns, wards and villages are units, which the page writes itself with their figures.
      id: 'place-names',
      type: 'symbol',
      source: BASE_SOURCE,
      'source-layer': 'places',
      minzoom: 13,
      filter: ['in', ['get', 'class'], ['literal', ['quarter', 'neighbourhood', 'hamlet', 'locality']]],
      layout: {
        'symbol-sort-key': ['coalesce', ['get', 'rank'], 9],
        'text-field': ['get', 'name'],
        'text-font': [MAP_FONT_STRONG],
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, 11, 16, 14],
        'text-max-width': 8,
        'text-padding': 8,
      },
      paint: { ...paint, 'text-color': colours.textMinor, 'text-halo-width': 1.8 },
    },
  ];
}
