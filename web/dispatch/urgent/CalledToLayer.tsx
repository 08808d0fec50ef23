import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, LineString, Point } from 'geojson';
import { useMemo } from 'react';
import { useMapGround } from '../../ui/map/TownMap.tsx';
import { useCalledTo } from './urgent-store.ts';

/** The place that a truck is about to be called to, and where it would stop for it. */
export function CalledToLayer() {
  const position = useCalledTo((s) => s.position);
  const road = useCalledTo((s) => s.road);
  const { theme } = useMapGround();
  const data = useMemo((): FeatureCollection<Point | LineString> => {
    const point = { type: 'Feature' as const, properties: {} };
    return {
      type: 'FeatureCollection',
      features: position
        ? [
            { ...point, geometry: { type: 'Point', coordinates: position } },
            ...(road ? [{ ...point, geometry: { type: 'LineString' as const, coordinates: [position, road] } }] : []),
          ]
        : [],
    };
  }, [position, road]);
  const ink = theme === 'light' ? '#1a1a1e' : '#f2f2f4';
  return (
    <Source id="called-to" type="geojson" data={data}>
      <Layer
        id="called-to-way"
        type="line"
        filter={['==', ['geometry-type'], 'LineString']}
        paint={{ 'line-color': ink, 'line-width': 2, 'line-dasharray': [2, 1.5] }}
      />
      <Layer
        id="called-to-place"
        type="circle"
        filter={['==', ['geometry-type'], 'Point']}
        paint={{
          'circle-radius': 9,
          'circle-color': '#d9480f',
          'circle-stroke-color': theme === 'light' ? '#ffffff' : '#0e0e10',
          'circle-stroke-width': 3,
        }}
      />
    </Source>
  );
}
