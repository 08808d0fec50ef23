import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import type { StreetClosureView } from '../../../domain/register/street-closures.ts';
import { MAP_FONT } from './fonts.ts';
import { useMapGround } from './TownMap.tsx';

/** Streets closed for trucks: red and barred, with what they are called. `chosenId` stands out. */
export function ClosedStreets({
  closures,
  chosenId = null,
}: {
  closures: readonly StreetClosureView[];
  chosenId?: string | null;
}) {
  const { theme } = useMapGround();
  const data = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: closures.map(({ id, name, geometry }) => ({
        type: 'Feature',
        properties: { name, width: id === chosenId ? 8 : 5 },
        geometry,
      })),
    }),
    [closures, chosenId],
  );
  const [ink, paper] = theme === 'light' ? ['#b3261e', '#ffffff'] : ['#ff8a80', '#1a1a1e'];
  return (
    <Source id="closed-streets" type="geojson" data={data}>
      <Layer
        id="closed-streets-ground"
        type="fill"
        filter={['==', ['geometry-type'], 'Polygon']}
        paint={{ 'fill-color': ink, 'fill-opacity': 0.12 }}
      />
      <Layer id="closed-streets-line" type="line" paint={{ 'line-color': ink, 'line-width': ['get', 'width'] }} />
      <Layer
        id="closed-streets-bars"
        type="line"
        paint={{ 'line-color': paper, 'line-width': 2.5, 'line-dasharray': [1, 1.2] }}
      />
      <Layer
        id="closed-streets-names"
        type="symbol"
        // Of the whole town they would hide what lies around.
        minzoom={12.5}
        layout={{
          'text-field': ['get', 'name'],
          'text-size': 12,
          'text-font': [MAP_FONT],
          'symbol-placement': 'point',
          'text-offset': [0, 1.1],
        }}
        paint={{ 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 1.5 }}
      />
    </Source>
  );
}
