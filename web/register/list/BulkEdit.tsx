import { Button, CloseButton, NativeSelect, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { ApiProblem } from '../../ui/api/problem.ts';
import { faultsOf, staleOf } from '../detail/faults.ts';
import type { Field } from '../fields/field.ts';
import { FieldEditor } from '../fields/FieldEditor.tsx';
import { fieldName } from '../fields/names.ts';
import type { NamedRecords } from '../fields/use-wording.ts';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord } from '../record.ts';
import { forgetRecords, keepRecords, patchRecords } from '../register-queries.ts';
import type { SubjectDefinition } from '../subjects/subject.ts';
import classes from './BulkEdit.module.css';
import { titleOf } from './rows.ts';

interface Props {
  definition: SubjectDefinition;
  marked: readonly RegisterRecord[];
  wording: Wording;
  named: NamedRecords;
  onClear: () => void;
  /** What else can be done with the marked rows. */
  children?: ReactNode;
}

/** One field set for all marked rows at once: all of them, or none and why. */
export function BulkEdit({ definition, marked, wording, named, onClear, children }: Props) {
  const { t, language } = wording;
  const { subject } = definition;
  const queryClient = useQueryClient();
  const fields = [...definition.fields.filter(({ inBulk }) => inBulk === true), ...(definition.inBulkOnly ?? [])];
  const [name, setName] = useState(fields[0]?.name ?? '');
  const [value, setValue] = useState<unknown>(undefined);
  // What is typed is confirmed by leaving it for the button, in the same moment.
  const latest = useRef<unknown>(undefined);
  const set = (next: unknown) => {
    latest.current = next;
    setValue(next);
  };
  const field: Field | undefined = fields.find((candidate) => candidate.name === name);
  const apply = useMutation({
    mutationFn: () => patchRecords(subject, marked, { [name]: latest.current }),
    onSuccess: (saved) => keepRecords(queryClient, subject, saved),
    onError: (error) => {
      // One of them is another by now: read them again, so that the next try is made on what is there.
      if (error instanceof ApiProblem && error.status === 412) forgetRecords(queryClient, subject);
    },
  });
  if (!field) {
    return (
      <div className={classes.bulk}>
        <strong>{t('bulk.marked', { count: marked.length })}</strong>
        {children}
        <CloseButton aria-label={t('bulk.clear')} title={t('bulk.clear')} onClick={onClear} />
      </div>
    );
  }
  const label = fieldName(field, language);
  const faults = apply.error === null ? null : faultsOf(apply.error, [name]);
  const stale = apply.error === null ? null : staleOf(apply.error);
  return (
    <form
      className={classes.bulk}
      aria-label={t('bulk.label')}
      onSubmit={(event) => {
        event.preventDefault();
        if (latest.current !== undefined) apply.mutate();
      }}
    >
      <strong>{t('bulk.marked', { count: marked.length })}</strong>
      <NativeSelect
        size="xs"
        aria-label={t('bulk.field')}
        value={name}
        data={fields.map((candidate) => ({ value: candidate.name, label: fieldName(candidate, language) }))}
        onChange={(event) => {
          setName(event.currentTarget.value);
          set(undefined);
          apply.reset();
        }}
      />
      <div className={classes.value}>
        <FieldEditor
          key={name}
          field={field}
          label={label}
          value={value}
          wording={wording}
          named={named}
          fault={faults?.fields[name]}
          isCell={false}
          onCommit={set}
          onCancel={onClear}
        />
      </div>
      <Button type="submit" size="compact-sm" loading={apply.isPending}>
        {t('bulk.apply', { count: marked.length })}
      </Button>
      {children}
      <CloseButton aria-label={t('bulk.clear')} title={t('bulk.clear')} onClick={onClear} />
      {apply.isSuccess && (
        <Text size="sm" c="var(--tx-served)" role="status">
          {t('bulk.done', { count: apply.data.length })}
        </Text>
      )}
      {faults?.whole && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {stale
            ? t('bulk.one', {
                name: titleOf(definition.fields, definition.title, stale.current, wording),
                reason: faults.whole,
              })
            : faults.whole}
        </Text>
      )}
    </form>
  );
}
