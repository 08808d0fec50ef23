import { expect, it } from 'vitest';
import { askAgainAfter } from './ask-again.ts';

it('asks again for the figures of today, which grow as the crews report, and not for those of another day', () => {
  expect(askAgainAfter('2026-03-02', '2026-03-02')).toBe(30_000);
  expect(askAgainAfter('2026-03-01', '2026-03-02')).toBe(false);
  expect(askAgainAfter('2026-03-03', '2026-03-02')).toBe(false);
});
