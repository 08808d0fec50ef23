import { useEffect, useState } from 'react';
import type { SimulationView } from '../../../domain/simulation.ts';

/**
 * The simulated day's clock, ticking once a second between the server's reports of it; `null` when no simulation runs or
 * its clock is not known yet.
 */
export function useSimulationClock(simulation: SimulationView | null): Date | null {
  const reported = simulation?.state === 'running' && simulation.clock ? Date.parse(simulation.clock) : null;
  const speed = simulation?.speed ?? 1;
  const [now, setNow] = useState<number | null>(reported);
  useEffect(() => {
    setNow(reported);
    if (reported === null) return;
    const heardAt = performance.now();
    const timer = setInterval(() => setNow(reported + (performance.now() - heardAt) * speed), 1000);
    return () => clearInterval(timer);
  }, [reported, speed]);
  return now === null ? null : new Date(now);
}
