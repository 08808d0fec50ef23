import { Button, Group, Text } from '@mantine/core';
import type { Field } from '../fields/field.ts';
import { fieldName } from '../fields/names.ts';
import { valueText, type Wording } from '../fields/value-text.ts';
import { textOf } from '../list/rows.ts';
import { differing } from './faults.ts';
import classes from './RecordDetail.module.css';
import type { Conflict, Save } from './use-save.ts';

interface Props {
  conflict: Conflict;
  fields: readonly Field[];
  wording: Wording;
  save: Save;
}

/** Somebody else changed the record while one was editing it: what they changed, what one wants, and which of the two shall be. */
export function ConflictNote({ conflict, fields, wording, save }: Props) {
  const { t, language } = wording;
  const who = conflict.changes.find(({ actor }) => actor !== null)?.actor?.name ?? t('conflict.somebody');
  const names = differing(
    conflict.base,
    conflict.current,
    fields.map(({ name }) => name),
  );
  const theirs = fields.filter(({ name }) => names.includes(name));
  const mine = fields.filter(({ name }) => name in conflict.change);
  return (
    <div className={classes.conflict} role="alertdialog" aria-label={t('conflict.title', { who })}>
      <Text size="sm" fw={600}>
        {t('conflict.title', { who })}
      </Text>
      <ul>
        {theirs.map((field) => (
          <li key={field.name}>
            {t('conflict.change', {
              label: fieldName(field, language),
              before: textOf(field, conflict.base, wording) || '—',
              after: textOf(field, conflict.current, wording) || '—',
            })}
          </li>
        ))}
        {theirs.length === 0 && <li>{t('conflict.nothing')}</li>}
        {mine.map((field) => (
          <li key={`mine-${field.name}`} data-is="mine">
            {t('conflict.mine', {
              label: fieldName(field, language),
              value: valueText(field, conflict.change[field.name], wording) || '—',
            })}
          </li>
        ))}
      </ul>
      <Group gap={8}>
        <Button size="compact-sm" autoFocus onClick={save.takeTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={save.writeMine}>
          {t('conflict.writeMine')}
        </Button>
      </Group>
    </div>
  );
}
