import { type Day, dayToDate } from '../../domain/day.ts';
import { Prisma, type PrismaClient, type Simulation } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { clearDay } from './clear-day.ts';
import { OPEN_STATES } from './simulation-view.ts';

/** A day has tens of thousands of positions to remove. */
const LONG_TRANSACTION = { timeout: 60_000, maxWait: 15_000 };
/** After this long without a heartbeat the server that drove a simulation is gone. */
const SILENT_MILLISECONDS = 30_000;

const isOpen = { state: { in: OPEN_STATES } };

/** Another simulation keeps the area. */
export class AreaOccupied extends Error {
  override readonly name = 'AreaOccupied';
  /** Of the one that runs; `null` where it has just ended. */
  readonly simulationId: string | null;
  constructor(simulationId: string | null) {
    super('another simulation keeps the area');
    this.simulationId = simulationId;
  }
}

/**
 * Makes the row that keeps the area for one simulation, and takes the day back to its beginning.
 *
 * @throws AreaOccupied
 */
export async function occupyArea(
  prisma: PrismaClient,
  town: ActiveTown,
  { day, speed, startedBy }: { readonly day: Day; readonly speed: number; readonly startedBy: string },
): Promise<Simulation> {
  try {
    return await prisma.$transaction(async (transaction) => {
      const row = await transaction.simulation.create({
        data: { townId: town.id, day: dayToDate(day), speed, startedBy },
      });
      await clearDay(transaction, town, day);
      return row;
    }, LONG_TRANSACTION);
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
    const running = await prisma.simulation.findFirst({ where: { townId: town.id, ...isOpen } });
    throw new AreaOccupied(running?.id ?? null);
  }
}

/** The simulation that runs, else the last one; `null` where there was none. */
export async function presentSimulation(prisma: PrismaClient, townId: string): Promise<Simulation | null> {
  // Open ones first: no two of an area are.
  return (
    (await prisma.simulation.findFirst({ where: { townId, ...isOpen } })) ??
    (await prisma.simulation.findFirst({ where: { townId }, orderBy: { startedAt: 'desc' } }))
  );
}

/** Asks a simulation of the town to stop; one that has ended stays as it is. @returns `null` for none */
export async function requestStop(prisma: PrismaClient, townId: string, id: string): Promise<Simulation | null> {
  await prisma.simulation.updateMany({ where: { id, townId, ...isOpen }, data: { stopRequested: true } });
  return await prisma.simulation.findFirst({ where: { id, townId } });
}

/** Asks simulations to stop, whichever town they are of. */
export async function requestStops(prisma: PrismaClient, ids: readonly string[]): Promise<void> {
  await prisma.simulation.updateMany({ where: { id: { in: [...ids] } }, data: { stopRequested: true } });
}

/** Notes that a simulation is driven, and its clock; before its clock runs nothing drives yet. */
export async function beat(prisma: PrismaClient, id: string, clock: Date | null): Promise<Simulation> {
  return await prisma.simulation.update({
    where: { id },
    data: { heartbeatAt: new Date(), ...(clock && { state: 'running', clock }) },
  });
}

/**
 * Notes how a simulation ended, unless that is noted already.
 *
 * @param failure `null` where it came to its end; a failure of one that was asked to stop is its stop
 */
export async function noteEnd(
  prisma: PrismaClient,
  id: string,
  failure: string | null,
  clock: Date | null,
): Promise<Simulation | null> {
  const row = await prisma.simulation.findUnique({ where: { id }, select: { stopRequested: true } });
  const state = failure === null ? 'done' : row?.stopRequested ? 'stopped' : 'failed';
  await prisma.simulation.updateMany({
    where: { id, ...isOpen },
    data: {
      state,
      failure: state === 'failed' ? failure : null,
      finishedAt: new Date(),
      ...(clock && { clock }),
    },
  });
  return await prisma.simulation.findUnique({ where: { id } });
}

/** A simulation whose server is gone does not occupy the area any more. */
export async function endSilent(prisma: PrismaClient, townId: string): Promise<void> {
  const now = Date.now();
  await prisma.simulation.updateMany({
    where: {
      townId,
      ...isOpen,
      OR: [
        { heartbeatAt: { lt: new Date(now - SILENT_MILLISECONDS) } },
        // Of before the clock was set back: one that lives gives a new one within seconds.
        { heartbeatAt: { gt: new Date(now + SILENT_MILLISECONDS) } },
      ],
    },
    data: { state: 'failed', failure: 'server-lost', finishedAt: new Date(now) },
  });
}
