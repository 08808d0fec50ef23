import { WORKER_PULSE_CHANNEL, WORKER_PULSE_SECONDS } from '../../domain/health.ts';
import type { Bus } from '../../platform/bus.ts';

/** Knows whether any worker is alive, by the pulse that workers give on the bus. */
export interface WorkerPulse {
  /** Whether a pulse was heard lately; false in the first seconds after the server's start. */
  isAlive(): boolean;
  close(): Promise<void>;
}

/** Listens for workers. A worker counts as gone after three missed pulses. */
export async function listenForWorkers(bus: Bus, now: () => number = () => performance.now()): Promise<WorkerPulse> {
  let lastPulse = Number.NEGATIVE_INFINITY;
  const stop = await bus.subscribe(WORKER_PULSE_CHANNEL, () => {
    lastPulse = now();
  });
  return { isAlive: () => now() - lastPulse < 3 * WORKER_PULSE_SECONDS * 1000, close: stop };
}
