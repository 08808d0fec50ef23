import type { FieldEventInput } from '../../../domain/field-events.ts';
import { isKg } from '../kg.ts';

/** What stands on the slip that the weighbridge gave the crew. */
export type Slip = NonNullable<FieldEventInput['ticket']>;

/** The same as it was typed. */
export interface SlipDraft {
  readonly number: string;
  readonly grossKg: number | string;
  readonly tareKg: number | string;
}

/** What is missing or cannot be so, by the field it is told at. */
export type SlipFaults = Partial<Record<keyof SlipDraft, 'numberNeeded' | 'kgNeeded' | 'tareAbove'>>;

export const EMPTY_SLIP: SlipDraft = { number: '', grossKg: '', tareKg: '' };

/** The slip of a draft, none where nothing was typed, or everything that is wrong with it. */
export function slipOf({ number, grossKg, tareKg }: SlipDraft): { slip: Slip | null } | { faults: SlipFaults } {
  if (number.trim() === '' && grossKg === '' && tareKg === '') return { slip: null };
  const isAbove = isKg(grossKg) && isKg(tareKg) && tareKg > grossKg;
  if (number.trim() !== '' && isKg(grossKg) && isKg(tareKg) && !isAbove) {
    return { slip: { number: number.trim(), grossKg, tareKg } };
  }
  return {
    faults: {
      ...(number.trim() === '' && { number: 'numberNeeded' }),
      ...(!isKg(grossKg) && { grossKg: 'kgNeeded' }),
      ...(!isKg(tareKg) && { tareKg: 'kgNeeded' }),
      ...(isAbove && { tareKg: 'tareAbove' }),
    },
  };
}
