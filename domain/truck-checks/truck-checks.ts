import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { deviceIdSchema } from '../device-ids.ts';
import { daySchema, instantSchema } from '../day.ts';
import type { Language } from '../languages.ts';
import { MOST_PHOTOS } from '../photos/photo-limits.ts';
import { wholeCharacters } from '../text.ts';
import { CHECK_KINDS, type CheckKind } from './check-kinds.ts';

const words = (most: number) => z.string().overwrite(wholeCharacters).trim().max(most);

/** Something that is looked at, in the office's words. */
export const checkItemSchema = z.strictObject({
  vi: words(80).min(1),
  /** For who works in English; else the Vietnamese words are shown. */
  en: words(80).nullish(),
  at: z.enum(['start', 'end', 'both']),
});
export type CheckItem = z.infer<typeof checkItemSchema>;

/** What a town that has no list of its own begins with. */
export const DEFAULT_CHECK_ITEMS: readonly CheckItem[] = [
  { vi: 'Phanh, lái', en: 'Brakes, steering', at: 'start' },
  { vi: 'Lốp', en: 'Tyres', at: 'start' },
  { vi: 'Đèn, còi', en: 'Lights, horn', at: 'start' },
  { vi: 'Nhiên liệu, dầu, nước làm mát', en: 'Fuel, oil, coolant', at: 'start' },
  { vi: 'Cần nâng, bàn ép', en: 'Lift, press', at: 'both' },
  { vi: 'Thùng chứa nước rỉ, bạt che', en: 'Leachate tank, cover', at: 'both' },
  { vi: 'Đồ bảo hộ', en: 'Protective gear', at: 'start' },
  { vi: 'Xe đã rửa, thùng đã sạch', en: 'Truck washed, body empty', at: 'end' },
];

export const MOST_CHECK_ITEMS = 20;

/** `GET|PUT /api/driver-settings`: what the office sets for all drivers' phones. */
export const driverSettingsSchema = z.strictObject({
  checkItems: z.array(checkItemSchema).max(MOST_CHECK_ITEMS),
  /** The dispatcher's telephone; `null`: drivers are shown none. */
  dispatcherPhone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 .()-]{3,24}$/)
    .nullable(),
});
export type DriverSettings = z.infer<typeof driverSettingsSchema>;

/** @returns what a list has for the beginning or the end of a shift */
export function itemsAt(items: readonly CheckItem[], kind: CheckKind): CheckItem[] {
  return items.filter(({ at }) => at === 'both' || at === kind);
}

export function checkItemName({ vi, en }: CheckItem, language: Language): string {
  return language === 'en' && en ? en : vi;
}

/** `POST /api/truck-checks`: how a truck was found. `id` is the device's own UUIDv7. */
export const truckCheckInputSchema = z.strictObject({
  id: deviceIdSchema,
  kind: z.enum(CHECK_KINDS),
  truckId: idSchema,
  /** The service day. */
  day: daySchema,
  /** As the dial shows it; left out where nobody read it. */
  odometerKm: z.int().min(0).max(9_999_999).nullish(),
  /** What was looked at, in the words that were shown; `null`: nobody looked. */
  items: z.array(z.strictObject({ text: words(80).min(1), isFine: z.boolean().nullable() })).max(MOST_CHECK_ITEMS),
  note: words(400).nullish(),
  photoIds: z.array(deviceIdSchema).max(MOST_PHOTOS).nullish(),
  doneAt: instantSchema,
  /** What the device's own clock showed, where `doneAt` is another time. */
  deviceDoneAt: instantSchema.nullish(),
});
export type TruckCheckInput = z.infer<typeof truckCheckInputSchema>;

export const truckCheckViewSchema = z.object({
  id: idSchema,
  kind: z.enum(CHECK_KINDS),
  truckId: idSchema,
  truckCode: z.string(),
  truckNumber: z.int(),
  day: daySchema,
  odometerKm: z.int().nullable(),
  /** What the truck's dial showed when it was read before; `null`: never read. */
  odometerBeforeKm: z.int().nullable(),
  items: z.array(z.object({ text: z.string(), isFine: z.boolean().nullable() })),
  note: z.string().nullable(),
  photoIds: z.array(idSchema),
  doneAt: z.iso.datetime(),
  arrivedAt: z.iso.datetime(),
});
export type TruckCheckView = z.infer<typeof truckCheckViewSchema>;
/** `POST /api/truck-checks/{id}/withdraw`: which one is shown no more. */
export const truckCheckWithdrawnSchema = z.object({ id: idSchema });
export const truckCheckListSchema = z.object({ items: z.array(truckCheckViewSchema) });
