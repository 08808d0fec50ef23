import { useEffect } from 'react';
import { z } from 'zod';
import type { Day } from '../../../domain/day.ts';
import { NOTHING_CHOSEN, type Selection, useSelectionStore } from '../selection.ts';

const CHANNEL = 'tuyen-xanh.chosen';
const id = z.string().nullable();
const messageSchema = z.object({
  from: z.enum(['board', 'map']),
  day: z.string(),
  chosen: z.object({ truckId: id, stopId: id, pointId: id, facilityId: id, unitId: id }),
});

const KEYS = [
  'truckId',
  'stopId',
  'pointId',
  'facilityId',
  'unitId',
] as const satisfies (keyof typeof NOTHING_CHOSEN)[];
const chosenOf = (selection: Selection) =>
  Object.fromEntries(KEYS.map((key) => [key, selection[key]])) as Record<(typeof KEYS)[number], string | null>;

/** What is chosen on the board is chosen on the map of a second screen of the same browser, and the other way round. */
export function useSharedChoice(day: Day, own: 'board' | 'map'): void {
  const selection = useSelectionStore();
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return;
    const channel = new BroadcastChannel(CHANNEL);
    let last = JSON.stringify(chosenOf(selection.get()));
    const stop = selection.subscribe(() => {
      const chosen = chosenOf(selection.get());
      const text = JSON.stringify(chosen);
      if (text === last) return;
      last = text;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of this origin has no other to name
      channel.postMessage({ from: own, day, chosen });
    });
    channel.addEventListener('message', ({ data }) => {
      const heard = messageSchema.safeParse(data);
      // Two boards are two places to look at: only map and board go together.
      if (!heard.success || heard.data.from === own || heard.data.day !== day) return;
      last = JSON.stringify(heard.data.chosen);
      selection.set({ ...NOTHING_CHOSEN, ...heard.data.chosen });
    });
    return () => {
      stop();
      channel.close();
    };
  }, [selection, day, own]);
}
