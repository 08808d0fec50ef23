import { IMPORT_FILES } from '../../domain/area-files/import-request.ts';
import type { ImportFault } from '../../domain/areas.ts';

const FILE_ORDER: readonly ImportFault['file'][] = IMPORT_FILES;

/** More faults than this help nobody, and make a row that is slow to read. */
const MOST_FAULTS = 5000;

/** The files cannot become an area; trying again would end the same. Carries every fault that was found. */
export class FaultyFiles extends Error {
  override readonly name = 'FaultyFiles';
  readonly faults: readonly ImportFault[];

  constructor(faults: readonly ImportFault[]) {
    super(`${faults.length} faults in the files of an area`);
    this.faults = inFileOrder(faults);
  }
}

/** Faults as somebody mends them: file by file, from the first line to the last. */
export function inFileOrder(faults: readonly ImportFault[]): ImportFault[] {
  const place = (fault: ImportFault) => FILE_ORDER.indexOf(fault.file);
  return [...faults].sort((a, b) => place(a) - place(b) || (a.line ?? 0) - (b.line ?? 0));
}

/** What of the faults is kept: all of them, or the first with a last row `more-faults` that says how many are left out. */
export function listedFaults(faults: readonly ImportFault[]): ImportFault[] {
  const leftOut = faults.slice(MOST_FAULTS);
  const [first] = leftOut;
  if (!first) return [...faults];
  const params = { count: leftOut.length };
  return [
    ...faults.slice(0, MOST_FAULTS),
    { ...first, line: null, column: null, value: null, code: 'more-faults', params },
  ];
}
