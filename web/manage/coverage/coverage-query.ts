import { queryOptions } from '@tanstack/react-query';
import { coverageViewSchema } from '../../../domain/coverage.ts';
import type { Day } from '../../../domain/day.ts';
import { request } from '../../ui/api/request.ts';
import { askAgainAfter } from './ask-again.ts';

/** Coverage of `day`, kept fresh while it is the area's `today`; the figures shown stay until newer ones are there. */
export const coverageQuery = (day: Day, metres: number, today: Day) =>
  queryOptions({
    queryKey: ['coverage', day, metres],
    queryFn: ({ signal }) => request(coverageViewSchema, `/api/coverage?date=${day}&metres=${metres}`, { signal }),
    placeholderData: (before) => before,
    refetchInterval: askAgainAfter(day, today),
  });
