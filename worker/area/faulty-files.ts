import type { ImportFault } from '../../domain/areas.ts';

/** The files cannot become an area; trying again would end the same. Carries every fault that was found. */
export class FaultyFiles extends Error {
  override readonly name = 'FaultyFiles';
  readonly faults: readonly ImportFault[];

  constructor(faults: readonly ImportFault[]) {
    super(`${faults.length} faults in the files of an area`);
    this.faults = faults;
  }
}
