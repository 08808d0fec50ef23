import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import {
  type ClosedDay,
  closeDay,
  collectedKg,
  type DayInputs,
  type LedgerVisit,
} from '../../domain/ledger/close-day.ts';
import type { Language } from '../../domain/languages.ts';
import type { MassByGrade, VisitCounts } from '../../domain/ledger/rates.ts';
import { UNASSIGNED_UNIT } from '../../domain/ledger/unassigned.ts';
import type { Why, WhyDay, WhyQuery, WhyTicket, WhyVisit } from '../../domain/ledger/why.ts';
import { may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { foldVisit } from '../../domain/visits/fold-visit.ts';
import type { Database } from '../../platform/database.ts';
import type { LedgerCell, PrismaClient } from '../../prisma/client/client.ts';
import { type LedgerBook, readBook } from './read-book.ts';
import { readDay } from './read-day.ts';
import { cellsOf, isOfCooperative } from './read-rates.ts';
import { unitNames } from './unit-names.ts';
import { generationTerms } from './why-generation.ts';
import { readWhyNames } from './why-names.ts';

/** Visits and tickets are told of so many days at most: the last of the range. */
const DETAILED_DAYS = 31;
/** So many days are read at once. */
const AT_ONCE = 4;

/**
 * What a figure of the ledger is made of: the terms of what was generated, the days, and of the last of them every visit, ticket and
 * report, computed anew by the rule from what stands in the database now.
 *
 * @returns `null` where the viewer may see no such unit
 */
export async function readWhy(
  database: Database,
  townId: string,
  viewer: Viewer,
  { unit: code, stream, from, to }: WhyQuery,
  { today, language }: { readonly today: Day; readonly language: Language },
): Promise<Why | null> {
  const { prisma, pool } = database;
  const sees = (unitId: string | null, cooperativeId: string | null): boolean =>
    may(viewer, 'ledger.read', { townId, unitId, cooperativeId });
  const unitIds: (string | null)[] =
    code === UNASSIGNED_UNIT
      ? [null]
      : (
          await prisma.unit.findMany({ where: { townId, code }, select: { id: true }, orderBy: { validFrom: 'desc' } })
        ).map(({ id }) => id);
  const isOf = (unitId: string | null): boolean => unitIds.includes(unitId);
  const ofUnit = code === UNASSIGNED_UNIT ? { unitId: null } : { unitId: { in: unitIds.filter((id) => id !== null) } };
  const everSeen = await prisma.ledgerCell.count({
    where: { AND: [cellsOf(townId, viewer, '1900-01-01', '2199-12-31'), ofUnit] },
    take: 1,
  });
  const [first] = unitIds;
  if (first === undefined || (everSeen === 0 && !sees(first, null))) return null;

  const cells = await prisma.ledgerCell.findMany({
    where: { AND: [cellsOf(townId, viewer, from, to), ofUnit, { stream }] },
    orderBy: { day: 'asc' },
  });
  const marks = await prisma.dirtyDay.findMany({
    where: { townId, day: { gte: dayToDate(from), lte: dayToDate(to < today ? to : today) } },
    distinct: ['day'],
    select: { day: true },
  });
  const dirty = new Set(marks.map(({ day }) => dateToDay(day)));
  const byDue = isOfCooperative(viewer);
  const days = whyDays(cells, dirty, byDue);
  const last = days.at(-1)?.day ?? to;
  const earliest = addDays(last, 1 - DETAILED_DAYS);
  const detailsFrom = earliest > from ? earliest : from;

  const book = await readBook(pool, townId);
  const points = code === UNASSIGNED_UNIT ? null : await readPlacedPoints(pool, townId);
  const computed: { inputs: DayInputs; closed: ClosedDay }[] = [];
  const detailed = days.map(({ day }) => day).filter((day) => day >= detailsFrom);
  for (let at = 0; at < detailed.length; at += AT_ONCE) {
    const some = await Promise.all(
      detailed.slice(at, at + AT_ONCE).map(async (day) => {
        const { belongingOf } = book.on(day);
        const own = points?.filter((point) => isOf(belongingOf(point).unitId)).map(({ id }) => id);
        // Of a unit its own visits will do, with those of the trips they were of; what is of none can be of any trip.
        const inputs = await readDay(pool, townId, day, book, own ? { stream, pointIds: own } : null);
        return { inputs, closed: closeDay(inputs) };
      }),
    );
    computed.push(...some);
  }
  const names = await readWhyNames(prisma, townId, computed, (visit) => isOf(visit.unitId) && visit.stream === stream);
  const isShown = (visit: LedgerVisit): boolean =>
    isOf(visit.unitId) && visit.stream === stream && sees(visit.unitId, visit.cooperativeId);
  const shares = new Map<string, { shareKg: number; isTreated: boolean }>();
  const visits: WhyVisit[] = [];
  for (const { inputs, closed } of computed) {
    const numbers = names.tickets;
    const ofDay = inputs.visits.filter(isShown);
    const shown = new Set(ofDay.map(({ id }) => id));
    const treats = (facilityId: string): boolean => inputs.treats.get(facilityId)?.has(stream) ?? false;
    for (const { ticketId, visitId, kg, facilityId } of closed.collected.shares) {
      if (!shown.has(visitId)) continue;
      shares.set(ticketId, { shareKg: (shares.get(ticketId)?.shareKg ?? 0) + kg, isTreated: treats(facilityId) });
    }
    for (const { ticket, stream: of } of closed.collected.unassigned) {
      if (!isOf(null) || of !== stream || !sees(null, ticket.cooperativeId)) continue;
      shares.set(ticket.id, { shareKg: ticket.netKg, isTreated: treats(ticket.facilityId) });
    }
    for (const visit of ofDay) {
      const parts = closed.collected.byVisit.get(visit.id) ?? [];
      const mass: MassByGrade = { weighed: 0, measured: 0, estimated: 0 };
      for (const part of parts) mass[part.grade] += part.kg;
      const folded = foldVisit({ ...visit, isOver: inputs.day < today, weighedKg: new Map() });
      const places = new Map(parts.map((part) => [`${part.facilityId} ${part.how}`, part]));
      visits.push({
        ...{ id: visit.id, day: inputs.day, ...names.pointOf(visit.id), state: folded.state },
        visitGrade: folded.visitGrade,
        massGrade: mass.estimated > 0 || parts.length === 0 ? 'estimated' : mass.measured > 0 ? 'measured' : 'weighed',
        ...{ kg: collectedKg(mass), mass, expectedKg: visit.expectedKg },
        treatedKg: parts.reduce(
          (sum, { facilityId, kg }) => sum + (facilityId !== null && treats(facilityId) ? kg : 0),
          0,
        ),
        facilities: [...places.values()].flatMap(({ facilityId, how }) => {
          const facility = facilityId === null ? undefined : names.facilities.get(facilityId);
          return facility && how ? [{ ...facility, how }] : [];
        }),
        tickets: closed.collected.shares
          .filter(({ visitId }) => visitId === visit.id)
          .map(({ ticketId, kg }) => ({ id: ticketId, number: numbers.get(ticketId)?.number ?? '', shareKg: kg })),
        events: names.eventsOf(visit.id),
      });
    }
  }
  const unitOf = await unitNames(prisma, townId, language);
  const total = (of: (day: WhyDay) => number): number => days.reduce((sum, day) => sum + of(day), 0);
  return {
    ...{ unit: unitOf(first), stream, from, to, detailsFrom, days },
    generatedKg: total((day) => day.generatedKg),
    collectedKg: total((day) => day.collectedKg),
    treatedKg: total((day) => day.treatedKg),
    mass: {
      weighed: total(({ mass }) => mass.weighed),
      measured: total(({ mass }) => mass.measured),
      estimated: total(({ mass }) => mass.estimated),
    },
    visitCounts: {
      scheduled: total((day) => day.visits.scheduled),
      served: total((day) => day.visits.served),
      confirmed: total((day) => day.visits.confirmed),
      inferred: total((day) => day.visits.inferred),
    },
    generation: byDue
      ? []
      : generationTerms(
          book,
          days.map(({ day }) => day),
          unitIds.filter((id) => id !== null),
          stream,
        ),
    tickets: [...shares]
      .flatMap(([id, share]): WhyTicket[] => {
        const ticket = names.tickets.get(id);
        return ticket ? [{ ...ticket, ...share }] : [];
      })
      .sort((a, b) => (a.weighedAt < b.weighedAt ? -1 : 1)),
    visits: visits.sort((a, b) => compare(a.day, b.day) || compare(a.pointCode, b.pointCode)),
    tallies: await readTallies(
      prisma,
      book,
      townId,
      (unitId, cooperativeId) => isOf(unitId) && sees(unitId, cooperativeId),
      {
        stream,
        from: detailsFrom,
        to,
      },
    ),
  };
}

/** Where the points of a town are, and whose they are by the register. */
async function readPlacedPoints(pool: Database['pool'], townId: string) {
  const { rows } = await pool.query<Parameters<ReturnType<LedgerBook['on']>['belongingOf']>[0]>(
    'SELECT id, "unitId", "cooperativeId", lon, lat FROM "CollectionPoint" WHERE "townId" = $1',
    [townId],
  );
  return rows;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The cells of each day as one; of what they replaced, what stood there before the latest of them moved. */
function whyDays(cells: readonly LedgerCell[], dirty: ReadonlySet<Day>, byDue: boolean): WhyDay[] {
  const byDay = new Map<Day, LedgerCell[]>();
  for (const cell of cells) {
    const day = dateToDay(cell.day);
    byDay.set(day, [...(byDay.get(day) ?? []), cell]);
  }
  return [...byDay].map(([day, of]) => {
    const total = (figure: (cell: LedgerCell) => number): number => of.reduce((sum, cell) => sum + figure(cell), 0);
    const mass: MassByGrade = {
      weighed: total((cell) => cell.weighedKg),
      measured: total((cell) => cell.measuredKg),
      estimated: total((cell) => cell.estimatedKg),
    };
    const visits: VisitCounts = {
      scheduled: total((cell) => cell.scheduled),
      served: total((cell) => cell.served),
      confirmed: total((cell) => cell.confirmed),
      inferred: total((cell) => cell.inferred),
    };
    const computedAt = of.map((cell) => cell.computedAt.toISOString()).sort();
    const before = of.map((cell) => replacedOf(cell));
    const until = before
      .flatMap((one) => one.until ?? [])
      .sort()
      .at(-1);
    const was = (name: 'generatedKg' | 'weighedKg' | 'measuredKg' | 'estimatedKg' | 'treatedKg'): number =>
      before.reduce((sum, one) => sum + one[name], 0);
    const wasMass = { weighed: was('weighedKg'), measured: was('measuredKg'), estimated: was('estimatedKg') };
    return {
      ...{ day, mass, visits, collectedKg: collectedKg(mass), isDirty: dirty.has(day) },
      generatedKg: total((cell) => (byDue ? cell.dueKg : cell.generatedKg)),
      treatedKg: total((cell) => cell.treatedKg),
      computedAt: computedAt.at(-1) ?? '',
      ruleVersion: Math.max(...of.map(({ ruleVersion }) => ruleVersion)),
      inputs: of.map(({ inputs }) => inputs).join('+'),
      replaced: until
        ? {
            ...{ until, generatedKg: was('generatedKg'), treatedKg: was('treatedKg') },
            ...{ mass: wasMass, collectedKg: collectedKg(wasMass) },
          }
        : null,
    };
  });
}

type Replaced = Pick<LedgerCell, 'generatedKg' | 'weighedKg' | 'measuredKg' | 'estimatedKg' | 'treatedKg'> & {
  readonly until: string | null;
};
/** What a cell replaced, as write-day.ts keeps it; a cell that replaced nothing stood as it is. */
function replacedOf(cell: LedgerCell): Replaced {
  if (cell.replaced === null) return { ...cell, until: null };
  const kept = cell.replaced as unknown as Replaced & { readonly until: string };
  return { ...kept, until: new Date(kept.until).toISOString() };
}

/** Tallies of loads brought to points, by whose the points were on their day. */
async function readTallies(
  prisma: PrismaClient,
  book: LedgerBook,
  townId: string,
  isShown: (unitId: string | null, cooperativeId: string | null) => boolean,
  { stream, from, to }: { readonly stream: string; readonly from: Day; readonly to: Day },
): Promise<Why['tallies']> {
  const rows = await prisma.tally.findMany({
    where: { townId, stream, withdrawal: null, day: { gte: dayToDate(from), lte: dayToDate(to) } },
    include: {
      point: { select: { id: true, code: true, unitId: true, cooperativeId: true, lon: true, lat: true } },
    },
    orderBy: [{ day: 'asc' }, { doneAt: 'asc' }],
  });
  const onDay = new Map<Day, ReturnType<LedgerBook['on']>>();
  return rows.flatMap(({ id, day: date, point, team, loads, loadLitres, kg }) => {
    const day = dateToDay(date);
    const books = onDay.get(day) ?? book.on(day);
    onDay.set(day, books);
    const { unitId, cooperativeId } = books.belongingOf(point);
    if (!isShown(unitId, cooperativeId)) return [];
    return [{ id, day, pointCode: point.code, team, loads, loadLitres, kg }];
  });
}
