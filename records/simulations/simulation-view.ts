import { dateToDay } from '../../domain/day.ts';
import { type SimulationView, simulationViewSchema } from '../../domain/simulation.ts';
import type { Simulation } from '../../prisma/client/client.ts';

/** States in which a simulation occupies its area. */
export const OPEN_STATES = ['starting', 'running'];

export function simulationView(row: Simulation): SimulationView {
  return {
    id: row.id,
    day: dateToDay(row.day),
    speed: row.speed,
    state: simulationViewSchema.shape.state.parse(row.state),
    clock: row.clock?.toISOString() ?? null,
    failure: row.failure,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
