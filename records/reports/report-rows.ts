import { dateToDay } from '../../domain/day.ts';
import { type ReportRequest, type ReportView, reportViewSchema, scopeOfText } from '../../domain/reports/requests.ts';
import { may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { dayToDate } from '../../domain/day.ts';
import type { Database } from '../../platform/database.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';
import { whereOf } from '../people/where.ts';

const MOST_LISTED = 200;

/** What a report's row is of; neither: the whole town. */
export interface ReportScope {
  readonly townId: string;
  readonly unitId: string | null;
  readonly cooperativeId: string | null;
}

/**
 * What a scope in words means to somebody on the last day of a report: one code can be two units at two times.
 *
 * @returns `null` where there is no such thing, or it is not theirs
 */
export async function findScope(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  { scope, to }: Pick<ReportRequest, 'scope' | 'to'>,
): Promise<ReportScope | null> {
  const { kind, code } = scopeOfText(scope);
  const isTheirs = (row: ReportScope): boolean => may(viewer, 'reports.make', row);
  if (kind === 'town') {
    const town = { townId, unitId: null, cooperativeId: null };
    return isTheirs(town) ? town : null;
  }
  if (kind === 'cooperative') {
    const rows = await prisma.cooperative.findMany({ where: { townId, code }, select: { id: true } });
    return rows.map(({ id }) => ({ townId, unitId: null, cooperativeId: id })).find(isTheirs) ?? null;
  }
  const rows = await prisma.unit.findMany({
    where: { townId, code },
    select: { id: true, validFrom: true },
    orderBy: { validFrom: 'desc' },
  });
  const began = rows.filter(({ validFrom }) => dateToDay(validFrom) <= to);
  return [...began, ...rows].map(({ id }) => ({ townId, unitId: id, cooperativeId: null })).find(isTheirs) ?? null;
}

/** What somebody may make a report of: the town, units in force, cooperatives; each as `POST /api/reports` takes it. */
export async function scopesOf(
  prisma: PrismaClient,
  town: { readonly id: string; readonly name: string },
  viewer: Viewer,
): Promise<{ scope: string; name: string }[]> {
  const townId = town.id;
  const [units, cooperatives] = await Promise.all([
    prisma.unit.findMany({
      where: { townId, validTo: null },
      select: { id: true, code: true, name: true },
      orderBy: { code: 'asc' },
    }),
    prisma.cooperative.findMany({
      where: { townId, isActive: true },
      select: { id: true, code: true, name: true },
      orderBy: { code: 'asc' },
    }),
  ]);
  return [
    { scope: 'town', name: town.name, row: { townId, unitId: null, cooperativeId: null } },
    ...units.map(({ id, code, name }) => ({
      scope: `unit:${code}`,
      name,
      row: { townId, unitId: id, cooperativeId: null },
    })),
    ...cooperatives.map(({ id, code, name }) => ({
      ...{ scope: `cooperative:${code}`, name, row: { townId, unitId: null, cooperativeId: id } },
    })),
  ]
    .filter(({ row }) => may(viewer, 'reports.make', row))
    .map(({ scope, name }) => ({ scope, name }));
}

/** Writes down that a report is wanted. @returns its id */
export async function requestReport(
  prisma: PrismaClient,
  scope: ReportScope,
  { kind, from, to, format, language }: ReportRequest,
  requestedBy: string,
): Promise<string> {
  const { id } = await prisma.report.create({
    data: { ...scope, kind, from: dayToDate(from), to: dayToDate(to), format, language, requestedBy },
    select: { id: true },
  });
  return id;
}

const LISTED = {
  include: {
    town: { select: { name: true } },
    unit: { select: { code: true, name: true } },
    cooperative: { select: { code: true, name: true } },
  },
} as const satisfies Prisma.ReportFindManyArgs;
type ListedReport = Prisma.ReportGetPayload<typeof LISTED>;

/** The reports of a town that somebody may see, the latest first. */
export async function readReports(prisma: PrismaClient, townId: string, viewer: Viewer): Promise<ReportView[]> {
  const rows = await prisma.report.findMany({
    ...LISTED,
    where: { AND: [{ townId }, whereOf(viewer, 'reports.make')] },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take: MOST_LISTED,
  });
  const names = await namesOf(
    prisma,
    rows.map(({ requestedBy }) => requestedBy),
  );
  return rows.map((row) => viewOf(row, names));
}

/** One of them; `null` where there is none, or none that is theirs. */
export async function readReport(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  id: string,
): Promise<ReportView | null> {
  const row = await prisma.report.findFirst({
    ...LISTED,
    where: { AND: [{ id, townId }, whereOf(viewer, 'reports.make')] },
  });
  return row && viewOf(row, await namesOf(prisma, [row.requestedBy]));
}

function viewOf(row: ListedReport, names: ReadonlyMap<string, string>): ReportView {
  const { unit, cooperative, town } = row;
  return reportViewSchema.parse({
    ...row,
    from: dateToDay(row.from),
    to: dateToDay(row.to),
    scope: unit ? `unit:${unit.code}` : cooperative ? `cooperative:${cooperative.code}` : 'town',
    scopeName: (unit ?? cooperative ?? town).name,
    requestedAt: row.requestedAt.toISOString(),
    requestedBy: row.requestedBy === null ? null : (names.get(row.requestedBy) ?? null),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    cutOff: row.cutOff?.toISOString() ?? null,
  });
}

/** A report that is to be made; `null` when it is made already, or gone. */
export async function reportToMake(prisma: PrismaClient, id: string) {
  const row = await prisma.report.findFirst({ where: { id, state: { in: ['queued', 'running'] } } });
  return row && { ...row, from: dateToDay(row.from), to: dateToDay(row.to) };
}
export type ReportToMake = NonNullable<Awaited<ReturnType<typeof reportToMake>>>;

/** Reports that wait or are being made by their row. */
export async function openReports(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.report.findMany({ where: { state: { in: ['queued', 'running'] } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** What a report was made from, and its file. */
export interface MadeReport {
  readonly cutOff: string | null;
  readonly ruleVersion: number;
  readonly form: string;
  readonly checksum: string;
  readonly sizeBytes: number;
}

/** Writes how far a report is; one that is done stays so. */
export async function noteProgress(
  { prisma }: Pick<Database, 'prisma'>,
  id: string,
  state: 'queued' | 'running',
  progress: number,
): Promise<void> {
  await prisma.report.updateMany({ where: { id, state: { in: ['queued', 'running'] } }, data: { state, progress } });
}

/** Writes that a report is made. */
export async function noteMade({ prisma }: Pick<Database, 'prisma'>, id: string, made: MadeReport): Promise<void> {
  const { cutOff, ...rest } = made;
  await prisma.report.updateMany({
    where: { id, state: { in: ['queued', 'running'] } },
    data: {
      ...{ ...rest, state: 'done', progress: 100, failure: null, finishedAt: new Date() },
      cutOff: cutOff === null ? null : new Date(cutOff),
    },
  });
}

/** Writes why a report was not made. */
export async function noteFailure(
  { prisma }: Pick<Database, 'prisma'>,
  id: string,
  failure: 'being-computed' | 'unexpected',
): Promise<void> {
  await prisma.report.updateMany({
    where: { id, state: { in: ['queued', 'running'] } },
    data: { state: 'failed', failure, finishedAt: new Date() },
  });
}
