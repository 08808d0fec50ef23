import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo } from 'react';
import type { TruckPosition } from '../../../domain/tracking.ts';
import { MAP_FONT, MAP_FONT_STRONG } from '../../ui/map/fonts.ts';
import { useMapGround } from '../../ui/map/TownMap.tsx';
import type { DayModel } from '../day-model.ts';
import { useSelection } from '../selection.ts';
import { facilityFeatures, pointFeatures, truckFeatures } from './features.ts';

const INK = { light: '#1f1f23', dark: '#f4f4f5' } as const;
const GROUND = { light: '#ffffff', dark: '#0e0e10' } as const;

/** Collection points; what is hovered or chosen has a ring. */
export function PointLayers({ model }: { model: DayModel }) {
  const { theme } = useMapGround();
  const points = useMemo(() => pointFeatures(model, theme), [model, theme]);
  const truckId = useSelection((s) => s.hoverTruckId ?? s.truckId);
  const lit = useSelection((s) => s.hoverPointId ?? s.pointId);
  const ink = INK[theme];
  return (
    <Source id="points" type="geojson" data={points}>
      <Layer
        id="points-ring"
        type="circle"
        filter={['==', ['get', 'pointId'], lit ?? '']}
        paint={{
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 10, 15, 18],
          'circle-color': 'transparent',
          'circle-stroke-color': ink,
          'circle-stroke-width': 2.5,
        }}
      />
      <Layer
        id="points"
        type="symbol"
        layout={{
          'icon-image': ['get', 'icon'],
          'icon-size': ['interpolate', ['linear'], ['zoom'], 10.5, 0.34, 12.5, 0.5, 14, 0.8, 16, 1],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'symbol-sort-key': ['get', 'sortKey'],
        }}
        paint={{
          'icon-opacity': truckId ? ['case', ['in', truckId, ['get', 'truckIds']], 1, 0.3] : 1,
        }}
      />
      <Layer
        id="points-names"
        type="symbol"
        minzoom={15}
        layout={{
          'text-field': ['get', 'name'],
          'text-font': [MAP_FONT],
          'text-size': 11.5,
          'text-anchor': 'top',
          'text-offset': [0, 1.1],
          'text-max-width': 9,
          'text-optional': true,
        }}
        paint={{ 'text-color': ink, 'text-halo-color': GROUND[theme], 'text-halo-width': 1.6 }}
      />
    </Source>
  );
}

/** Depots and disposal sites; drawn after the units' names, which make room for them. */
export function FacilityLayers({ model }: { model: DayModel }) {
  const { theme } = useMapGround();
  const facilities = useMemo(() => facilityFeatures(model.town.facilities, theme), [model.town.facilities, theme]);
  const litFacility = useSelection((s) => s.hoverFacilityId ?? s.facilityId);
  const ink = INK[theme];
  return (
    <Source id="facilities" type="geojson" data={facilities}>
      <Layer
        id="facilities-ring"
        type="circle"
        filter={['==', ['get', 'facilityId'], litFacility ?? '']}
        paint={{
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 10.5, 16, 14, 23],
          'circle-color': 'transparent',
          'circle-stroke-color': ink,
          'circle-stroke-width': 2.5,
        }}
      />
      <Layer
        id="facilities"
        type="symbol"
        layout={{
          'icon-image': ['get', 'icon'],
          'icon-size': ['interpolate', ['linear'], ['zoom'], 10.5, 0.65, 14, 1],
          'icon-allow-overlap': true,
          'text-field': ['step', ['zoom'], '', 12.2, ['get', 'name']],
          'text-font': [MAP_FONT_STRONG],
          'text-size': 12,
          'text-anchor': 'top',
          'text-offset': [0, 1.3],
          'text-max-width': 9,
          'text-optional': true,
        }}
        paint={{ 'text-color': ink, 'text-halo-color': GROUND[theme], 'text-halo-width': 1.8 }}
      />
    </Source>
  );
}

/** Trucks where they are now, their beaks in the direction of travel. */
export function TruckLayer({ model, positions }: { model: DayModel; positions: readonly TruckPosition[] }) {
  const { theme } = useMapGround();
  const data = useMemo(() => truckFeatures(model, positions, theme), [model, positions, theme]);
  const chosen = useSelection((s) => s.truckId);
  return (
    <Source id="trucks" type="geojson" data={data}>
      <Layer
        id="trucks"
        type="symbol"
        layout={{
          'icon-image': ['get', 'icon'],
          'icon-rotate': ['get', 'course'],
          'icon-rotation-alignment': 'map',
          'icon-size': ['case', ['==', ['get', 'truckId'], chosen ?? ''], 1.05, 0.8],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
        }}
      />
      <Layer
        id="trucks-numbers"
        type="symbol"
        layout={{
          'text-field': ['get', 'number'],
          'text-font': [MAP_FONT_STRONG],
          'text-size': ['case', ['==', ['get', 'truckId'], chosen ?? ''], 14, 11.5],
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        }}
        paint={{ 'text-color': ['get', 'onColour'] }}
      />
    </Source>
  );
}
