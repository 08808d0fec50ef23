import type { LayerSpecification } from 'maplibre-gl';
import type { BaseColours } from './base-colours.ts';
import { BASE_SOURCE } from './base-source.ts';

/** Land use, water and buildings. */
export function groundLayers(colours: BaseColours): LayerSpecification[] {
  return [
    {
      id: 'landuse',
      type: 'fill',
      source: BASE_SOURCE,
      'source-layer': 'landuse',
      paint: {
        'fill-color': [
          'match',
          ['get', 'class'],
          'forest',
          colours.forest,
          ['grass', 'sports', 'cemetery'],
          colours.green,
          'farmland',
          colours.farmland,
          'residential',
          colours.residential,
          ['commercial', 'industrial', 'quarry'],
          colours.industrial,
          'landfill',
          colours.landfill,
          ['education', 'health'],
          colours.publicGround,
          colours.land,
        ],
      },
    },
    {
      id: 'water',
      type: 'fill',
      source: BASE_SOURCE,
      'source-layer': 'water',
      paint: { 'fill-color': colours.water },
    },
    {
      id: 'waterways',
      type: 'line',
      source: BASE_SOURCE,
      'source-layer': 'waterways',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colours.water,
        'line-width': [
          'interpolate',
          ['exponential', 1.5],
          ['zoom'],
          9,
          ['match', ['get', 'class'], 'river', 1.2, 0.4],
          16,
          ['match', ['get', 'class'], 'river', 9, 'canal', 6, 2.5],
        ],
      },
    },
    {
      id: 'buildings',
      type: 'fill',
      source: BASE_SOURCE,
      'source-layer': 'buildings',
      minzoom: 14,
      paint: {
        'fill-color': colours.building,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0.3, 15.5, 1],
      },
    },
  ];
}
