import { expect, test } from 'vitest';
import { fieldEventSchema } from './field-events.ts';
import { OTHER_REASON_LENGTH, otherReason, SKIP_REASONS, skipReasonText } from './skip-reasons.ts';

test.each(SKIP_REASONS)('%s is told in the language of who reads it, whoever reported it', (code) => {
  const [vietnamese, english] = [skipReasonText(code, 'vi'), skipReasonText(code, 'en')];
  expect(new Set([code, vietnamese, english]).size).toBe(3);
});

test('own words come back as they were written, and so does what older phones reported', () => {
  expect(skipReasonText(otherReason('Chó dữ'), 'en')).toBe('Chó dữ');
  expect(skipReasonText('Đường đang thi công', 'vi')).toBe('Đường đang thi công');
});

test('own words fit into a report, cut where they are longer than it takes, but never within a character', () => {
  const report = (reason: string) =>
    fieldEventSchema.safeParse({
      id: '019aaf2e-8c00-7000-8000-000000000001',
      kind: 'skipped',
      truckId: '5d3d1d7e-0d4c-4b6e-9a5e-2f1c7c1f4d11',
      reason,
      doneAt: '2026-11-23T00:00:00Z',
    }).success;
  expect(report(otherReason('x'.repeat(OTHER_REASON_LENGTH)))).toBe(true);
  expect(otherReason(`${'x'.repeat(OTHER_REASON_LENGTH - 1)}😀`)).toBe(
    otherReason('x'.repeat(OTHER_REASON_LENGTH - 1)),
  );
});
