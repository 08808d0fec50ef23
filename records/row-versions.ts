import type { Database } from '../platform/database.ts';

/** Rows to watch: a table, all of it unless a condition with parameters tells which. */
export interface WatchedRows {
  readonly table: string;
  readonly where?: string;
  readonly parameters?: readonly unknown[];
}

/**
 * Names the present state of some rows: as long as none of them is added, changed or taken away, and only then, the name stays
 * the same. It is read from what PostgreSQL keeps of every row anyway, the transaction that wrote it (`xmin`): nothing has to be
 * counted by whoever writes, no row is locked, and the rows themselves are not read. A new row's transaction is younger than
 * those of the rows it can stand in for, so number and sum together do not stay the same by chance.
 *
 * @param rows tables by the names the schema gives them, written by us and never from outside
 */
export async function readRowsVersion({ pool }: Pick<Database, 'pool'>, rows: readonly WatchedRows[]): Promise<string> {
  const parameters: unknown[] = [];
  const parts = rows.map(({ table, where, parameters: own = [] }) => {
    const condition = where?.replaceAll(/\$(\d+)/g, (_, number: string) => `$${parameters.length + Number(number)}`);
    parameters.push(...own);
    return `(SELECT count(*) || '.' || coalesce(sum(xmin::text::bigint), 0) FROM "${table}"${condition ? ` WHERE ${condition}` : ''})`;
  });
  const { rows: answer } = await pool.query<{ version: string }>(
    `SELECT concat_ws('-', ${parts.join(', ')}) AS version`,
    parameters,
  );
  return answer[0]?.version ?? '';
}
