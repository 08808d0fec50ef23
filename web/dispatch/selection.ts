import { createContext, useContext } from 'react';
import { createStore, type Store, useStore } from '../ui/store.ts';

/** What the pointer or the keyboard is on (hover*) and what was chosen, the same on map, list and timeline. */
export interface Selection {
  hoverTruckId: string | null;
  hoverTrip: number | null;
  hoverStopId: string | null;
  hoverPointId: string | null;
  truckId: string | null;
  stopId: string | null;
  pointId: string | null;
  facilityId: string | null;
  unitId: string | null;
}

export const NOTHING_HOVERED = { hoverTruckId: null, hoverTrip: null, hoverStopId: null, hoverPointId: null } as const;
export const NOTHING_CHOSEN = { truckId: null, stopId: null, pointId: null, facilityId: null, unitId: null } as const;

export function createSelection(): Store<Selection> {
  return createStore<Selection>({ ...NOTHING_HOVERED, ...NOTHING_CHOSEN });
}

export const SelectionContext = createContext<Store<Selection>>(createSelection());

/** The store itself, for event handlers. */
export function useSelectionStore(): Store<Selection> {
  return useContext(SelectionContext);
}

export function useSelection<S>(select: (selection: Selection) => S): S {
  return useStore(useContext(SelectionContext), select);
}
