import type { Language } from '../../../domain/languages.ts';
import { STREAM_NAMES, type Stream } from '../../../domain/stream-names.ts';
import { en } from '../../ui/texts/en/register.ts';
import { en as enUi } from '../../ui/texts/en/ui.ts';
import { vi } from '../../ui/texts/vi/register.ts';
import { vi as viUi } from '../../ui/texts/vi/ui.ts';
import type { Field } from './field.ts';

type Names = Readonly<Record<string, string>>;

/** What a field is called; one that the register does not know keeps the name it has in the API. */
export function fieldName(field: Pick<Field, 'name' | 'label'>, language: Language): string {
  const names: Names = language === 'en' ? en.field : vi.field;
  return names[field.label ?? field.name] ?? field.name;
}

/** What an option of a closed list is called; one that is not of it is shown as it is. */
export function choiceName(choices: string, option: string, language: Language): string {
  if (choices === 'stream') return streamName(option, language);
  const ui = language === 'en' ? enUi : viUi;
  const lists: Readonly<Record<string, Names>> = {
    ...(language === 'en' ? en : vi).choice,
    pointKind: ui.pointKind,
    facilityKind: ui.facilityKind,
  };
  return lists[choices]?.[option] ?? option;
}

export function streamName(stream: string, language: Language): string {
  return STREAM_NAMES[stream as Stream]?.[language] ?? stream;
}

/** `T2`, `Mo`; ISO weekdays, 1 = Monday. */
export function weekdayName(weekday: number, language: Language): string {
  const names: Names = (language === 'en' ? en : vi).weekday;
  return names[String(weekday)] ?? String(weekday);
}

export function unitName(unit: string | undefined, language: Language): string {
  const names: Names = (language === 'en' ? en : vi).unit;
  return unit === undefined ? '' : (names[unit] ?? unit);
}
