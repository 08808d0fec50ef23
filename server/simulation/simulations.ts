import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import type { SimulationView } from '../../domain/simulation.ts';
import type { Platform } from '../../platform/platform.ts';
import { Prisma, type Simulation } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { isDemoArea } from '../demo-area.ts';
import { clearDay } from './clear-day.ts';
import { simulationProblem } from './problems.ts';
import { OPEN_STATES, simulationView } from './simulation-view.ts';
import { type SimulatorProcess, startSimulator } from './simulator-process.ts';

/** A day has tens of thousands of positions to remove. */
const LONG_TRANSACTION = { timeout: 60_000, maxWait: 15_000 };
const HEARTBEAT_MILLISECONDS = 1000;
/** After this long without a heartbeat the server that drove a simulation is gone. */
const SILENT_MILLISECONDS = 30_000;

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
      const plan = await prisma.plan.findUnique({ where: { townId_day: { townId: area.id, day: dayToDate(date) } } });
      if (!plan?.publishedRevisionId) throw simulationProblem('nothing-published', { day: date });
      await endSilent(platform, area.id);
      const row = await occupy(platform, area, date, speed, startedBy);
      drive(row, traffic);
      await announce(row);
      return simulationView(row);
    },
    async current(area) {
      await endSilent(platform, area.id);
      // `running` and `starting` first: no two of an area are open.
      const row =
        (await prisma.simulation.findFirst({ where: { townId: area.id, state: { in: OPEN_STATES } } })) ??
        (await prisma.simulation.findFirst({ where: { townId: area.id }, orderBy: { startedAt: 'desc' } }));
      return row && simulationView(row);
    },
    async stop(area, id) {
      const where = { id, townId: area.id };
      await prisma.simulation.updateMany({
        where: { ...where, state: { in: OPEN_STATES } },
        data: { stopRequested: true },
      });
      driven.get(id)?.stop();
      const row = await prisma.simulation.findFirst({ where });
      if (!row) throw simulationProblem('no-such-simulation', { id });
      return simulationView(row);
    },
    async close() {
      if (driven.size === 0) return;
      await prisma.simulation.updateMany({ where: { id: { in: [...driven.keys()] } }, data: { stopRequested: true } });
      const all = [...driven.values()];
      for (const { stop } of all) stop();
      await Promise.all(all.map(({ finished }) => finished));
    },
  };
}

/** Makes the row that keeps the area for one simulation, and takes the day back to its beginning. */
async function occupy(
  { database: { prisma } }: Platform,
  area: ActiveTown,
  day: Day,
  speed: number,
  startedBy: string,
): Promise<Simulation> {
  try {
    return await prisma.$transaction(async (transaction) => {
      const row = await transaction.simulation.create({
        data: { townId: area.id, day: dayToDate(day), speed, startedBy },
      });
      await clearDay(transaction, area, day);
      return row;
    }, LONG_TRANSACTION);
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
    const running = await prisma.simulation.findFirst({ where: { townId: area.id, state: { in: OPEN_STATES } } });
    throw simulationProblem('simulation-already-running', {}, { simulationId: running?.id ?? null });
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
  const beat = async (): Promise<void> => {
    try {
      const clock = simulator.clock();
      const row = await prisma.simulation.update({
        where: { id },
        // Before its clock runs nothing drives yet.
        data: { heartbeatAt: new Date(), ...(clock && { state: 'running', clock }) },
      });
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
    beating = beating.then(beat);
  }, HEARTBEAT_MILLISECONDS);
  const { failure } = await simulator.ended;
  clearInterval(timer);
  await beating;
  try {
    const row = await prisma.simulation.findUnique({ where: { id }, select: { stopRequested: true } });
    const state = failure === null ? 'done' : row?.stopRequested ? 'stopped' : 'failed';
    await prisma.simulation.updateMany({
      where: { id, state: { in: OPEN_STATES } },
      data: {
        state,
        failure: state === 'failed' ? failure : null,
        finishedAt: new Date(),
        ...(simulator.clock() && { clock: simulator.clock() }),
      },
    });
    const ended = await prisma.simulation.findUnique({ where: { id } });
    if (ended) await announce(ended);
  } catch (error) {
    // Without a heartbeat the row is taken for ended by whoever looks next.
    logger.warn({ err: error, simulationId: id }, 'simulation: end not written');
  }
}

/** A simulation whose server is gone does not occupy the area any more. */
async function endSilent({ database: { prisma } }: Platform, townId: string): Promise<void> {
  const now = Date.now();
  await prisma.simulation.updateMany({
    where: {
      townId,
      state: { in: OPEN_STATES },
      OR: [
        { heartbeatAt: { lt: new Date(now - SILENT_MILLISECONDS) } },
        // Of before the clock was set back: one that lives gives a new one within seconds.
        { heartbeatAt: { gt: new Date(now + SILENT_MILLISECONDS) } },
      ],
    },
    data: { state: 'failed', failure: 'server-lost', finishedAt: new Date(now) },
  });
}
