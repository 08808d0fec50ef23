import type { z } from 'zod';
import { dayOf } from '../../domain/day-of.ts';
import { LATE_HOURS } from '../../domain/late-hours.ts';
import type { Forms } from './api/forms.ts';
import { lateForm } from './api/late-form.ts';
import { placePhotoKeys } from './kept-place-photos.ts';
import { phoneDatabase } from './outbox/database.ts';
import { isOfKind, type OutboxItem } from './outbox/items.ts';

/** What a driver's page needs to be drawn without the server. */
export type KeptDay = z.infer<Forms['kept-day']>;

/** Where one value outlives the page. Whatever it says is done is on the disk. */
export interface KeptValue {
  read(): Promise<unknown>;
  write(value: unknown): Promise<void>;
  remove(): Promise<void>;
}

/** One day of one person: whoever comes next on this phone takes its place. */
const KEY = 'own-day';
/** Where earlier versions of the app kept it, which a browser writes down when it likes. */
const OLD_KEY = 'tuyen-xanh.own-day';
/** The route of it that was last seen, which the driver's page keeps. */
export const SEEN_ROUTE_KEY = 'tuyen-xanh.seen-route';
/** The way turn by turn, beside the day it is of. */
const DIRECTIONS_KEY = 'own-directions';
/** Nobody waits longer for a phone's storage that does not answer. */
const PATIENCE_MS = 2_000;

const inDatabase: KeptValue = {
  read: async () => await (await phoneDatabase()).get('kept', KEY),
  write: async (value) => {
    // `strict`: over only when the disk has it.
    const transaction = (await phoneDatabase()).transaction('kept', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put(value, KEY), transaction.done]);
  },
  remove: async () => {
    const transaction = (await phoneDatabase()).transaction('kept', 'readwrite', { durability: 'strict' });
    await Promise.all([
      transaction.store.delete(KEY),
      transaction.store.delete(DIRECTIONS_KEY),
      transaction.store.delete(placePhotoKeys()),
      transaction.done,
    ]);
  },
};

/** Keeps `day` on this phone, for a page that is opened without a network. Over when the disk has it. */
export async function keepDay(day: KeptDay, value: KeptValue = inDatabase): Promise<void> {
  try {
    await value.write(day);
    localStorage.removeItem(OLD_KEY);
  } catch (error) {
    console.error(error);
    // No room: reports need it more, and an older day in its place would be a wrong one.
    await forgetDay(value);
  }
}

/**
 * The day kept on this phone; `null` when there is none, when it is over, or when another version of the app wrote it. As on the server,
 * a route is what there is to see until its day ends, and hours after it should have ended where that is later; and as long as its shift
 * is under way, whatever a clock says that somebody may have set.
 */
export async function keptDay(
  now: Date,
  value: KeptValue = inDatabase,
  isUnderWay: (truckId: string) => Promise<boolean> = hasShiftUnderWay,
): Promise<KeptDay | null> {
  const kept = await written(value);
  // The first time there is none, and nothing is loaded to read it by.
  if (kept === null) return null;
  const parsed = (await lateForm('kept-day')()).safeParse(kept);
  if (!parsed.success) return null;
  const { route, area } = parsed.data;
  const isToday = dayOf(now, area.timeZone) === route.day;
  const over = Date.parse(route.endsAt) + LATE_HOURS * 3_600_000;
  return isToday || now.getTime() < over || (await isUnderWay(route.truckId)) ? parsed.data : null;
}

async function hasShiftUnderWay(truckId: string): Promise<boolean> {
  try {
    return isShiftUnderWay(await (await phoneDatabase()).getAllFromIndex('items', 'sequence'), truckId);
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** Whether of what this phone has not sent yet some is of a truck's shift, and nothing says that it has ended. */
export function isShiftUnderWay(items: readonly OutboxItem[], truckId: string): boolean {
  const kinds = items.flatMap((item) =>
    item.state === 'waiting' && isOfKind(item, 'field-event') && item.body.truckId === truckId ? item.body.kind : [],
  );
  return kinds.length > 0 && !kinds.includes('shift-ended');
}

async function written(value: KeptValue): Promise<unknown> {
  try {
    return (await value.read()) ?? JSON.parse(localStorage.getItem(OLD_KEY) ?? 'null');
  } catch (error) {
    // What cannot be read must not keep the page from opening.
    console.error(error);
    return null;
  }
}

/** To be called when somebody has signed in: their own day stays, also where their session had only ended. */
export async function forgetDayOfOthers(accountId: string, value: KeptValue = inDatabase): Promise<void> {
  if ((await whoseDay(value))?.id !== accountId) await forgetDay(value);
}

/** Whose day is kept on this phone, over or not; `null` where none is, or it cannot be told. */
export async function whoseDay(value: KeptValue = inDatabase): Promise<KeptDay['me'] | null> {
  const kept = await written(value);
  return kept === null ? null : ((await lateForm('kept-day')()).pick({ me: true }).safeParse(kept).data?.me ?? null);
}

/** To be called whenever the one on this phone may be another. Over when it is gone, or when the storage does not answer. */
export async function forgetDay(value: KeptValue = inDatabase): Promise<void> {
  for (const key of [OLD_KEY, SEEN_ROUTE_KEY]) localStorage.removeItem(key);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  try {
    await Promise.race([value.remove(), late]);
  } catch (error) {
    console.error(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps the way turn by turn; it goes with the day. No room for it is no trouble: the map shows the way. */
export async function keepDirections(value: unknown): Promise<void> {
  try {
    await (await phoneDatabase()).put('kept', value, DIRECTIONS_KEY);
  } catch (error) {
    console.error(error);
  }
}

/** What {@link keepDirections} kept, as whichever version of the app wrote it. */
export async function keptDirections(): Promise<unknown> {
  try {
    return await (await phoneDatabase()).get('kept', DIRECTIONS_KEY);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
