import path from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';

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
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM "User" LIMIT 1`);
    return rowCount === 1;
  } finally {
    await client.end();
  }
}
