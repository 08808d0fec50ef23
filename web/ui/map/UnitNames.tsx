import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import { MAP_FONT_STRONG } from './fonts.ts';
import { labelPoints } from './label-points.ts';
import { shortUnitName } from './short-unit-name.ts';
import { useMapGround } from './TownMap.tsx';

interface Props {
  /** Of the source, and the beginning of its layers' ids. */
  id: string;
  /** The units' surfaces, each with a `name`, a `figure` that may be empty, and perhaps a `mark`: the icon after it. */
  units: FeatureCollection;
  /** From this zoom on they are no longer written. */
  maxzoom?: number;
}

const INK = {
  light: { text: '#1f1f23', halo: '#ffffff' },
  dark: { text: '#f4f4f5', halo: '#0e0e10' },
} as const;

/** From this zoom on there is room for the kind of a unit beside its name. */
const FULL_NAMES_ZOOM = 11.8;

/**
 * In em. Above the figure or under it, or in its place where it is not or gave way. The map takes one offset an anchor.
 */
const BESIDE_FIGURE = [
  'case',
  ['==', ['get', 'figure'], ''],
  ['literal', ['center', [0, 0], 'top', [0, 0.4], 'bottom', [0, -0.4]]],
  ['literal', ['bottom', [0, -0.95], 'top', [0, 0.95], 'center', [0, 0]]],
] as unknown as ExpressionSpecification;

const FIGURE = [
  'case',
  ['==', ['coalesce', ['get', 'mark'], ''], ''],
  ['format', ['get', 'figure'], {}],
  ['format', ['get', 'figure'], {}, '\u00a0', {}, ['image', ['get', 'mark']], {}],
] as unknown as ExpressionSpecification;

/**
 * Writes each unit's name and figure on it, once. The figures come first, and give way to what lies above them; where the
 * map is too narrow for every name, names are left out and no figure is. To be drawn after the marks, which else would make
 * them unreadable.
 */
export function UnitNames({ id, units, maxzoom = 24 }: Props) {
  const { theme } = useMapGround();
  const points = useMemo(() => {
    const labels = labelPoints(units);
    const features = labels.features.map((feature) => ({
      ...feature,
      properties: { ...feature.properties, short: shortUnitName(String(feature.properties?.['name'] ?? '')) },
    }));
    return { ...labels, features };
  }, [units]);
  const text = {
    'text-font': [MAP_FONT_STRONG],
    'text-size': ['interpolate', ['linear'], ['zoom'], 10, 11, 14, 16] as ExpressionSpecification,
    'text-line-height': 1.15,
    'text-max-width': 7,
    'text-padding': 0,
  };
  const paint = { 'text-color': INK[theme].text, 'text-halo-color': INK[theme].halo, 'text-halo-width': 2 };
  return (
    <Source id={id} type="geojson" data={points}>
      <Layer
        id={`${id}-names`}
        type="symbol"
        maxzoom={maxzoom}
        layout={{
          ...text,
          'text-field': ['step', ['zoom'], ['get', 'short'], FULL_NAMES_ZOOM, ['get', 'name']],
          'text-variable-anchor-offset': BESIDE_FIGURE,
        }}
        paint={paint}
      />
      {/* The map places what lies above first. */}
      <Layer
        id={`${id}-figures`}
        type="symbol"
        maxzoom={maxzoom}
        layout={{
          ...text,
          'text-field': FIGURE,
          // Side by side in narrow units, one gives way up or down.
          'text-variable-anchor': ['center', 'bottom', 'top', 'bottom-left', 'bottom-right', 'top-left', 'top-right'],
          'text-overlap': 'always',
          'text-radial-offset': 0.95,
        }}
        paint={paint}
      />
    </Source>
  );
}
