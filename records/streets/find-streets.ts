import type { Day } from '../../domain/day.ts';
import { foldAccents } from '../../domain/fold-accents.ts';
import type { Surface } from '../../domain/geo.ts';
import { middleOf, SHORTEST_STREET_QUERY, type StreetsFound, streetSchema } from '../../domain/streets.ts';
import { groundFinder } from '../../domain/units-in-force.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { unitsHoldingOn } from '../units/units-in-force.ts';

const MOST_FOUND = 12;

/** What people write before a street's name, and maps mostly do not. */
const FIRST_WORDS = new Set(['duong', 'pho']);

/**
 * The streets of a town's map in whose name every word of `query` begins some word, accents or not; those whose name begins
 * with the whole query first. Of one name there may be several. Anybody may ask: they stand on every map.
 *
 * @param town its `datasetId` is `null` without a map: then it has no streets
 * @param today the day whose units are named
 */
export async function findStreets(
  prisma: PrismaClient,
  { id: townId, datasetId }: Pick<ActiveTown, 'id' | 'datasetId'>,
  today: Day,
  query: string,
): Promise<StreetsFound> {
  const words = foldAccents(query).split(' ');
  if (words.length > 1 && FIRST_WORDS.has(words[0] ?? '')) words.shift();
  const wanted = words.join(' ');
  if (datasetId === null || wanted.length < SHORTEST_STREET_QUERY) return { streets: [], isCut: false };
  const matching = await prisma.street.findMany({
    where: { datasetId, AND: words.map((word) => ({ folded: { contains: ` ${word}` } })) },
    select: { id: true, folded: true },
    orderBy: [{ folded: 'asc' }, { id: 'asc' }],
  });
  const isFirst = (folded: string): boolean => FIRST_FORMS.some((form) => folded.startsWith(` ${form}${wanted}`));
  const best = [
    ...matching.filter(({ folded }) => isFirst(folded)),
    ...matching.filter(({ folded }) => !isFirst(folded)),
  ].slice(0, MOST_FOUND);
  const rows = await prisma.street.findMany({
    where: { id: { in: best.map(({ id }) => id) } },
    select: { id: true, name: true, places: true },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const units = await prisma.unit.findMany({
    where: { townId, ...unitsHoldingOn(today) },
    select: { name: true, geometry: true },
    orderBy: { code: 'asc' },
  });
  // Surfaces were checked when they were kept.
  const around = groundFinder(units.map(({ name, geometry }) => ({ name, geometry: geometry as unknown as Surface })));
  return {
    streets: best.flatMap(({ id }) => {
      const row = byId.get(id);
      if (!row) return [];
      const street = streetSchema.parse(row);
      return [{ id, ...street, unitName: around(middleOf(street))?.name ?? null }];
    }),
    isCut: matching.length > MOST_FOUND,
  };
}

const FIRST_FORMS = ['', ...[...FIRST_WORDS].map((word) => `${word} `)];
