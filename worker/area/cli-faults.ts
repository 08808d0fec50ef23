import { faultPlace, faultSentence } from '../../domain/area-files/fault-messages.ts';
import type { ImportFault } from '../../domain/areas.ts';

/** Prints faults one a line, `file:line:column: sentence`, in both languages. */
export function printFaults(faults: readonly ImportFault[]): void {
  for (const fault of faults) {
    console.error(`${faultPlace(fault)}: ${faultSentence(fault, 'vi')} / ${faultSentence(fault, 'en')}`);
  }
}
