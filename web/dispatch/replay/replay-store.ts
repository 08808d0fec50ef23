import { createContext, useContext } from 'react';
import type { Day } from '../../../domain/day.ts';
import { createStore, type Store, useStore } from '../../ui/store.ts';

/** A day that is played again. */
export interface Replay {
  /** Of another day nothing is played. */
  readonly day: Day | null;
  /** The instant looked at, in milliseconds; `null` = the day is shown as it is. */
  readonly at: number | null;
  readonly isPlaying: boolean;
  /** So many times as fast as it went. */
  readonly speed: number;
}

export const NO_REPLAY = { at: null, isPlaying: false } as const;

export const createReplay = (): Store<Replay> => createStore<Replay>({ ...NO_REPLAY, day: null, speed: 300 });

export const ReplayContext = createContext<Store<Replay>>(createReplay());

export function useReplayStore(): Store<Replay> {
  return useContext(ReplayContext);
}

export function useReplay<S>(select: (replay: Replay) => S): S {
  return useStore(useContext(ReplayContext), select);
}
