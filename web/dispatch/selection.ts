import { createContext, useContext } from 'react';
import { createStore, type Store, useStore } from '../ui/store.ts';
import type { StopOnRoute } from './day-model.ts';

/** What the pointer or the keyboard is on (hover*) and what was chosen, the same on map, list and timeline. */
export interface Selection {
  hoverTruckId: string | null;
  hoverTrip: number | null;
  hoverStopId: string | null;
  hoverPointId: string | null;
  hoverFacilityId: string | null;
  truckId: string | null;
  stopId: string | null;
  pointId: string | null;
  facilityId: string | null;
  unitId: string | null;
}

export const NOTHING_HOVERED = {
  hoverTruckId: null,
  hoverTrip: null,
  hoverStopId: null,
  hoverPointId: null,
  hoverFacilityId: null,
} as const;
export const NOTHING_CHOSEN = { truckId: null, stopId: null, pointId: null, facilityId: null, unitId: null } as const;

export function createSelection(): Store<Selection> {
  return createStore<Selection>({ ...NOTHING_HOVERED, ...NOTHING_CHOSEN });
}

export const SelectionContext = createContext<Store<Selection>>(createSelection());

/** What a stop on a route hovers everywhere: its truck, itself, and the point or facility it is at. */
export function hoverOf({ stop, route }: StopOnRoute): Partial<Selection> {
  return {
    ...NOTHING_HOVERED,
    hoverTruckId: route.truckId,
    hoverStopId: stop.id,
    hoverPointId: stop.pointId,
    hoverFacilityId: stop.facilityId,
  };
}

/** What choosing a stop on a route chooses. */
export function choiceOf({ stop, route }: StopOnRoute): Partial<Selection> {
  return {
    ...NOTHING_CHOSEN,
    truckId: route.truckId,
    stopId: stop.id,
    pointId: stop.pointId,
    facilityId: stop.facilityId,
  };
}

/** Whether a stop stands out: it is hovered, else at the facility hovered; with nothing hovered, the one chosen. */
export function isLit(selection: Selection, { id, facilityId }: StopOnRoute['stop']): boolean {
  if (selection.hoverStopId !== null) return id === selection.hoverStopId;
  if (selection.hoverFacilityId !== null) return facilityId === selection.hoverFacilityId;
  if (selection.stopId !== null) return id === selection.stopId;
  return selection.facilityId !== null && facilityId === selection.facilityId;
}

/** The store itself, for event handlers. */
export function useSelectionStore(): Store<Selection> {
  return useContext(SelectionContext);
}

export function useSelection<S>(select: (selection: Selection) => S): S {
  return useStore(useContext(SelectionContext), select);
}
