import { readFile, writeFile } from 'node:fs/promises';
import { readRecords } from '../domain/area-files/table.ts';
import { csv } from '../domain/area-files/write-csv.ts';

/** A row of a table by the names of its columns. */
type Row = Record<string, string>;

/**
 * A points' file with so many rows: those of `file` again and again, each time moved by some metres.
 *
 * @returns where it was written, beside `file`
 */
export async function writeManyPoints(file: string, count: number): Promise<string> {
  return await writeManyRows(file, count, (row, k, round) => ({
    ...row,
    code: `P-${k}`,
    lon: (Number(row['lon']) + round * 0.000_02 * Math.cos(k)).toFixed(6),
    lat: (Number(row['lat']) + round * 0.000_02 * Math.sin(k)).toFixed(6),
  }));
}

/** A trucks' file with so many rows: those of `file` again and again, without devices. @returns where it was written */
export async function writeManyTrucks(file: string, count: number): Promise<string> {
  return await writeManyRows(file, count, (row, k) => ({ ...row, code: `T-${k}`, crew: `C-${k}`, device_id: '' }));
}

async function writeManyRows(
  file: string,
  count: number,
  change: (row: Row, k: number, round: number) => Row,
): Promise<string> {
  const { records, delimiter } = readRecords((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  const [head, ...rows] = records.map(({ cells }) => cells);
  const lines = Array.from({ length: count }, (_, k) => {
    const row = Object.fromEntries(head.map((name, column) => [name, rows[k % rows.length][column]]));
    const changed = change(row, k, Math.floor(k / rows.length));
    return head.map((name) => changed[name]);
  });
  const out = file.replace('.csv', '-many.csv');
  await writeFile(out, csv(head, lines, delimiter));
  return out;
}
