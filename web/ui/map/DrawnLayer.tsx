import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo } from 'react';
import type { LonLat } from '../../../domain/geo.ts';
import { type DrawnShape, drawnFeatures } from './drawing.ts';
import { useMapGround } from './TownMap.tsx';

/** What somebody is drawing on the map: the corners set so far and what they make. */
export function DrawnLayer({ shape, corners }: { shape: DrawnShape; corners: readonly LonLat[] }) {
  const { theme } = useMapGround();
  const data = useMemo(() => drawnFeatures(shape, corners), [shape, corners]);
  const ink = theme === 'light' ? '#0f6b5f' : '#4fb8a3';
  return (
    <Source id="drawn" type="geojson" data={data}>
      <Layer
        id="drawn-fill"
        type="fill"
        filter={['==', ['geometry-type'], 'Polygon']}
        paint={{ 'fill-color': ink, 'fill-opacity': 0.15 }}
      />
      <Layer
        id="drawn-line"
        type="line"
        filter={['!=', ['geometry-type'], 'Point']}
        paint={{ 'line-color': ink, 'line-width': 3 }}
      />
      <Layer
        id="drawn-corners"
        type="circle"
        filter={['==', ['geometry-type'], 'Point']}
        paint={{ 'circle-radius': 5, 'circle-color': ink, 'circle-stroke-width': 2, 'circle-stroke-color': '#ffffff' }}
      />
    </Source>
  );
}
