import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ExplainedError } from '../../platform/explained-error.ts';
import { OsmFileError } from '../../roads/osm/osm-file-error.ts';

/** What `npm run area` takes, a line a command. */
export const COMMAND_FORMS = `npm run area -- import --osm FILE.osm.pbf --units FILE.geojson [--points FILE.csv] [--trucks FILE.csv] [--facilities FILE.csv]
                [--name NAME] [--slug SLUG] [--time-zone Asia/Ho_Chi_Minh] [--attribution TEXT] [--synthetic]
                [--on-fault refuse|skip] [--activate] [--resolution-targets] [--data-dir PATH]
npm run area -- import --town SLUG [--osm FILE] [--units FILE] [--points FILE] [--trucks FILE] [--facilities FILE] [--on-fault refuse|skip]
npm run area -- units --osm FILE.osm.pbf --out FILE.geojson [--admin-level 8] [--people-per-building 4]
npm run area -- generate --osm FILE.osm.pbf --units FILE.geojson --out DIRECTORY [--points 300] [--seed 1]`;

/** The fault of a command line that was not understood, with what it takes. */
export function usage(wrongEn: string, wrongVi: string): ExplainedError {
  return new ExplainedError(
    `The command line was not understood (${wrongEn}). It takes:\n${COMMAND_FORMS}`,
    `Không hiểu dòng lệnh (${wrongVi}). docs/area-files.md mô tả các tệp.`,
  );
}

/**
 * The options of a command by name.
 * @throws ExplainedError with the usage when one is unknown, or a required one is missing
 */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  argv: string[],
  options: T,
  required: readonly (keyof T & string)[],
) {
  const values = parse(argv, options);
  requireOptions(values, required);
  return values;
}

/** @throws ExplainedError with the usage when one of the options is missing */
export function requireOptions(given: Readonly<Record<string, unknown>>, required: readonly string[]): void {
  for (const name of required) {
    if (given[name] === undefined) throw usage(`--${name} is missing`, `thiếu --${name}`);
  }
}

function parse<T extends NonNullable<ParseArgsConfig['options']>>(argv: string[], options: T) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: false }).values;
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('. ');
    throw usage(reason, reason);
  }
}

/** A whole number of the command line. @throws ExplainedError */
export function readWhole(name: string, text: string, min: number): number {
  const value = /^\d+$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < min) {
    throw usage(`--${name} wants a whole number from ${min} on`, `--${name} cần số nguyên từ ${min}`);
  }
  return value;
}

/** What is wrong with a file, as the person at the terminal can mend it; other errors as they are. */
export function explainFile(error: unknown): unknown {
  if (error instanceof OsmFileError) {
    return new ExplainedError(error.message, `Không đọc được ${error.path} (${error.code}, byte ${error.byte}).`);
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined || path === undefined) return error;
  return new ExplainedError(`${path} cannot be used (${code}).`, `Không dùng được ${path} (${code}).`, {
    cause: error,
  });
}
