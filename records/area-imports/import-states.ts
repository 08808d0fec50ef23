import type { IMPORT_PHASES, ImportFault, ImportView } from '../../domain/areas.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';

/** How far a running import has come, in percent of all. */
export interface ImportProgress {
  readonly phase: (typeof IMPORT_PHASES)[number];
  readonly percent: number;
}

const isOpen = { state: { in: ['queued', 'running'] } };

/** Ids of the imports that wait or run. */
export async function openImports(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.areaImport.findMany({ where: isOpen, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Whether an import waits or runs. */
export async function isImportOpen(prisma: PrismaClient, id: string): Promise<boolean> {
  return (await prisma.areaImport.count({ where: { id, ...isOpen } })) > 0;
}

/** Whether an import came to its end. */
export async function isImportDone(prisma: PrismaClient, id: string): Promise<boolean> {
  return (await prisma.areaImport.count({ where: { id, state: 'done' } })) > 0;
}

/** Has an import that waits or runs begin (again). @returns false where it has ended, or is none */
export async function beginImport(prisma: PrismaClient, id: string): Promise<boolean> {
  const { count } = await prisma.areaImport.updateMany({
    where: { id, ...isOpen },
    data: { state: 'running', phase: 'reading', percent: 0, startedAt: new Date() },
  });
  return count > 0;
}

/** Notes how far a running import has come. @returns false where it runs no more: somebody cancelled it */
export async function noteProgress(prisma: PrismaClient, id: string, progress: ImportProgress): Promise<boolean> {
  const { count } = await prisma.areaImport.updateMany({ where: { id, state: 'running' }, data: { ...progress } });
  return count > 0;
}

/** Ends a running import well. @returns false where it runs no more: somebody cancelled it */
export async function finishImport(
  transaction: Prisma.TransactionClient,
  id: string,
  outcome: {
    readonly townId: string;
    /** Of rows that were left out. */
    readonly faults: readonly ImportFault[];
    readonly counts: Readonly<Record<string, number>>;
  },
): Promise<boolean> {
  const { townId, faults, counts } = outcome;
  const { count } = await transaction.areaImport.updateMany({
    where: { id, state: 'running' },
    data: { state: 'done', phase: null, percent: 100, townId, faults: [...faults], counts, finishedAt: new Date() },
  });
  return count > 0;
}

/** Ends a running import as failed; one that runs no more stays as it is. */
export async function failImport(
  prisma: PrismaClient,
  id: string,
  failure: NonNullable<ImportView['failure']>,
  faults: readonly ImportFault[],
): Promise<void> {
  await prisma.areaImport.updateMany({
    where: { id, state: 'running' },
    data: { state: 'failed', failure, faults: [...faults], finishedAt: new Date() },
  });
}

/** Has a running import wait again; one that runs no more stays as it is. */
export async function handBackImport(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.areaImport.updateMany({
    where: { id, state: 'running' },
    data: { state: 'queued', phase: null, percent: 0 },
  });
}

/** Cancels an import that waits or runs. @returns false where it has ended, or is none */
export async function cancelOpenImport(prisma: PrismaClient, id: string): Promise<boolean> {
  // One statement for both: between two the import may be taken from the queue or handed back to it.
  const { count } = await prisma.areaImport.updateMany({
    where: { id, ...isOpen },
    data: { state: 'cancelled', phase: null, finishedAt: new Date() },
  });
  return count > 0;
}
