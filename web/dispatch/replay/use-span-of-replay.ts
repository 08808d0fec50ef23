import { useQuery } from '@tanstack/react-query';
import type { Day } from '../../../domain/day.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { dayStateQuery } from '../../ui/api/town-queries.ts';
import { usePermission } from '../../ui/session.ts';
import { spanOfReplay } from './replay-span.ts';

/** The span in which a day can be played again, in milliseconds; `null` for one that is not over or of which nothing is known. */
export function useSpanOfReplay(day: Day): readonly [from: number, to: number] | null {
  const today = useQuery(areaQuery()).data?.today;
  const mayWatch = usePermission('fleet.watch');
  const state = useQuery(dayStateQuery(day)).data;
  return mayWatch && state && today !== undefined && day < today ? spanOfReplay(state) : null;
}
