import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Day } from '../../domain/day.ts';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { PlanView } from '../../domain/plans.ts';
import type { SimulationView } from '../../domain/simulation.ts';
import { type DayState, isWithinDay, type TruckPosition } from '../../domain/tracking.ts';
import { useLive } from '../ui/live/LiveProvider.tsx';

/** Writes what the live channel announces about `day` into what was loaded, or has it loaded again. */
export function useLiveDay(day: Day): void {
  const queryClient = useQueryClient();
  const patch = (change: (state: DayState) => DayState) =>
    queryClient.setQueryData<DayState>(['day', day], (state) => state && change(state));

  useLive('positions', (positions) => {
    patch((state) => withPositions(state, positions));
  });
  // Told of before or after the report itself, which is not to come back.
  const retracted = useRef(new Set<string>());
  useLive('fieldEvents', (events) => {
    patch((state) =>
      withEvents(
        state,
        events.filter(({ id }) => !retracted.current.has(id)),
      ),
    );
  });
  useLive('retractions', (reports) => {
    for (const { id } of reports) retracted.current.add(id);
    patch((state) => withoutEvents(state, reports));
  });
  useLive('plan', ({ changed, ...plan }) => {
    if (plan.day !== day) return;
    queryClient.setQueryData<PlanView | null>(['plan-of', day], (known) =>
      known && known.id === plan.id ? { ...plan, revisions: known.revisions } : known,
    );
    if (changed === 'progress' && queryClient.getQueryData(['plan-of', day])) return;
    void refetchPlan(queryClient, day);
  });
  const simulated = useRef<string | null>(null);
  useLive('simulation', (simulation) => {
    // To ask for it instead would break off, each second, an answer that takes longer than one.
    queryClient.setQueryData<SimulationView | null>(['simulation'], simulation);
    if (simulated.current === simulation.id) return;
    simulated.current = simulation.id;
    // Another one begins: what was reported of its day has been removed.
    void queryClient.invalidateQueries({ queryKey: ['day'] });
  });
}

function refetchPlan(queryClient: QueryClient, day: Day): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['plan-of', day] }),
    queryClient.invalidateQueries({ queryKey: ['day', day] }),
  ]);
}

/** The day with what was heard of where its trucks are: the latest fix of each; one that comes late does not take a truck back. */
export function withPositions(state: DayState, heard: readonly TruckPosition[]): DayState {
  const ofDay = heard.filter((position) => isWithinDay(state, position.fixTime));
  if (ofDay.length === 0) return state;
  const latest = new Map(state.positions.map((position) => [position.truckId, position]));
  for (const position of ofDay) {
    const before = latest.get(position.truckId);
    if (!before || before.fixTime <= position.fixTime) latest.set(position.truckId, position);
  }
  return { ...state, positions: [...latest.values()] };
}

/** The day without what was taken back. */
export function withoutEvents(state: DayState, retracted: readonly { readonly id: string }[]): DayState {
  const ids = new Set(retracted.map(({ id }) => id));
  return state.events.some(({ id }) => ids.has(id))
    ? { ...state, events: state.events.filter(({ id }) => !ids.has(id)) }
    : state;
}

/** The day with what was heard to have happened on it, each event once: what is about a stop is of the day that planned it. */
export function withEvents(state: DayState, heard: readonly FieldEventView[]): DayState {
  const known = new Set(state.events.map((event) => event.id));
  const added = heard.filter(
    (event) =>
      !known.has(event.id) && (event.day === null ? isWithinDay(state, event.doneAt) : event.day === state.day),
  );
  return added.length === 0 ? state : { ...state, events: [...state.events, ...added] };
}
