import { massGradeSchema, visitGradeSchema } from '../../domain/evidence.ts';
import type { VisitReport } from '../../domain/visits/fold-visit.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** What has to be read of a visit to know what became of it. */
export const visitInclude = {
  point: { select: { code: true, name: true, streams: { select: { stream: true, expectedKgPerDay: true } } } },
  stops: {
    where: { route: { revision: { publishedOn: { isNot: null } } } },
    select: { loadKg: true, arrivesAt: true, route: { select: { truck: { select: { code: true } } } } },
    orderBy: { arrivesAt: 'asc' },
  },
  unserved: {
    where: { revision: { publishedOn: { isNot: null } } },
    select: { loadKg: true, reason: true },
  },
  fieldEvents: {
    where: { kind: { in: ['served', 'skipped'] }, retractedAt: null },
    include: { truck: { select: { code: true } } },
    orderBy: [{ doneAt: 'asc' }, { id: 'asc' }],
  },
} as const satisfies Prisma.VisitInclude;
export type VisitRow = Prisma.VisitGetPayload<{ include: typeof visitInclude }>;

/** What the published plan expects of a visit, else what its point is registered with, in kg. */
export function expectedKgOf({ stops, unserved, point, stream }: VisitRow): number {
  const planned = [...stops, ...unserved];
  if (planned.length > 0) return planned.reduce((sum, { loadKg }) => sum + loadKg, 0);
  return Math.round(point.streams.find((entry) => entry.stream === stream)?.expectedKgPerDay ?? 0);
}

/** The reports of a visit as the fold takes them. */
export function reportsOf({ fieldEvents }: Pick<VisitRow, 'fieldEvents'>): VisitReport[] {
  return fieldEvents.map(({ id, kind, doneAt, visitPart, visitParts, visitGrade, massGrade, loadKg }) => ({
    ...{ id, doneAt, loadKg, kind: kind === 'served' ? 'served' : 'skipped' },
    ...{ part: visitPart, parts: visitParts },
    visitGrade: visitGradeSchema.parse(visitGrade),
    massGrade: massGrade === null ? null : massGradeSchema.parse(massGrade),
  }));
}
