import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Day } from '../../../domain/day.ts';
import { type DayNote, dayNotesSchema } from '../../../domain/notes/notes.ts';
import { request } from '../../ui/api/request.ts';
import { useLive } from '../../ui/live/LiveProvider.tsx';
import { usePermission } from '../../ui/session.ts';
import { en } from '../../ui/texts/en/notes.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/notes.ts';

registerTexts('notes', { vi, en });

/** Heals what no announcement told. */
const REFETCH_MILLISECONDS = 60_000;
const NONE: readonly DayNote[] = [];

const keyOf = (day: Day) => ['day-notes', day];

/** What dispatchers left of a day, the newest first, with who took it over. */
export function useNotes(day: Day): { items: readonly DayNote[]; error: Error | null } {
  const enabled = usePermission('alerts.read');
  const notes = useQuery({
    queryKey: keyOf(day),
    queryFn: ({ signal }) => request(dayNotesSchema, `/api/day/${day}/notes`, { signal }),
    refetchInterval: REFETCH_MILLISECONDS,
    enabled,
  });
  return { items: notes.data?.items ?? NONE, error: notes.data ? null : notes.error };
}

/** Leaves a note, says that one has been dealt with, or takes the day over. */
export function useWriteNote(day: Day) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ to, body }: { to: 'notes' | 'notes/done' | 'handover'; body: object }) =>
      request(dayNotesSchema, `/api/day/${day}/${to}`, { method: 'POST', body }),
    onSuccess: (answer) => queryClient.setQueryData(keyOf(day), answer),
  });
}

/** Reads notes again when anything of them is announced: one may have been carried here from another day. */
export function useNoteNews(): void {
  const queryClient = useQueryClient();
  useLive('notes', () => void queryClient.invalidateQueries({ queryKey: ['day-notes'] }));
}
