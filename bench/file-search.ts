import { parseArgs } from 'node:util';

/** What a bench that searches files of a folder is told. */
export interface FileSearch {
  readonly dir: string;
  /** Whether a file of this name is asked for. */
  readonly isAsked: (file: string) => boolean;
  readonly seeds: readonly number[];
  /** Without its seed. */
  readonly budget: ({ readonly seconds: number } | { readonly iterations: number }) & { readonly threads: number };
}

/**
 * Reads `--dir DIR` · `--only C1,HVRP` (beginnings of names) · `--seeds 1` (so many) · `--seconds N` or `--iterations N`, which does not hang on
 * what else the machine does · `--threads 1`.
 *
 * @param example a file of such a folder
 * @throws Error without `--dir`
 */
export function readFileSearch(args: string[], example: string, seconds: number): FileSearch {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      only: { type: 'string', default: '' },
      seeds: { type: 'string', default: '1' },
      seconds: { type: 'string', default: `${seconds}` },
      iterations: { type: 'string' },
      threads: { type: 'string', default: '1' },
    },
  });
  const { dir, iterations } = values;
  if (dir === undefined) throw new Error(`--dir says which folder holds the files, for example ${example}.`);
  const limit = iterations === undefined ? { seconds: Number(values.seconds) } : { iterations: Number(iterations) };
  return {
    dir,
    isAsked: (file) => values.only.split(',').some((name) => file.startsWith(name)),
    seeds: Array.from({ length: Number(values.seeds) }, (_, k) => k + 1),
    budget: { ...limit, threads: Number(values.threads) },
  };
}
