import { Layer, Source } from '@vis.gl/react-maplibre';
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import { MAP_FONT_STRONG } from '../../ui/map/fonts.ts';
import { arrowIcon } from '../../ui/map/icons.ts';
import { useMapGround } from '../../ui/map/TownMap.tsx';
import { LINE_PATTERNS } from '../../ui/truck-style.ts';
import type { DayModel } from '../day-model.ts';
import { useSelection } from '../selection.ts';
import { legFeatures } from './features.ts';

const WIDTH: ExpressionSpecification = ['interpolate', ['exponential', 1.4], ['zoom'], 10, 1.4, 13, 2.6, 17, 7];
const CASING: ExpressionSpecification = ['interpolate', ['exponential', 1.4], ['zoom'], 10, 3, 13, 5, 17, 11];
const STRONG: ExpressionSpecification = ['interpolate', ['exponential', 1.4], ['zoom'], 10, 2.6, 13, 4.4, 17, 10];
const STRONG_CASING: ExpressionSpecification = ['interpolate', ['exponential', 1.4], ['zoom'], 10, 5.4, 13, 8, 17, 15];

const DASHES = [
  'match',
  ['get', 'pattern'],
  ...LINE_PATTERNS.filter((pattern) => pattern.length > 0).flatMap((pattern) => [
    pattern.join(' '),
    ['literal', pattern],
  ]),
  ['literal', [1, 0]],
] as unknown as ExpressionSpecification;

const NEVER: FilterSpecification = ['==', ['get', 'truckId'], ''];

/** Every route in its truck's colour and pattern; the truck chosen or hovered stands out with arrows and trip numbers. */
export function RouteLayers({ model }: { model: DayModel }) {
  const { theme, belowLabels } = useMapGround();
  const data = useMemo(() => legFeatures(model.revision), [model.revision]);
  const chosen = useSelection((s) => s.truckId);
  const hovered = useSelection((s) => s.hoverTruckId);
  const hoverTrip = useSelection((s) => s.hoverTrip);
  const hoverStop = useSelection((s) => s.hoverStopId);
  const strong = hovered ?? chosen;
  const casing = theme === 'light' ? '#ffffff' : '#08080a';
  const isStrong: FilterSpecification = strong ? ['==', ['get', 'truckId'], strong] : NEVER;
  const isLit: FilterSpecification = hoverStop
    ? ['==', ['get', 'stopId'], hoverStop]
    : hovered && hoverTrip !== null
      ? ['all', ['==', ['get', 'truckId'], hovered], ['==', ['get', 'tripNumber'], hoverTrip]]
      : NEVER;
  const round = { 'line-join': 'round' } as const;
  return (
    <Source id="routes" type="geojson" data={data}>
      <Layer
        id="routes-casing"
        type="line"
        beforeId={belowLabels}
        layout={round}
        paint={{ 'line-color': casing, 'line-width': CASING, 'line-opacity': strong ? 0.15 : 0.75 }}
      />
      <Layer
        id="routes"
        type="line"
        beforeId={belowLabels}
        layout={round}
        paint={{
          'line-color': ['get', 'colour'],
          'line-width': WIDTH,
          'line-dasharray': DASHES,
          'line-opacity': strong ? 0.22 : 0.9,
        }}
      />
      <Layer
        id="routes-strong-casing"
        type="line"
        beforeId={belowLabels}
        filter={isStrong}
        layout={round}
        paint={{ 'line-color': casing, 'line-width': STRONG_CASING }}
      />
      <Layer
        id="routes-strong"
        type="line"
        beforeId={belowLabels}
        filter={isStrong}
        layout={round}
        paint={{ 'line-color': ['get', 'colour'], 'line-width': STRONG, 'line-dasharray': DASHES }}
      />
      <Layer
        id="routes-lit"
        type="line"
        beforeId={belowLabels}
        filter={isLit}
        layout={{ 'line-join': 'round', 'line-cap': 'round' }}
        paint={{
          'line-color': theme === 'light' ? '#1f1f23' : '#f4f4f5',
          'line-width': 2,
          'line-gap-width': STRONG,
        }}
      />
      <Layer
        id="routes-arrows"
        type="symbol"
        minzoom={strong ? 11.5 : 14}
        filter={strong ? isStrong : ['has', 'truckId']}
        layout={{
          'symbol-placement': 'line',
          'symbol-spacing': strong ? 70 : 130,
          'icon-image': arrowIcon(theme),
          // An arrow gives way to a trip's number, and takes no room from street names.
          'icon-ignore-placement': true,
          'icon-size': strong ? 0.85 : 0.65,
        }}
      />
      <Layer
        id="routes-labels"
        type="symbol"
        filter={isStrong}
        layout={{
          'symbol-placement': 'line',
          'symbol-spacing': 260,
          'text-field': ['get', 'label'],
          'text-font': [MAP_FONT_STRONG],
          'text-size': 12,
          'text-rotation-alignment': 'viewport',
          'text-padding': 6,
        }}
        paint={{
          'text-color': theme === 'light' ? '#1f1f23' : '#f4f4f5',
          'text-halo-color': casing,
          'text-halo-width': 2.5,
        }}
      />
    </Source>
  );
}
