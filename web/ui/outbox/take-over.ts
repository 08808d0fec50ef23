import { lateForm } from '../api/late-form.ts';
import type { OutboxItem } from './items.ts';
import type { OutboxStore } from './store.ts';

/** Earlier versions kept each report in the browser's storage: `….<owner>.unsent.<id>` and `….<owner>.refused.<id>`. */
const OLD = /^tuyen-xanh\.outbox\.(?<owner>.+)\.(?<kind>unsent|refused)\.[^.]+$/;

/**
 * Takes over what an earlier version of the app has left unsent on this phone, whoever reported it. It goes from its old
 * place only when it is in the new one. A window of that version may still be open and add to it: this may be done often.
 */
export async function takeOver(
  old: Pick<Storage, 'length' | 'key' | 'getItem' | 'removeItem'>,
  store: OutboxStore,
): Promise<void> {
  const found: { key: string; item: Omit<OutboxItem, 'sequence'> }[] = [];
  for (let index = 0; index < old.length; index++) {
    const key = old.key(index) ?? '';
    const { owner, kind } = OLD.exec(key)?.groups ?? {};
    if (!owner || !kind) continue;
    const event = (await lateForm('field-event')()).safeParse(jsonOrNull(old.getItem(key)));
    if (!event.success) {
      // What nobody can send is left where it lies, for a person to find.
      console.error(`${key} cannot be read:`, event.error);
      continue;
    }
    found.push({
      key,
      item: {
        id: event.data.id,
        owner,
        kind: 'field-event',
        body: event.data,
        state: kind === 'refused' ? 'refused' : 'waiting',
        heldUntilMs: 0,
        // It may have been sent before: its time stays.
        moment: null,
      },
    });
  }
  if (found.length === 0) return;
  // A report that was refused and could not be removed from the unsent is a refused one. Ids begin with the time.
  found.sort((a, b) =>
    a.item.id === b.item.id ? (a.item.state === 'refused' ? -1 : 1) : a.item.id < b.item.id ? -1 : 1,
  );
  await store.add(found.map(({ item }) => item));
  for (const { key } of found) old.removeItem(key);
}

function jsonOrNull(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    // Half written; named by the caller.
    return null;
  }
}
