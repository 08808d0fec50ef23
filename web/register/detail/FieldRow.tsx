import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Field } from '../fields/field.ts';
import { FieldEditor } from '../fields/FieldEditor.tsx';
import { fieldName } from '../fields/names.ts';
import type { NamedRecords } from '../fields/use-wording.ts';
import type { Wording } from '../fields/value-text.ts';
import { textOf } from '../list/rows.ts';
import type { RegisterRecord } from '../record.ts';
import classes from './RecordDetail.module.css';
import type { Save } from './use-save.ts';

interface Props {
  field: Field;
  record: RegisterRecord;
  wording: Wording;
  named: NamedRecords;
  save: Save;
  mayEdit: boolean;
}

/** A field with its value, edited where it stands: Enter or a click opens it, Enter saves it, Escape leaves it as it was. */
export function FieldRow({ field, record, wording, named, save, mayEdit }: Props) {
  const { t, language } = wording;
  // What the edit was begun on: a newer state that arrives meanwhile is not written over unseen.
  const [edited, setEdited] = useState<RegisterRecord | null>(null);
  const [draft, setDraft] = useState<{ value: unknown } | null>(null);
  const cell = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (edited !== null || !wantsFocus.current) return;
    wantsFocus.current = false;
    cell.current?.focus();
  }, [edited]);

  const label = fieldName(field, language);
  const text = textOf(field, record, wording);
  const isSaving = save.saving.includes(field.name);
  const fault = save.faults?.fields[field.name];
  const isOpen = edited !== null;
  const canEdit = mayEdit && !field.isReadOnly && !field.isFixed && record.isActive;

  const close = (isKeyboard: boolean): void => {
    wantsFocus.current = isKeyboard;
    setEdited(null);
    setDraft(null);
  };
  const commit = (value: unknown): void => {
    if (edited === null) return;
    if (JSON.stringify(value ?? null) === JSON.stringify(edited[field.name] ?? null)) {
      close(true);
      return;
    }
    setDraft({ value });
    void save.save(edited, { [field.name]: value }).then((stands) => {
      // What was refused stays open to be mended, as it was typed.
      if (stands) close(box.current?.contains(document.activeElement) ?? false);
    });
  };
  // A conflict is decided beside the field; the field itself shows what is there.
  const isInConflict = save.conflict !== null && field.name in save.conflict.change;
  useEffect(() => {
    if (isInConflict) {
      setEdited(null);
      setDraft(null);
    }
  }, [isInConflict]);

  return (
    <div className={classes.field} data-saving={isSaving || undefined}>
      <span className={classes.name}>{label}</span>
      <div ref={box} className={classes.value}>
        {isOpen ? (
          <FieldEditor
            // Opened again with what was refused, so that it can be mended.
            key={save.faults === null ? 'open' : 'refused'}
            field={field}
            label={label}
            value={draft ? draft.value : edited[field.name]}
            wording={wording}
            named={named}
            fault={fault ?? (draft ? (save.faults?.whole ?? undefined) : undefined)}
            isCell
            onCommit={commit}
            onCancel={() => {
              if (save.faults !== null) save.forget();
              close(true);
            }}
          />
        ) : canEdit ? (
          <button
            ref={cell}
            type="button"
            data-cell
            className={classes.cell}
            aria-label={`${t('detail.edit', { label })}: ${text || t('detail.empty')}`}
            onClick={() => {
              save.forget();
              setEdited(record);
            }}
          >
            <CellText text={text} empty={t('detail.empty')} />
          </button>
        ) : (
          <span className={classes.plain}>
            <CellText text={text} empty={t('detail.empty')} />
          </span>
        )}
        {isSaving && (
          <Text size="xs" c="dimmed" role="status">
            {t('detail.saving')}
          </Text>
        )}
        {!isSaving && !isOpen && save.saved.includes(field.name) && (
          <Text size="xs" c="var(--tx-served)" role="status">
            {t('detail.saved')}
          </Text>
        )}
      </div>
    </div>
  );
}

function CellText({ text, empty }: { text: string; empty: string }) {
  return text === '' ? <span className={classes.empty}>{empty}</span> : <>{text}</>;
}
