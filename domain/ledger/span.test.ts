import { expect, it } from 'vitest';
import { spanAsked } from './span.ts';

it.each([
  [{}, '2026-11-02', '2026-11-29'],
  [{ to: '2026-11-10' }, '2026-10-14', '2026-11-10'],
  [{ from: '2026-11-20' }, '2026-11-20', '2026-11-29'],
  [{ from: '2026-11-30' }, '2026-11-30', '2026-11-30'],
  [{ from: '2026-01-01', to: '2026-02-01' }, '2026-01-01', '2026-02-01'],
  // Not before the first day there is, nor longer than may be asked for.
  [{ to: '1900-01-01' }, '1900-01-01', '1900-01-01'],
  [{ from: '1900-01-01' }, '1900-01-01', '1910-01-01'],
])('%j is from %s to %s', (asked, from, to) => {
  expect(spanAsked(asked, '2026-11-30', 28)).toEqual({ from, to });
});
