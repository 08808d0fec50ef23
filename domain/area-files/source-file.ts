import type { ImportFault } from '../areas.ts';
import { firstOf } from '../cells/text.ts';

/** A file as it was handed in. */
export interface SourceFile {
  kind: ImportFault['file'];
  /** The name the person who handed it in knows it by. */
  name: string;
  bytes: Uint8Array;
  /** Of a workbook: its rows, which its bytes cannot be asked for as text. */
  rows?: readonly SourceRow[];
}

/** A row of a file, the headings among them. */
export interface SourceRow {
  /** 1-based in the file, where the row begins. */
  line: number;
  cells: string[];
  /** Of a workbook: the number of each cell that is one. */
  numbers?: readonly (number | undefined)[];
}

/** What a file gave: rows that are right, and the faults of those that are not. */
export interface ReadRows<Row> {
  rows: Row[];
  faults: ImportFault[];
  /**
   * Rows with faults, with stand-ins for what could not be read, if there are any: what they name is known and what they refer to
   * can be checked, so that one run names every fault. They must not be used for anything else.
   */
  faulty?: Row[];
}

/** A sentence that tells more of a cell than this is not read; a cell may hold megabytes. */
const MOST_TOLD = 200;

/**
 * Makes a fault of `file`; line and column are `null` where the fault is the whole file's. A line 0 is none: what is wrong is in
 * the town already.
 */
export function faultOf(
  file: Pick<SourceFile, 'kind' | 'name'>,
  line: number | null,
  column: string | null,
  code: ImportFault['code'],
  value: string | null = null,
  params: ImportFault['params'] = {},
): ImportFault {
  return {
    file: file.kind,
    fileName: file.name,
    line: line === 0 ? null : line,
    column,
    code,
    value: value === null ? null : firstOf(value, MOST_TOLD),
    params: Object.fromEntries(
      Object.entries(params).map(([name, each]) => [name, typeof each === 'string' ? firstOf(each, MOST_TOLD) : each]),
    ),
  };
}

/**
 * The text of a file in UTF-8, or in UTF-16 when a byte order mark or its first letter says so; without the mark and with `\n` at every
 * line's end. `null` when the bytes are no such text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text.replace(/\r\n?/g, '\n');
  } catch {
    // The decoder's only complaint is a byte sequence that is no text of this encoding.
    return null;
  }
}

/** A file begins with a plain letter mostly, of which UTF-16 writes one byte as 0; no text has that in UTF-8. */
function encodingOf([first, second]: Uint8Array): string {
  const mark = ((first ?? 1) << 8) | (second ?? 1);
  if (mark === 0xfffe || (second === 0 && first !== 0)) return 'utf-16le';
  return mark === 0xfeff || (first === 0 && second !== 0) ? 'utf-16be' : 'utf-8';
}
