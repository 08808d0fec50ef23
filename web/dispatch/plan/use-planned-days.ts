import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Day } from '../../../domain/day.ts';
import { plannedDaysQuery } from '../../ui/api/town-queries.ts';
import type { DayMark, DayMarks } from '../../ui/shell/DayPicker.tsx';

/** Which days of the calendar have a plan, and which of them a published one; asked for when the calendar shows them. */
export function usePlannedDays(): DayMarks {
  const [shown, setShown] = useState<{ from: Day; to: Day } | null>(null);
  const { data } = useQuery(plannedDaysQuery(shown));
  const onShown = useCallback((from: Day, to: Day) => setShown({ from, to }), []);
  return useMemo(() => {
    const planned = (data ?? []).filter((plan) => plan.revisions.length > 0);
    const markOf = (isPublished: boolean): DayMark => (isPublished ? 'published' : 'planned');
    return { of: new Map(planned.map((plan) => [plan.day, markOf(plan.publishedRevisionId !== null)])), onShown };
  }, [data, onShown]);
}
