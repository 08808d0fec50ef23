import { Layer, Source } from '@vis.gl/react-maplibre';
import type { ExpressionSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TruckPosition } from '../../../domain/tracking.ts';
import { MAP_FONT, MAP_FONT_STRONG } from '../../ui/map/fonts.ts';
import { useMapGround } from '../../ui/map/TownMap.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import type { TruckStates } from '../fleet/use-truck-states.ts';
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

/** On a small map trucks are small too, or they would hide the town. A chosen one is larger. */
const TRUCK_SIZE = { small: 0.58, middle: 0.8, chosen: 1.3 } as const;

interface TruckLayerProps {
  model: DayModel;
  positions: readonly TruckPosition[];
  states: TruckStates;
}

/** Trucks where they are now, their beaks in the direction of travel. Names and figures make room for them. */
export function TruckLayer({ model, positions, states }: TruckLayerProps) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const { theme } = useMapGround();
  const data = useMemo(() => {
    const seenAt = (instant: string) => t('trucks.lastSeen', { time: format.time(instant) });
    return truckFeatures(model, positions, states, seenAt, theme);
  }, [model, positions, states, theme, t, format]);
  const chosen = useSelection((s) => s.truckId);
  const sized = (size: number) =>
    ['case', ['==', ['get', 'truckId'], chosen ?? ''], size * TRUCK_SIZE.chosen, size] as unknown as number;
  const byZoom = (scale: number) =>
    [
      'interpolate',
      ['linear'],
      ['zoom'],
      10.5,
      sized(scale * TRUCK_SIZE.small),
      13,
      sized(scale * TRUCK_SIZE.middle),
    ] as unknown as ExpressionSpecification;
  return (
    <Source id="trucks" type="geojson" data={data}>
      <Layer
        id="trucks"
        type="symbol"
        layout={{
          'icon-image': ['get', 'icon'],
          'icon-rotate': ['get', 'course'],
          'icon-rotation-alignment': 'map',
          'icon-size': byZoom(1),
          'icon-allow-overlap': true,
        }}
      />
      <Layer
        id="trucks-numbers"
        type="symbol"
        layout={{
          'text-field': ['get', 'number'],
          'text-font': [MAP_FONT_STRONG],
          'text-size': byZoom(14.5),
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        }}
        paint={{ 'text-color': ['get', 'onColour'] }}
      />
      <Layer
        id="trucks-seen"
        type="symbol"
        minzoom={12.2}
        layout={{
          'text-field': ['get', 'seen'],
          'text-font': [MAP_FONT],
          'text-size': 11,
          'text-anchor': 'top',
          'text-offset': [0, 1.4],
          'text-optional': true,
        }}
        paint={{ 'text-color': INK[theme], 'text-halo-color': GROUND[theme], 'text-halo-width': 1.6 }}
      />
    </Source>
  );
}
