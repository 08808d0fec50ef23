import { foldAccents } from '../../domain/fold-accents.ts';
import { SHORTEST_STREET_QUERY, type StreetsFound, streetSchema } from '../../domain/streets.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

const MOST_FOUND = 12;

/** What people write before a street's name, and maps mostly do not. */
const FIRST_WORDS = new Set(['duong', 'pho']);

/**
 * The streets of a town's map in whose name every word of `query` begins some word, accents or not; those whose name begins
 * with the whole query first. Of one name there may be several. Anybody may ask: they stand on every map.
 *
 * @param datasetId `null` for a town without a map, which has no streets
 */
export async function findStreets(
  prisma: PrismaClient,
  datasetId: string | null,
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
  return {
    streets: best.flatMap(({ id }) => {
      const row = byId.get(id);
      return row ? [{ id, ...streetSchema.parse(row) }] : [];
    }),
    isCut: matching.length > MOST_FOUND,
  };
}

const FIRST_FORMS = ['', ...[...FIRST_WORDS].map((word) => `${word} `)];
