import { useEffect, useState } from 'react';
import type { SimulationView } from '../../../domain/simulation.ts';
import { useSimulationClock } from '../simulation/use-simulation-clock.ts';

/** The instant the page calls now: the simulation's clock while one runs, else the computer's, to the half minute. */
export function useNow(simulation: SimulationView | null): Date {
  const simulated = useSimulationClock(simulation);
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return simulated ?? now;
}
