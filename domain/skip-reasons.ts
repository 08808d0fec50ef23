import type { Language } from './languages.ts';
import { beginningOf } from './text.ts';

/** The longest `reason` of a report, in characters. */
export const FIELD_EVENT_REASON_LENGTH = 400;

/** Why a point was not served, as crews tell it with one touch. */
export const SKIP_REASONS = ['road-blocked', 'gate-closed', 'nothing-there', 'not-sorted', 'truck-full'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

const NAMES: Readonly<Record<SkipReason, { vi: string; en: string }>> = {
  'road-blocked': { vi: 'Đường bị chắn', en: 'The road is blocked' },
  'gate-closed': { vi: 'Cổng đóng, không có người', en: 'Gate closed, nobody there' },
  'nothing-there': { vi: 'Không có rác', en: 'No waste' },
  'not-sorted': { vi: 'Rác chưa phân loại', en: 'Waste is not sorted' },
  'truck-full': { vi: 'Xe đã đầy', en: 'The truck is full' },
};

const OTHER = 'other: ';
/** So many characters of a person's own words fit into a report. */
export const OTHER_REASON_LENGTH = FIELD_EVENT_REASON_LENGTH - OTHER.length;

/** The `reason` of a report that gives a person's own words: as many as fit, the last character whole. */
export function otherReason(words: string): string {
  return `${OTHER}${beginningOf(words, OTHER_REASON_LENGTH)}`;
}

/** The `reason` of a report as it is read: a code in words of the language, own words as they were written. */
export function skipReasonText(reason: string, language: Language): string {
  const code = SKIP_REASONS.find((known) => known === reason);
  if (code) return NAMES[code][language];
  return reason.startsWith(OTHER) ? reason.slice(OTHER.length) : reason;
}
