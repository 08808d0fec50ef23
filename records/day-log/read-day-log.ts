import { type DayLog, isLogged, type LogFilter, type LogItem, logPage } from '../../domain/day-log/day-log.ts';
import type { Day } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { calledBy, namesOf } from '../people/names.ts';
import { alertEntries } from './alert-entries.ts';
import { closureEntries } from './closure-entries.ts';
import { fieldEntries } from './field-entries.ts';
import { planEntries } from './plan-entries.ts';

/** The day that is read: whose, and from when until when what names no day is of it. */
export interface LoggedDay {
  readonly townId: string;
  readonly day: Day;
  readonly from: Date;
  readonly to: Date;
}

/** An entry whose names are still to be looked up. */
export type LogEntry = Pick<LogItem, 'id' | 'kind'> &
  Partial<Omit<LogItem, 'id' | 'kind' | 'at' | 'who' | 'truck'>> & {
    readonly at: Date;
    /** An account's id; see {@link calledBy}. */
    readonly by?: string | null;
    readonly truckId?: string | null;
  };

/** Everything that is known to have happened on a day: plans, reports, tickets, alerts, closures; see {@link logPage}. */
export async function readDayLog(
  prisma: PrismaClient,
  day: LoggedDay,
  filter: LogFilter,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<DayLog> {
  const entries = (
    await Promise.all([
      planEntries(prisma, day),
      fieldEntries(prisma, day),
      alertEntries(prisma, day),
      closureEntries(prisma, day),
    ])
  ).flat();
  const ids = (of: (entry: LogEntry) => string | null | undefined): string[] => [
    ...new Set(entries.flatMap((entry) => of(entry) ?? [])),
  ];
  const named = { select: { id: true, name: true } } as const;
  const [people, trucks, points, facilities, units] = await Promise.all([
    namesOf(
      prisma,
      ids(({ by }) => by),
    ),
    prisma.truck.findMany({
      where: { id: { in: ids(({ truckId }) => truckId) } },
      select: { id: true, number: true, code: true },
    }),
    prisma.collectionPoint.findMany({ where: { id: { in: ids(({ pointId }) => pointId) } }, ...named }),
    prisma.facility.findMany({ where: { id: { in: ids(({ facilityId }) => facilityId) } }, ...named }),
    prisma.unit.findMany({ where: { id: { in: ids(({ unitId }) => unitId) } }, ...named }),
  ]);
  const truckOf = new Map(trucks.map((truck) => [truck.id, truck]));
  const names = new Map([...points, ...facilities, ...units].map(({ id, name }) => [id, name]));
  const items = entries.map((entry): LogItem => {
    const { by = null, truckId = null, at, place = null, ...told } = entry;
    const { pointId = null, facilityId = null, unitId = null } = told;
    const name = calledBy(people, by);
    return {
      ...{ stream: null, kg: null, isWeighed: false, isInferred: false, reason: null },
      ...{ revision: null, ticketNumber: null, alertKind: null, ...told, pointId, facilityId, unitId },
      at: at.toISOString(),
      who: name === null ? null : { id: by, name },
      truck: truckOf.get(truckId ?? '') ?? null,
      place: place ?? names.get(pointId ?? facilityId ?? unitId ?? '') ?? null,
    };
  });
  const { person: _person, ...rest } = filter;
  const actors = new Map(
    items.flatMap(({ who, ...item }) => (who && isLogged({ ...item, who }, rest) ? [[who.name, who] as const] : [])),
  );
  return {
    day: day.day,
    ...logPage(items, filter, page),
    people: [...actors.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi')),
  };
}
