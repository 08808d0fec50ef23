import { createContext, useContext } from 'react';
import type { LonLat } from '../../../domain/geo.ts';
import { createStore, type Store, useStore } from '../../ui/store.ts';

/** The place that somebody is about to call a truck to. */
export interface CalledTo {
  /** Clicks on the map choose the place. */
  readonly isPicking: boolean;
  readonly position: LonLat | null;
  /** Where trucks would stop for it. */
  readonly road: LonLat | null;
}

const NOWHERE: CalledTo = { isPicking: false, position: null, road: null };

export const createCalledTo = (): Store<CalledTo> => createStore<CalledTo>(NOWHERE);

export const CalledToContext = createContext<Store<CalledTo>>(createCalledTo());

export function useCalledToStore(): Store<CalledTo> {
  return useContext(CalledToContext);
}

export function useCalledTo<S>(select: (calledTo: CalledTo) => S): S {
  return useStore(useContext(CalledToContext), select);
}
