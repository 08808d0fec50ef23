import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type Day, dayOf } from '../../domain/day.ts';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { PlanView } from '../../domain/plans.ts';
import type { DayState, TruckPosition } from '../../domain/tracking.ts';
import { useLive } from '../ui/live/LiveProvider.tsx';

/** Writes what the live channel announces about `day` into what was loaded, or has it loaded again. */
export function useLiveDay(day: Day, timeZone: string): void {
  const queryClient = useQueryClient();
  const patch = (change: (state: DayState) => DayState) =>
    queryClient.setQueryData<DayState>(['day', day], (state) => state && change(state));

  useLive('positions', (positions) => {
    const ofDay = positions.filter((position) => dayOf(new Date(position.fixTime), timeZone) === day);
    if (ofDay.length > 0) patch((state) => ({ ...state, positions: mergePositions(state.positions, ofDay) }));
  });
  useLive('fieldEvents', (events) => {
    const ofDay = events.filter((event) => dayOf(new Date(event.doneAt), timeZone) === day);
    if (ofDay.length > 0) patch((state) => ({ ...state, events: mergeEvents(state.events, ofDay) }));
  });
  useLive('plan', ({ changed, ...plan }) => {
    if (plan.day !== day) return;
    queryClient.setQueryData<PlanView | null>(['plan-of', day], (known) =>
      known && known.id === plan.id ? { ...plan, revisions: known.revisions } : known,
    );
    if (changed === 'progress' && queryClient.getQueryData(['plan-of', day])) return;
    void refetchPlan(queryClient, day);
  });
  useLive('simulation', () => void queryClient.invalidateQueries({ queryKey: ['simulation'] }));
}

function refetchPlan(queryClient: QueryClient, day: Day): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['plan-of', day] }),
    queryClient.invalidateQueries({ queryKey: ['day', day] }),
  ]);
}

/** The latest fix of each truck; a fix that comes late does not take a truck back. */
export function mergePositions(known: readonly TruckPosition[], heard: readonly TruckPosition[]): TruckPosition[] {
  const latest = new Map(known.map((position) => [position.truckId, position]));
  for (const position of heard) {
    const before = latest.get(position.truckId);
    if (!before || before.fixTime <= position.fixTime) latest.set(position.truckId, position);
  }
  return [...latest.values()];
}

/** All events once each, known and heard. */
export function mergeEvents(known: readonly FieldEventView[], heard: readonly FieldEventView[]): FieldEventView[] {
  const ids = new Set(known.map((event) => event.id));
  return [...known, ...heard.filter((event) => !ids.has(event.id))];
}
