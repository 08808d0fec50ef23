import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { keepStreets } from '../records/streets/keep-streets.ts';
import { datasetsWithoutStreets } from '../records/streets/datasets-without-streets.ts';
import { readStreets } from '../roads/base-map/read-streets.ts';

const PAUSE_SECONDS = 300;

/** Gives maps of before, which came without their streets' names, theirs: at once and every few minutes until stopped. */
export function keepReadingStreets(platform: Pick<Platform, 'blobs' | 'database' | 'logger'>): Repeated {
  return repeat(
    PAUSE_SECONDS,
    () => readMissingStreets(platform),
    (error) => platform.logger.warn({ err: error }, 'streets of maps not read'),
  );
}

/** Reads the streets of each map that has none yet from its base map. A map whose file is missing or broken is left for later. */
async function readMissingStreets({
  blobs,
  database: { prisma },
  logger,
}: Pick<Platform, 'blobs' | 'database' | 'logger'>): Promise<void> {
  for (const datasetId of await datasetsWithoutStreets(prisma)) {
    const key = `areas/${datasetId}/base-map.pmtiles`;
    if (!(await blobs.info(key))) continue;
    try {
      const streets = await readStreets(blobs.path(key));
      await prisma.$transaction((transaction) => keepStreets(transaction, datasetId, streets), { timeout: 60_000 });
      logger.info({ datasetId, streets: streets.length }, 'streets read from the base map');
    } catch (error) {
      logger.warn({ err: error, datasetId }, 'streets not read from the base map');
    }
  }
}
