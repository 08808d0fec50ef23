import type { Day } from '../../../domain/day.ts';
import type { RouteView } from '../../../domain/plans.ts';
import type { DayWindow } from '../../../domain/windows.ts';
import type { PrismaClient } from '../../../prisma/client/client.ts';
import { readPointWords } from '../../../records/points/point-briefings.ts';
import type { ActiveTown } from '../../../records/towns/active-town.ts';
import { numberOfRevision, readBooksOfRevision, readRevision } from '../read-revision.ts';

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
  const number = await numberOfRevision(prisma, area.id, planId, revision);
  const view = await readRevision(prisma, area, planId, number);
  const books = await readBooksOfRevision(prisma, area.id, planId, number);
  const routes = view.routes.filter((route) => truck === undefined || [route.truckCode, route.truckId].includes(truck));
  const pointIds = [...new Set(routes.flatMap(({ stops }) => stops.flatMap(({ pointId }) => pointId ?? [])))];
  const words = await readPointWords(prisma, pointIds);
  const windowsOf = new Map(books.points.map(({ id, windows }) => [id, windows]));
  return {
    ...{
      day: view.day,
      town: area,
      revisionNumber: number,
      isPublished: view.isPublished,
      routes,
    },
    points: new Map(words.map(({ id, note, access }) => [id, { note, access, windows: windowsOf.get(id) ?? [] }])),
  };
}
