import { type ImportFault, importFaultSchema, type ImportView } from '../../domain/areas.ts';
import { type ImportInput, importInputSchema } from '../../domain/area-files/import-request.ts';
import { importView, LISTED_IMPORTS } from './area-import.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** The last imports, the newest first, with the number of their faults but without these: pages ask every two seconds. */
export async function listImportViews(prisma: PrismaClient): Promise<ImportView[]> {
  const rows = await prisma.areaImport.findMany({
    orderBy: { createdAt: 'desc' },
    take: LISTED_IMPORTS,
    omit: { faults: true, input: true },
  });
  const counts = await prisma.$queryRaw<{ id: string; count: number }[]>`
    SELECT "id", jsonb_array_length("faults") AS "count" FROM "AreaImport"
    WHERE "id" = ANY(${rows.map(({ id }) => id)}::uuid[])`;
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  return rows.map((row) => importView({ ...row, faults: [] }, { faultCount: countOf.get(row.id) }));
}

/** An import with its faults; `null` for none. */
export async function findImport(prisma: PrismaClient, id: string): Promise<ImportView | null> {
  const row = await prisma.areaImport.findUnique({ where: { id } });
  return row && importView(row);
}

/** What was handed in for an import, and by whom. @throws where there is no such import */
export async function readImportRequest(
  prisma: PrismaClient,
  id: string,
): Promise<{ readonly input: ImportInput; readonly requestedBy: string | null }> {
  const row = await prisma.areaImport.findUniqueOrThrow({
    where: { id },
    select: { input: true, requestedBy: true },
  });
  return { input: importInputSchema.parse(row.input), requestedBy: row.requestedBy };
}

/** What was wrong with the files of an import; nothing for one that is not there. */
export async function faultsOfImport(prisma: PrismaClient, id: string): Promise<ImportFault[]> {
  const row = await prisma.areaImport.findUnique({ where: { id }, select: { faults: true } });
  return importFaultSchema.array().parse(row?.faults ?? []);
}

/** Which of these are imports, of whatever state. */
export async function knownImports(prisma: PrismaClient, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return idsOf(await prisma.areaImport.findMany({ where: { id: { in: [...ids] } }, select: { id: true } }));
}

const hasEnded = { state: { notIn: ['queued', 'running'] } };

/** Of the last imports those that ended before an instant with nothing to be mended. */
export async function faultlessImports(prisma: PrismaClient, endedBefore: Date): Promise<ReadonlySet<string>> {
  const rows = await prisma.areaImport.findMany({
    where: { ...hasEnded, faults: { equals: [] }, finishedAt: { lt: endedBefore } },
    orderBy: { createdAt: 'desc' },
    take: LISTED_IMPORTS,
    select: { id: true },
  });
  return idsOf(rows);
}

/** Ended imports that are listed no more. */
export async function unlistedImports(prisma: PrismaClient): Promise<ReadonlySet<string>> {
  const rows = await prisma.areaImport.findMany({
    where: hasEnded,
    orderBy: { createdAt: 'desc' },
    skip: LISTED_IMPORTS,
    select: { id: true },
  });
  return idsOf(rows);
}

const idsOf = (rows: readonly { id: string }[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));
