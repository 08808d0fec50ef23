import type { TFunction } from 'i18next';
import { z } from 'zod';
import { collectionDaysText } from '../../../domain/cells/collection-days.ts';
import { heldDays } from '../../../domain/collection-days.ts';
import { clockOfSecond, dayWindowsSchema } from '../../../domain/windows.ts';
import { lineStringSchema, positionSchema } from '../../../domain/geo.ts';
import { lineMetres } from '../../../domain/straight-line.ts';
import { weekdaysSchema } from '../../../domain/points.ts';
import { shiftBreakSchema } from '../../../domain/trucks.ts';
import type { Language } from '../../../domain/languages.ts';
import type { Format } from '../../ui/format.ts';
import type { RegisterSubject } from '../record.ts';
import type { Field, NumberField } from './field.ts';
import { choiceName, streamName, unitName, weekdayName } from './names.ts';

/** What words and figures need to know of their reader, and what records are called that others point to. */
export interface Wording {
  readonly t: TFunction<'register'>;
  readonly format: Format;
  readonly language: Language;
  readonly nameOf: (subject: RegisterSubject, id: string) => string | undefined;
}

const streamsSchema = z.array(z.string());
export const pointStreamsSchema = z.array(
  z.looseObject({
    stream: z.string(),
    expectedKgPerDay: z.number(),
    weekdays: weekdaysSchema,
    days: z.unknown().optional(),
  }),
);
export const amountsSchema = z.array(z.object({ stream: z.string(), kgPerDay: z.number() }));
export const breaksSchema = z.array(shiftBreakSchema);

/** A field's value in the reader's words; empty where there is none. What does not fit its kind is shown as it is kept. */
export function valueText(field: Field, value: unknown, wording: Wording): string {
  const { t, format, language } = wording;
  if (value === null || value === undefined || value === '') return '';
  switch (field.kind) {
    case 'text':
      return plainText(value);
    case 'number':
      return typeof value === 'number' ? numberText(field, value, wording) : plainText(value);
    case 'choice':
      return choiceName(field.choices, plainText(value), language);
    case 'reference':
      return wording.nameOf(field.subject, plainText(value)) ?? t('value.unknown');
    case 'day':
      return dayText(plainText(value));
    case 'clock':
      return typeof value === 'number' ? clockText(value, t) : plainText(value);
    case 'flag':
      return t(value === true ? 'value.yes' : 'value.no');
    case 'streams':
      return parsed(streamsSchema, value, (streams) =>
        streams.map((stream) => streamName(stream, language)).join(', '),
      );
    case 'weekdays':
      return parsed(weekdaysSchema, value, (days) => weekdaysText(days, wording));
    case 'windows':
      return parsed(dayWindowsSchema, value, (windows) =>
        windows.length === 0 ? t('value.anyTime') : windows.map((window) => windowText(window)).join(', '),
      );
    case 'breaks':
      return parsed(breaksSchema, value, (breaks) =>
        breaks
          .map((rest) =>
            t('value.break', {
              minutes: format.decimal(rest.seconds / 60),
              from: clockOfSecond(rest.startSecond),
              to: clockOfSecond(rest.endSecond),
            }),
          )
          .join(', '),
      );
    case 'point-streams':
      return parsed(pointStreamsSchema, value, (streams) =>
        streams
          .map(
            ({ stream, expectedKgPerDay, ...schedule }) =>
              `${streamName(stream, language)} ${t('value.kgPerDay', { kg: format.decimal(expectedKgPerDay) })} (${scheduleText(schedule, wording)})`,
          )
          .join('; '),
      );
    case 'amounts':
      return parsed(amountsSchema, value, (amounts) =>
        amounts
          .map(
            ({ stream, kgPerDay }) =>
              `${streamName(stream, language)} ${t('value.kgPerDay', { kg: format.decimal(kgPerDay) })}`,
          )
          .join('; '),
      );
    // Set for many records, held by none.
    case 'collection-days':
      return plainText(value);
    case 'stretch':
      return parsed(lineStringSchema, value, ({ coordinates }) => format.distance(lineMetres(coordinates)));
    case 'place':
      return parsed(positionSchema, value, ([lon, lat]) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`);
  }
}

/** A value that has no words of its own, as it is kept. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed<S extends z.ZodType>(schema: S, value: unknown, text: (value: z.infer<S>) => string): string {
  const result = schema.safeParse(value);
  return result.success ? text(result.data) : JSON.stringify(value);
}

/** A figure in the unit it is shown in, the unit behind it. */
function numberText(field: NumberField, value: number, { format, language }: Wording): string {
  const shown = shownNumber(field, value);
  // A factor's digits matter; two decimals would lose them.
  const text = field.isWhole
    ? format.count(shown)
    : new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: 6 }).format(shown);
  return field.unit === undefined ? text : `${text}\u00a0${unitName(field.unit, language)}`;
}

/** A kept number in the unit it is shown and typed in. */
export function shownNumber(field: NumberField, value: number): number {
  return Number((value / (field.scale ?? 1)).toPrecision(12));
}

function scheduleText({ weekdays, days }: { weekdays: readonly number[]; days?: unknown }, wording: Wording): string {
  const held = heldDays(days);
  return held ? collectionDaysText({ weekdays, days: held }, wording.language) : weekdaysText(weekdays, wording);
}

/** `T2 T4 T6`, `T2–T7`, or that it is every day. */
function weekdaysText(days: readonly number[], { t, language }: Pick<Wording, 't' | 'language'>): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return '–';
  if (sorted.length === 7) return t('everyDay');
  const name = (day: number) => weekdayName(day, language);
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${name(first)}–${name(last)}`;
  return sorted.map(name).join(' ');
}

function windowText([start, end]: readonly [number, number]): string {
  return `${clockOfSecond(start)}–${clockOfSecond(end)}`;
}

const DAY_SECONDS = 86_400;

/** `04:30`; a time after midnight says that it is of the next day. */
function clockText(second: number, t: TFunction<'register'>): string {
  return second > DAY_SECONDS
    ? t('value.nextDay', { time: clockOfSecond(second - DAY_SECONDS) })
    : clockOfSecond(second);
}

/** `01/07/2026`, as both languages write it here: day first. */
export function dayText(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : day;
}
