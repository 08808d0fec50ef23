import type { UseQueryResult } from '@tanstack/react-query';

/** What of the day the page has not got: the plan, or only what lies below it. */
export interface Missing {
  what: 'plan' | 'details';
  /** `null` while it is on its way. */
  error: Error | null;
  retry: () => void;
}

interface Queries {
  plan: UseQueryResult;
  /** Of the revision to show, if there is one. */
  revision: UseQueryResult | null;
  dayState: UseQueryResult;
}

/** The first thing missing; `null` when all is there, be it old. What the field reports is only missed when it cannot be had. */
export function missingOf({ plan, revision, dayState }: Queries): Missing | null {
  const absent = (query: UseQueryResult, what: Missing['what']): Missing | null =>
    query.data === undefined ? { what, error: query.error, retry: () => void query.refetch() } : null;
  return (
    absent(plan, 'plan') ??
    (revision && absent(revision, 'details')) ??
    (dayState.isError ? absent(dayState, 'details') : null)
  );
}
