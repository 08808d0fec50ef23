import type { ChangeView } from '../../../domain/changes.ts';
import type { Field } from '../fields/field.ts';
import { fieldName } from '../fields/names.ts';
import type { Wording } from '../fields/value-text.ts';
import { textOf } from '../list/rows.ts';

/** What a place is kept as; together they are one thing to a reader. */
const PLACE: ReadonlySet<string> = new Set([
  'position',
  'lon',
  'lat',
  'roadLon',
  'roadLat',
  'roadPosition',
  'roadDistanceMetres',
  'roadState',
]);
const UNTOLD: ReadonlySet<string> = new Set(['id', 'townId', 'version', 'isActive', 'updatedAt', 'createdAt']);

/** A change as a sentence: who did what, and of each field what it was and is. */
export function changeSentence(change: ChangeView, fields: readonly Field[], wording: Wording): string {
  const { t } = wording;
  const who = change.actor?.name ?? t('history.program');
  const sentence = sentenceOf(change, who, fields, wording);
  return change.note === null || change.note === ''
    ? sentence
    : `${sentence} ${t('history.because', { note: change.note })}`;
}

function sentenceOf(change: ChangeView, who: string, fields: readonly Field[], wording: Wording): string {
  const { t } = wording;
  if (change.kind !== 'changed' && change.kind !== 'imported') return t(`history.${change.kind}`, { who });
  const changes = changedParts(change, fields, wording).join('; ');
  if (change.kind === 'imported') {
    return change.before === null || changes === ''
      ? t('history.importedPlain', { who })
      : t('history.imported', { who, changes });
  }
  return t('history.changed', { who, changes: changes === '' ? '…' : changes });
}

function changedParts({ before, after }: ChangeView, fields: readonly Field[], wording: Wording): string[] {
  const { t, language } = wording;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (name) => !UNTOLD.has(name),
  );
  const parts = names
    .filter((name) => !PLACE.has(name))
    .map((name) => {
      if (name === 'absences' || name === 'leaves' || name === 'closures') return t('history.out');
      if (name === 'surveys') return t('history.survey');
      if (name === 'closure-plans') return t('history.closurePlan');
      if (name === 'documents') return t('history.document');
      if (name === 'geometry') return t('history.ground');
      if (name === 'photoId') return t('history.placePhoto');
      const field: Field = fields.find((candidate) => candidate.name === name) ?? { name, kind: 'text' };
      const label = fieldName(field, language);
      const [was, is] = [before, after].map((values) => {
        const value = values?.[name];
        return typeof value === 'object' && value !== null && field.kind === 'text'
          ? JSON.stringify(value)
          : textOf(field, { ...values, id: '', version: 0, isActive: true }, wording);
      });
      if (was === '' || was === undefined) return t('history.set', { label, after: is ?? '' });
      if (is === '' || is === undefined) return t('history.cleared', { label, before: was });
      return t('history.change', { label, before: was, after: is });
    });
  return names.some((name) => PLACE.has(name)) ? [...parts, t('history.moved')] : parts;
}
