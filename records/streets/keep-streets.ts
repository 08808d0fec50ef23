import { foldAccents } from '../../domain/fold-accents.ts';
import type { Street } from '../../domain/streets.ts';
import type { Prisma } from '../../prisma/client/client.ts';

const ROWS_PER_STATEMENT = 1000;

/** Writes the streets of a map data set, once: a data set's map never changes. Streets that have no letter or digit in their name are left out. */
export async function keepStreets(
  transaction: Prisma.TransactionClient,
  datasetId: string,
  streets: readonly Street[],
): Promise<void> {
  // Two at once: the second waits for the row, and finds it done.
  const { count } = await transaction.mapDataset.updateMany({
    where: { id: datasetId, streetsReadAt: null },
    data: { streetsReadAt: new Date() },
  });
  if (count === 0) return;
  const rows = streets
    .map(({ name, places }) => ({ datasetId, name, folded: ` ${foldAccents(name)}`, places }))
    .filter(({ folded }) => folded.trim() !== '');
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await transaction.street.createMany({ data: rows.slice(start, start + ROWS_PER_STATEMENT) });
  }
}
