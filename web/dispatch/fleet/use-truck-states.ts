import { useMemo, useRef } from 'react';
import type { FieldEventView } from '../../../domain/field-events.ts';
import type { TruckPosition } from '../../../domain/tracking.ts';
import { type DayModel, groupBy } from '../day-model.ts';
import { type TruckState, truckState } from './truck-duty.ts';

export type TruckStates = ReadonlyMap<string, TruckState>;

/**
 * How every truck of the town stands at `now`, by id; the same map as before as long as nothing changes.
 * @param isPublished crews drive the revision looked at; of another one only positions tell anything
 */
export function useTruckStates(
  model: DayModel,
  positions: readonly TruckPosition[],
  events: readonly FieldEventView[],
  now: Date,
  isPublished: boolean,
): TruckStates {
  const eventsOfTruck = useMemo(() => groupBy(events, ({ truckId }) => truckId), [events]);
  const positionOfTruck = useMemo(() => new Map(positions.map((seen) => [seen.truckId, seen])), [positions]);
  const states = new Map(
    model.town.trucks.map(({ id }) => {
      const routes = isPublished ? (model.routesOfTruck.get(id) ?? []) : [];
      return [id, truckState(routes, positionOfTruck.get(id), eventsOfTruck.get(id) ?? [], now)] as const;
    }),
  );
  const kept = useRef<{ key: string; states: TruckStates }>({ key: '', states });
  const key = JSON.stringify([...states]);
  if (kept.current.key !== key) kept.current = { key, states };
  return kept.current.states;
}
