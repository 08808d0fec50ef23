import { type Day, dateToDay } from '../../domain/day.ts';
import type { SimulationView } from '../../domain/simulation.ts';
import type { Platform } from '../../platform/platform.ts';
import type { PrismaClient, Simulation } from '../../prisma/client/client.ts';
import { findPublished } from '../../records/plans/read-plans.ts';
import {
  AreaOccupied,
  beat,
  endSilent,
  noteEnd,
  occupyArea,
  presentSimulation,
  requestStop,
  requestStops,
} from '../../records/simulations/simulation-rows.ts';
import { simulationView } from '../../records/simulations/simulation-view.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { isDemoArea } from '../demo-area.ts';
import { simulationProblem } from './problems.ts';
import { type SimulatorProcess, startSimulator } from './simulator-process.ts';

const HEARTBEAT_MILLISECONDS = 1000;

export interface Simulations {
  /** @throws Problem `only-in-demo`, `nothing-published`, `simulation-already-running` */
  start(
    area: ActiveTown,
    request: { date: Day; speed: number; traffic?: boolean },
    startedBy: string,
  ): Promise<SimulationView>;
  /** The simulation that runs, else the last one; null when there was none. */
  current(area: ActiveTown): Promise<SimulationView | null>;
  /** Asks a simulation to stop, whichever server drives it; one that has ended stays as it is. */
  stop(area: ActiveTown, id: string): Promise<SimulationView>;
  /** Stops what this server drives. */
  close(): Promise<void>;
}

/**
 * Simulated days: each a process of its own, driven by one server, its state in the database.
 *
 * @param serverUrl where the simulator finds this server; asked when one is started
 */
export function openSimulations(
  platform: Platform,
  serverUrl: () => string,
  script = 'demo/simulate/main.ts',
): Simulations {
  const { prisma } = platform.database;
  const driven = new Map<string, { stop(): void; finished: Promise<void> }>();

  const announce = async (row: Simulation): Promise<void> => {
    try {
      await platform.bus.publish('simulation', simulationView(row));
    } catch (error) {
      platform.logger.warn({ err: error, simulationId: row.id }, 'simulation not announced');
    }
  };

  const drive = (row: Simulation, traffic: boolean): void => {
    const environment = { ...process.env, DATA_DIR: platform.config.dataDir };
    const simulator = startSimulator(
      { script, url: serverUrl(), day: dateToDay(row.day), speed: row.speed, traffic },
      environment,
    );
    const finished = follow(platform, row.id, simulator, announce).finally(() => driven.delete(row.id));
    driven.set(row.id, { stop: simulator.stop, finished });
  };

  return {
    async start(area, { date, speed, traffic = false }, startedBy) {
      if (!isDemoArea(platform.config, area)) throw simulationProblem('only-in-demo');
      const plan = await findPublished(prisma, area.id, date);
      if (!plan || plan.number === null) throw simulationProblem('nothing-published', { day: date });
      await endSilent(prisma, area.id);
      const row = await occupy(prisma, area, { day: date, speed, startedBy });
      drive(row, traffic);
      await announce(row);
      return simulationView(row);
    },
    async current(area) {
      await endSilent(prisma, area.id);
      const row = await presentSimulation(prisma, area.id);
      return row && simulationView(row);
    },
    async stop(area, id) {
      const row = await requestStop(prisma, area.id, id);
      driven.get(id)?.stop();
      if (!row) throw simulationProblem('no-such-simulation', { id });
      return simulationView(row);
    },
    async close() {
      if (driven.size === 0) return;
      await requestStops(prisma, [...driven.keys()]);
      const all = [...driven.values()];
      for (const { stop } of all) stop();
      await Promise.all(all.map(({ finished }) => finished));
    },
  };
}

/** Keeps the area for one simulation. @throws Problem `simulation-already-running` */
async function occupy(
  prisma: PrismaClient,
  area: ActiveTown,
  simulation: { readonly day: Day; readonly speed: number; readonly startedBy: string },
): Promise<Simulation> {
  try {
    return await occupyArea(prisma, area, simulation);
  } catch (error) {
    if (!(error instanceof AreaOccupied)) throw error;
    throw simulationProblem('simulation-already-running', {}, { simulationId: error.simulationId });
  }
}

/** Writes down how far the simulator is until it ends, and then how it ended. */
async function follow(
  { database: { prisma }, logger }: Platform,
  id: string,
  simulator: SimulatorProcess,
  announce: (row: Simulation) => Promise<void>,
): Promise<void> {
  let stopped = false;
  const tick = async (): Promise<void> => {
    try {
      const row = await beat(prisma, id, simulator.clock());
      if (row.stopRequested && !stopped) {
        stopped = true;
        simulator.stop();
      }
      await announce(row);
    } catch (error) {
      logger.warn({ err: error, simulationId: id }, 'simulation: no heartbeat');
    }
  };
  let beating = Promise.resolve();
  const timer = setInterval(() => {
    beating = beating.then(tick);
  }, HEARTBEAT_MILLISECONDS);
  const { failure } = await simulator.ended;
  clearInterval(timer);
  await beating;
  try {
    const ended = await noteEnd(prisma, id, failure, simulator.clock());
    if (ended) await announce(ended);
  } catch (error) {
    // Without a heartbeat the row is taken for ended by whoever looks next.
    logger.warn({ err: error, simulationId: id }, 'simulation: end not written');
  }
}
