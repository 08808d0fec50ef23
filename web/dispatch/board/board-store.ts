import { createContext, useContext } from 'react';
import type { Place } from '../../../domain/plan-edits.ts';
import { createStore, type Store, useStore } from '../../ui/store.ts';
import type { Conflict, Edit } from './board-api.ts';

/** A visit that is dragged, or that a dialog is about. */
export interface Picked {
  readonly visitId: string;
  readonly name: string;
  readonly loadKg: number;
}

/** A trip of a truck that is moved as a whole. */
export interface WholeTrip {
  readonly truckNumber: number;
  readonly number: number;
  readonly visits: readonly Picked[];
}

/** Where what is dragged would come to lie. */
export interface Hovered {
  /** `null` as long as the prices are not there, or where it lies already. */
  readonly place: Place | null;
  readonly isHere: boolean;
  readonly truckNumber: number;
  /** Draws the line at which it would come in. */
  readonly stopId: string | null;
  readonly edge: 'before' | 'after' | null;
}

/** A change of a route as it is asked for: of its shift, of a trip's unloading, or behind a visit. */
export type ChangeAsked = {
  readonly truckId: string;
  readonly truckNumber: number;
  readonly shiftId: string;
} & (
  | {
      readonly kind: 'shift-end';
      readonly startsAt: string;
      readonly endsAt: string;
      /** An end that would do, to begin with. */
      readonly proposedAt?: string;
    }
  | { readonly kind: 'site'; readonly trip: number; readonly facilityId: string }
  | { readonly kind: 'unload' | 'rest'; readonly visitId: string; readonly name: string }
);

/** What somebody is about to do to the plan. */
export interface Board {
  /** Marked to be done something to together, in the order they were. */
  readonly marked: readonly Picked[];
  readonly dialog: {
    readonly kind: 'move' | 'out';
    readonly picked: readonly Picked[];
    /** That is all of this trip. */
    readonly trip?: WholeTrip;
    /** Where it was dropped and stands to be confirmed. */
    readonly place: Place | null;
    /** Trucks that have enough to do, such as the one that is to be rid of it: no place of theirs is among the best. */
    readonly off?: readonly string[];
  } | null;
  /** What is about to be changed of a route beside its visits. */
  readonly change: ChangeAsked | null;
  readonly dragged: readonly Picked[] | null;
  /** The trip that is dragged, where it is one as a whole. */
  readonly draggedTrip: WholeTrip | null;
  /** Number of the revision that was looked at when the drag began. */
  readonly draggedFrom: number | null;
  /** Prices of every place for what is dragged; `null` until they are there. */
  readonly places: readonly Place[] | null;
  readonly hovered: Hovered | null;
  readonly pointer: { readonly x: number; readonly y: number } | null;
  /** Number of the revision that the one on screen is held against, as long as somebody looks at what is otherwise. */
  readonly comparedWith: number | null;
  /** The rest of the day is asked for anew: what is newer than this revision is its proposal. */
  readonly awaited: number | null;
  /** A truck off its route, and the stop that the way to is shown to. */
  readonly wayTo: { readonly truckId: string; readonly stopId: string } | null;
  /** An edit that came second. */
  readonly conflict: (Conflict & { readonly edit: Edit; readonly reason: string | undefined }) | null;
  readonly failure: string | null;
}

const NOTHING: Board = {
  ...{
    marked: [],
    dialog: null,
    change: null,
    dragged: null,
    draggedTrip: null,
    draggedFrom: null,
    places: null,
    hovered: null,
    pointer: null,
    comparedWith: null,
    awaited: null,
    wayTo: null,
  },
  ...{ conflict: null, failure: null },
};

export const createBoard = (): Store<Board> => createStore<Board>(NOTHING);

export const BoardContext = createContext<Store<Board>>(createBoard());

/** The store itself, for event handlers. */
export function useBoardStore(): Store<Board> {
  return useContext(BoardContext);
}

export function useBoard<S>(select: (board: Board) => S): S {
  return useStore(useContext(BoardContext), select);
}
