import type { Database } from '../../platform/database.ts';
import { readRowsVersion, type WatchedRows } from '../row-versions.ts';

/** The tables that say what a town is. */
export const TOWN_ROWS: readonly WatchedRows[] = [
  'Town',
  'MapDataset',
  'Unit',
  'Cooperative',
  'Facility',
  'CollectionPoint',
  'PointStream',
  'Truck',
  'Shift',
  'Crew',
].map((table) => ({ table }));

/** Names the present state of the town's books: the same as long as nothing in them is changed. */
export async function readTownVersion(database: Pick<Database, 'pool'>): Promise<string> {
  return await readRowsVersion(database, TOWN_ROWS);
}
