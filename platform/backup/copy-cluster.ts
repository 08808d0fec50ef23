import { chmod, chown, copyFile, readdir, stat, writeFile } from 'node:fs/promises';
import { itemAt } from '../../domain/item-at.ts';
import path from 'node:path';
import { withConnection } from '../postgres/connections.ts';
import { copyDirectory } from './copy-files.ts';

/** What PostgreSQL makes anew at its start; its directories must be there (its manual, "Making a Base Backup"). */
const MADE_ANEW =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)[\\/]|^postmaster\.(pid|opts)$|pgsql_tmp|pg_internal\.init/;
/** Says where the others begin, so it is copied after them. */
const CONTROL_FILE = path.join('global', 'pg_control');

/**
 * Copies a cluster whose PostgreSQL runs: its files as they are, with the log of what was written meanwhile, from which the
 * copy brings itself in order at its first start. It then holds everything committed when this returns.
 *
 * @param databaseUrl of its superuser, to any of its databases
 */
export async function copyRunningCluster(databaseUrl: string, from: string, to: string): Promise<void> {
  await withConnection(databaseUrl, async (client) => {
    // Keeps the log until this connection ends.
    await client.query(`SELECT pg_create_physical_replication_slot('backup_${process.pid}', true, true)`);
    const { rows: begun } = await client.query<{ segment: string }>(
      `SELECT pg_walfile_name(pg_backup_start('npm run backup', true)) AS segment`,
    );
    await copyDirectory(from, to, (file) => !MADE_ANEW.test(file) && file !== CONTROL_FILE);
    await copyFile(path.join(from, CONTROL_FILE), path.join(to, CONTROL_FILE));
    const { rows: ended } = await client.query<{ label: string }>(
      'SELECT labelfile AS label FROM pg_backup_stop(false)',
    );
    await writeFile(path.join(to, 'backup_label'), itemAt(ended, 0).label);
    await copyLog(from, to, itemAt(begun, 0).segment);
    await giveLike(from, to, [CONTROL_FILE, 'backup_label']);
  });
}

async function copyLog(from: string, to: string, firstSegment: string): Promise<void> {
  const segments = (await readdir(path.join(from, 'pg_wal'))).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= firstSegment,
  );
  for (const name of segments) await copyFile(path.join(from, 'pg_wal', name), path.join(to, 'pg_wal', name));
  await giveLike(
    from,
    to,
    segments.map((name) => path.join('pg_wal', name)),
  );
}

/** What was written one by one gets the rights and the owner of the cluster. */
async function giveLike(from: string, to: string, files: readonly string[]): Promise<void> {
  const { uid, gid } = await stat(from);
  for (const file of files) {
    const target = path.join(to, file);
    await chmod(target, 0o600);
    if (process.getuid?.() === 0) await chown(target, uid, gid);
  }
}
