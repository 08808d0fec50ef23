import path from 'node:path';
import type { Config } from '../config.ts';
import { withConnection } from '../postgres/connections.ts';

/** How to make the first account of an instance; undefined when there is one already. */
export async function firstAccountCommand(
  databaseUrl: string,
  { dataDir }: Pick<Config, 'dataDir'>,
): Promise<string | undefined> {
  if (await hasAccount(databaseUrl)) return undefined;
  const isUsual = dataDir === path.resolve('.data');
  // Quoted for a shell, as a path may hold spaces.
  const place = isUsual ? '' : ` --data-dir '${dataDir.replaceAll("'", `'\\''`)}'`;
  return `npm run account -- --email ADDRESS --role admin${place}`;
}

async function hasAccount(databaseUrl: string): Promise<boolean> {
  const { rowCount } = await withConnection(databaseUrl, (client) => client.query(`SELECT 1 FROM "User" LIMIT 1`));
  return rowCount === 1;
}
