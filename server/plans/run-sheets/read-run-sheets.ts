import type { Day } from '../../../domain/day.ts';
import type { RouteView } from '../../../domain/plans.ts';
import type { DayWindow } from '../../../domain/windows.ts';
import type { PrismaClient } from '../../../prisma/client/client.ts';
import { readRevisionBooks } from '../../../records/plans/revision-books.ts';
import type { ActiveTown } from '../../../records/towns/active-town.ts';
import { planProblem } from '../problems.ts';
import { readRevision } from '../read-revision.ts';

/** What a crew has to know of a point beside its name. */
export interface SheetPoint {
  readonly windows: readonly DayWindow[];
  /** The office's words for the crew, as they are now. */
  readonly note: string | null;
  readonly access: string | null;
}

/** The run sheets of a day: everything that is printed. */
export interface RunSheets {
  readonly day: Day;
  readonly town: Pick<ActiveTown, 'name' | 'timeZone' | 'isSynthetic'>;
  readonly revisionNumber: number;
  readonly isPublished: boolean;
  readonly routes: readonly RouteView[];
  readonly points: ReadonlyMap<string, SheetPoint>;
}

/**
 * Reads what the run sheets of a plan show.
 *
 * @param revision its number; without it the published one, or the latest where none is published
 * @param truck only this one's routes: its plate or its id
 * @throws Problem `no-such-plan`, `no-such-revision`
 */
export async function readRunSheets(
  prisma: PrismaClient,
  area: ActiveTown,
  planId: string,
  { revision, truck }: { readonly revision?: number | undefined; readonly truck?: string | undefined },
): Promise<RunSheets> {
  const plan = await prisma.plan.findFirst({
    where: { id: planId, townId: area.id },
    select: { publishedRevisionId: true, revisions: { select: { id: true, number: true, snapshotId: true } } },
  });
  if (!plan) throw planProblem('no-such-plan', { id: planId });
  const { publishedRevisionId, revisions } = plan;
  const latest = Math.max(...revisions.map(({ number }) => number));
  const shown =
    revision === undefined
      ? (revisions.find(({ id }) => id === publishedRevisionId) ?? revisions.find(({ number }) => number === latest))
      : revisions.find(({ number }) => number === revision);
  if (!shown) throw planProblem('no-such-revision');
  const view = await readRevision(prisma, area, planId, shown.number);
  const books = await readRevisionBooks(prisma, { townId: area.id, snapshotId: shown.snapshotId });
  const routes = view.routes.filter((route) => truck === undefined || [route.truckCode, route.truckId].includes(truck));
  const pointIds = [...new Set(routes.flatMap(({ stops }) => stops.flatMap(({ pointId }) => pointId ?? [])))];
  const words = await prisma.collectionPoint.findMany({
    where: { id: { in: pointIds } },
    select: { id: true, note: true, access: true },
  });
  const windowsOf = new Map(books.points.map(({ id, windows }) => [id, windows]));
  return {
    ...{
      day: view.day,
      town: area,
      revisionNumber: shown.number,
      isPublished: shown.id === publishedRevisionId,
      routes,
    },
    points: new Map(words.map(({ id, note, access }) => [id, { note, access, windows: windowsOf.get(id) ?? [] }])),
  };
}
