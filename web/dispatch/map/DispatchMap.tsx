import type { MapLayerMouseEvent } from '@vis.gl/react-maplibre';
import { type Ref, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import type { TruckPosition } from '../../../domain/tracking.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { TownMap, type TownMapHandle } from '../../ui/map/TownMap.tsx';
import { ColleagueLayer } from '../colleagues/ColleagueLayer.tsx';
import type { DayModel } from '../day-model.ts';
import type { TruckStates } from '../fleet/use-truck-states.ts';
import { WayToNextLayer } from '../alerts/WayToNextLayer.tsx';
import { ProposalLayer } from '../moves/ProposalLayer.tsx';
import { NOTHING_CHOSEN, NOTHING_HOVERED, type Selection, useSelection, useSelectionStore } from '../selection.ts';
import { CalledToLayer } from '../urgent/CalledToLayer.tsx';
import { useCalledTo, useCalledToStore } from '../urgent/urgent-store.ts';
import { ClosedStreetsOfDay } from './ClosedStreetsOfDay.tsx';
import { FacilityLayers, PointLayers, TruckLayer } from './MarkLayers.tsx';
import { MapDrag } from './MapDrag.tsx';
import { RouteLayers } from './RouteLayers.tsx';
import { UnitLabels, UnitLayers } from './UnitLayers.tsx';

const HOVER_KEYS = Object.keys(NOTHING_HOVERED) as (keyof typeof NOTHING_HOVERED)[];
const INTERACTIVE = ['trucks', 'facilities', 'points', 'routes'];

interface Props {
  area: ActiveArea;
  day: Day;
  model: DayModel;
  positions: readonly TruckPosition[];
  states: TruckStates;
  padding: { top: number; right: number; bottom: number; left: number };
  handle: Ref<TownMapHandle>;
  /** Buttons to zoom with; not where nothing can be pressed. */
  hasControls?: boolean;
}

/** The page's map: what is under the pointer is hovered everywhere, a click chooses it. */
export function DispatchMap({ area, day, model, positions, states, padding, handle, hasControls = true }: Props) {
  const { t } = useTranslation('dispatch');
  const selection = useSelectionStore();
  const calledTo = useCalledToStore();
  const isPicking = useCalledTo((s) => s.isPicking);
  const pointId = useSelection((s) => s.pointId);
  const facilityId = useSelection((s) => s.facilityId);
  const chosen = model.points.get(pointId ?? '') ?? model.town.facilities.find(({ id }) => id === facilityId);
  const chosenPosition = chosen?.position ?? null;
  const own = useRef<Pick<Selection, keyof typeof NOTHING_HOVERED>>(NOTHING_HOVERED);
  const ids = useMemo(() => (model.revision ? INTERACTIVE : INTERACTIVE.filter((id) => id !== 'routes')), [model]);

  const hover = (event: MapLayerMouseEvent) => {
    const feature = event.features?.[0];
    const properties = feature?.properties ?? {};
    const stops = properties.pointId ? model.stopsOfPoint.get(properties.pointId) : undefined;
    own.current = {
      hoverTruckId: properties.truckId || null,
      hoverTrip: properties.tripNumber ?? null,
      hoverPointId: properties.pointId ?? null,
      hoverStopId: stops?.[0]?.stop.id ?? null,
      hoverFacilityId: properties.facilityId ?? null,
    };
    selection.set(own.current);
  };

  const leave = () => {
    // The map hears late that the pointer left: by then it may already be on a row, whose hover must stay.
    const now = selection.get();
    const isOwn = HOVER_KEYS.every((key) => now[key] === own.current[key]);
    if (isOwn) selection.set(NOTHING_HOVERED);
  };

  const choose = (event: MapLayerMouseEvent) => {
    if (calledTo.get().isPicking) {
      calledTo.set({ isPicking: false, position: [event.lngLat.lng, event.lngLat.lat], road: null });
      return;
    }
    const feature = event.features?.[0];
    if (!feature) return;
    const { pointId, truckId, facilityId, stopId } = feature.properties;
    const stop = pointId ? model.stopsOfPoint.get(pointId)?.[0] : undefined;
    selection.set({
      ...NOTHING_CHOSEN,
      truckId: stop?.route.truckId ?? (truckId || null),
      stopId: stop?.stop.id ?? (feature.layer.id === 'routes' ? (stopId ?? null) : null),
      pointId: pointId ?? null,
      facilityId: facilityId ?? null,
    });
  };

  return (
    <TownMap
      hasControls={hasControls}
      area={area}
      label={t('map')}
      padding={padding}
      chosenPosition={chosenPosition}
      interactiveLayerIds={ids}
      onHover={hover}
      onLeave={leave}
      onClick={choose}
      isPicking={isPicking}
      handle={handle}
    >
      <UnitLayers model={model} />
      <RouteLayers model={model} />
      <ClosedStreetsOfDay day={day} />
      <PointLayers model={model} />
      <UnitLabels model={model} />
      <ProposalLayer model={model} />
      <CalledToLayer />
      <FacilityLayers model={model} />
      <WayToNextLayer model={model} positions={positions} />
      <TruckLayer model={model} positions={positions} states={states} />
      <MapDrag model={model} />
      <ColleagueLayer model={model} positions={positions} />
    </TownMap>
  );
}
