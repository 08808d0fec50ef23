import { IMPORT_FILES } from '../../domain/area-files/import-request.ts';
import type { ImportFault } from '../../domain/areas.ts';

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
  const place = (fault: ImportFault) => IMPORT_FILES.indexOf(fault.file);
  return [...faults].sort((a, b) => place(a) - place(b) || (a.line ?? 0) - (b.line ?? 0));
}
