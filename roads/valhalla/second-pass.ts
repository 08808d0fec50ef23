/**
 * Valhalla's quick matrix never enters a street open only to its destinations (`access=destination`, a private yard)
 * from one open to all, unless the place lies on that very street; its routes do, in a second pass. Without the same
 * second pass a depot inside a gate would have routes but no matrix. Here the empty cells are asked again with the
 * algorithm that has it, which is slow where there really is no way, so hopeless places are sorted out first.
 */
import type { Block } from '../engine.ts';
import { UNREACHABLE } from '../engine.ts';

/** Asks for all cells between some rows and some columns of the block, given by index. */
type AskCells = (rows: number[], columns: number[]) => Promise<Block>;

/** With so few empty cells they are simply asked again. */
const FEW_CELLS = 50;

/** A place is hopeless if it has no way to or from any of this many of the best connected others. */
const PROBES = 5;

/** Asks again for the empty cells of a block that may have a way after all, and fills in what is found. */
export async function answerMissingCells(block: Block, rows: number, columns: number, ask: AskCells): Promise<void> {
  let missing = missingColumnsByRow(block, rows, columns);
  const cells = missing.reduce((sum, row) => sum + row.length, 0);
  if (cells > FEW_CELLS) missing = await withoutHopeless(block, missing, columns, ask);
  for (const group of groupsOfEqualColumns(missing)) {
    copyFound(block, columns, group.rows, group.columns, await ask(group.rows, group.columns));
  }
}

function missingColumnsByRow(block: Block, rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const missing: number[] = [];
    for (let column = 0; column < columns; column++) {
      if (block.seconds[row * columns + column] === UNREACHABLE) missing.push(column);
    }
    return missing;
  });
}

/** Leaves out the rows and columns that have no way even to the best connected places. */
async function withoutHopeless(block: Block, missing: number[][], columns: number, ask: AskCells): Promise<number[][]> {
  const missingInColumn = new Array<number>(columns).fill(0);
  for (const row of missing) for (const column of row) missingInColumn[column]++;
  const incompleteRows = indexesWhere(missing.map((row) => row.length > 0));
  const incompleteColumns = indexesWhere(missingInColumn.map((count) => count > 0));
  const bestColumns = bestConnected(missingInColumn);
  const bestRows = bestConnected(missing.map((row) => row.length));

  const fromRows = await ask(incompleteRows, bestColumns);
  const intoColumns = await ask(bestRows, incompleteColumns);
  copyFound(block, columns, incompleteRows, bestColumns, fromRows);
  copyFound(block, columns, bestRows, incompleteColumns, intoColumns);

  const hopefulRow = new Set(
    incompleteRows.filter((_, index) =>
      bestColumns.some((__, probe) => fromRows.seconds[index * bestColumns.length + probe] !== UNREACHABLE),
    ),
  );
  const hopefulColumn = new Set(
    incompleteColumns.filter((_, index) =>
      bestRows.some((__, probe) => intoColumns.seconds[probe * incompleteColumns.length + index] !== UNREACHABLE),
    ),
  );
  return missing.map((row, index) =>
    hopefulRow.has(index)
      ? row.filter((column) => hopefulColumn.has(column) && block.seconds[index * columns + column] === UNREACHABLE)
      : [],
  );
}

/** The indexes with the fewest missing, evenly spread where they are equal. */
function bestConnected(missing: number[]): number[] {
  const step = Math.max(1, Math.floor(missing.length / PROBES));
  const spread = [...missing.keys()].sort((a, b) => (a % step) - (b % step) || a - b);
  return spread.sort((a, b) => missing[a] - missing[b]).slice(0, PROBES);
}

function indexesWhere(flags: boolean[]): number[] {
  return [...flags.keys()].filter((index) => flags[index]);
}

/** Rows that miss the same columns are asked together: one place behind a gate is missing in every row. */
function groupsOfEqualColumns(missing: number[][]): { rows: number[]; columns: number[] }[] {
  const groups = new Map<string, { rows: number[]; columns: number[] }>();
  missing.forEach((columns, row) => {
    if (columns.length === 0) return;
    const key = columns.join();
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { rows: [row], columns });
  });
  return [...groups.values()];
}

function copyFound(block: Block, columns: number, rowIndexes: number[], columnIndexes: number[], found: Block): void {
  rowIndexes.forEach((row, i) => {
    columnIndexes.forEach((column, j) => {
      const cell = row * columns + column;
      if (block.seconds[cell] !== UNREACHABLE) return;
      block.seconds[cell] = found.seconds[i * columnIndexes.length + j];
      block.metres[cell] = found.metres[i * columnIndexes.length + j];
    });
  });
}
