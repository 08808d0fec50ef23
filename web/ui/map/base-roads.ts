import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { BaseColours } from './base-colours.ts';
import { BASE_SOURCE } from './base-source.ts';

/** Width of a road's surface in pixels at zoom 9, 13 and 18; casing adds to it. */
const WIDTHS: Record<string, readonly [number, number, number]> = {
  motorway: [1.6, 5, 26],
  trunk: [1.4, 4.6, 24],
  primary: [1, 3.8, 21],
  secondary: [0.7, 3, 18],
  tertiary: [0.4, 2.3, 16],
  minor: [0, 1.3, 13],
  service: [0, 0.5, 8],
};
const CLASSES = Object.keys(WIDTHS);
const MAJOR = ['motorway', 'trunk', 'primary', 'secondary'];

function width(extra: number): ExpressionSpecification {
  const at = (index: 0 | 1 | 2, add: number): ExpressionSpecification =>
    [
      'match',
      ['get', 'class'],
      ...Object.entries(WIDTHS).flatMap(([name, widths]) => [name, widths[index] === 0 ? 0 : widths[index] + add]),
      0.5,
    ] as unknown as ExpressionSpecification;
  return [
    'interpolate',
    ['exponential', 1.6],
    ['zoom'],
    9,
    at(0, extra * 0.4),
    13,
    at(1, extra),
    18,
    at(2, extra * 1.4),
  ];
}

const sortKey = [
  'match',
  ['get', 'class'],
  ...CLASSES.flatMap((name, at) => [name, CLASSES.length - at]),
  0,
] as unknown as ExpressionSpecification;

/** Roads by class with casing, tracks and paths dashed, the railway. */
export function roadLayers(colours: BaseColours): LayerSpecification[] {
  const roads: FilterSpecification = ['in', ['get', 'class'], ['literal', CLASSES]];
  const common = { source: BASE_SOURCE, 'source-layer': 'roads' } as const;
  return [
    {
      id: 'paths',
      type: 'line',
      ...common,
      minzoom: 13,
      filter: ['in', ['get', 'class'], ['literal', ['track', 'path']]],
      paint: {
        'line-color': colours.path,
        'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 13, 0.6, 18, 2.5],
        'line-dasharray': [3, 1.5],
      },
    },
    {
      id: 'roads-casing',
      type: 'line',
      ...common,
      filter: roads,
      layout: { 'line-cap': 'butt', 'line-join': 'round', 'line-sort-key': sortKey },
      paint: { 'line-color': colours.roadCasing, 'line-width': width(1.5) },
    },
    {
      id: 'roads',
      type: 'line',
      ...common,
      filter: roads,
      layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': sortKey },
      paint: {
        'line-color': ['match', ['get', 'class'], MAJOR, colours.roadMajor, colours.roadMinor],
        'line-width': width(0),
      },
    },
    {
      id: 'rail',
      type: 'line',
      ...common,
      filter: ['==', ['get', 'class'], 'rail'],
      paint: {
        'line-color': colours.rail,
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 13, 1.2, 18, 3],
      },
    },
    {
      id: 'rail-sleepers',
      type: 'line',
      ...common,
      minzoom: 12,
      filter: ['==', ['get', 'class'], 'rail'],
      paint: {
        'line-color': colours.rail,
        'line-width': ['interpolate', ['linear'], ['zoom'], 12, 3, 18, 9],
        'line-dasharray': [0.25, 3],
      },
    },
    {
      id: 'boundaries',
      type: 'line',
      source: BASE_SOURCE,
      'source-layer': 'boundaries',
      paint: { 'line-color': colours.boundary, 'line-width': 0.8, 'line-dasharray': [4, 2] },
    },
  ];
}
