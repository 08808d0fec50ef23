import { Layer, Source, useMap } from '@vis.gl/react-maplibre';
import { useEffect, useMemo, useState } from 'react';
import type { Bbox } from '../../../domain/geo.ts';
import { BASE_COLOURS, type MapTheme } from './base-colours.ts';
import { BASE_SOURCE } from './base-source.ts';
import { BELOW_DATA } from './base-style.ts';
import { beyond } from './beyond.ts';

/** Pixels over which the map fades, half of them on either side of its edge. */
const FADE_PIXELS = 90;

/** Lets the area's own base map fade out where its extract ends: there the map ends, not the country. */
export function MapEdge({ theme }: { theme: MapTheme }) {
  const { current: map } = useMap();
  const [bounds, setBounds] = useState<Bbox | null>(null);
  useEffect(() => {
    const read = (): void => {
      const source = map?.getSource(BASE_SOURCE);
      const found = source && 'bounds' in source ? source.bounds : undefined;
      if (isBbox(found)) setBounds((before) => (before?.join() === found.join() ? before : found));
    };
    read();
    map?.on('sourcedata', read);
    return () => void map?.off('sourcedata', read);
  }, [map]);
  const around = useMemo(() => bounds && beyond(bounds), [bounds]);
  if (!around) return null;
  const { land } = BASE_COLOURS[theme];
  return (
    <Source id="beyond" type="geojson" data={around}>
      <Layer
        id="beyond-fill"
        type="fill"
        beforeId={BELOW_DATA}
        paint={{ 'fill-color': land, 'fill-antialias': false }}
      />
      <Layer
        id="beyond-edge"
        type="line"
        beforeId={BELOW_DATA}
        paint={{ 'line-color': land, 'line-width': FADE_PIXELS, 'line-blur': FADE_PIXELS / 2 }}
      />
    </Source>
  );
}

const isBbox = (value: unknown): value is Bbox =>
  Array.isArray(value) && value.length === 4 && value.every((one) => typeof one === 'number');
