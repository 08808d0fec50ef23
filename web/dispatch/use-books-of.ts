import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RevisionView } from '../../domain/plans.ts';
import type { TownBooks } from '../../domain/town-view.ts';

/** Reads the books again where a revision names a point that they do not have: a place that a truck was called to since. */
export function useBooksOf(revision: RevisionView | undefined, books: TownBooks | undefined): void {
  const queryClient = useQueryClient();
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (!revision || !books || asked.current === revision.id) return;
    const known = new Set(books.points.map(({ id }) => id));
    const isUnknown = ({ pointId }: { pointId: string | null }) => pointId !== null && !known.has(pointId);
    if (!revision.routes.some(({ stops }) => stops.some(isUnknown)) && !revision.unserved.some(isUnknown)) return;
    asked.current = revision.id;
    void queryClient.invalidateQueries({ queryKey: ['town'] });
  }, [revision, books, queryClient]);
}
