import { Button, CloseButton, Group, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { FieldEditor } from '../fields/FieldEditor.tsx';
import { fieldName } from '../fields/names.ts';
import type { NamedRecords } from '../fields/use-wording.ts';
import { plainText, valueText, type Wording } from '../fields/value-text.ts';
import { createRecord, forgetRecords } from '../register-queries.ts';
import type { SubjectDefinition } from '../subjects/subject.ts';
import { useKeys } from '../use-keys.ts';
import { faultsOf } from './faults.ts';
import { NewGround } from './GroundField.tsx';
import { positionOf } from './place.ts';
import classes from './RecordDetail.module.css';

const PlaceMap = lazy(() => import('./PlaceMap.tsx').then((module) => ({ default: module.PlaceMap })));

interface Props {
  definition: SubjectDefinition;
  wording: Wording;
  named: NamedRecords;
  onDone: (id: string) => void;
  onCancel: () => void;
}

/** A new row of a book: the fields as everywhere, what is missing or wrong said at each. */
export function NewRecord({ definition, wording, named, onDone, onCancel }: Props) {
  const { t, language } = wording;
  const { subject } = definition;
  const queryClient = useQueryClient();
  const box = useRef<HTMLDivElement>(null);
  useKeys(box, ({ key }) => {
    if (key === 'Escape') onCancel();
  });
  const fields = useMemo(
    () => definition.fields.filter((field) => !field.isReadOnly || field.isRequired),
    [definition],
  );
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]]))),
  );
  // What is typed last is confirmed by leaving it for the button, in the same moment.
  const latest = useRef(values);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const create = useMutation({
    mutationFn: () => createRecord(subject, latest.current),
    onSuccess: (record) => {
      forgetRecords(queryClient, subject);
      onDone(record.id);
    },
  });
  const names = useMemo(() => [...fields.map(({ name }) => name), 'geometry'], [fields]);
  const faults = create.error === null ? null : faultsOf(create.error, names);
  const set = (name: string, value: unknown) => {
    const { [name]: _before, ...rest } = latest.current;
    latest.current = value === undefined ? rest : { ...rest, [name]: value };
    setValues(latest.current);
    setMissing((before) => before.filter((other) => other !== name));
    // What was wrong with it may be right now.
    if (create.isError) create.reset();
  };
  const submit = () => {
    const lacking = fields
      .filter(({ name, isRequired }) => isRequired && isBlank(latest.current[name]))
      .map(({ name }) => name)
      // The unit follows from the place.
      .filter((name) => !(name === 'unitId' && definition.icon !== undefined));
    if (definition.hasGround && latest.current['geometry'] === undefined) lacking.push('geometry');
    setMissing(lacking);
    if (lacking.length === 0) create.mutate();
  };
  return (
    <div
      ref={box}
      className={classes.detail}
      role="region"
      aria-label={t('create.title', { one: t(`one.${subject}`) })}
    >
      <div className={classes.head}>
        <Title order={2} size="h4" className={classes.title}>
          {t('create.title', { one: t(`one.${subject}`) })}
        </Title>
        <CloseButton aria-label={t('detail.cancel')} onClick={onCancel} />
      </div>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {definition.icon && (
          <div className={classes.place}>
            <Suspense fallback={<div className={classes.map} />}>
              <PlaceMap
                position={positionOf(values['position'])}
                road={null}
                icon={definition.icon}
                kind={plainText(values['kind']) || (definition.icon === 'facility' ? 'depot' : 'gathering-point')}
                wording={wording}
                onMove={(position) => set('position', position)}
              />
            </Suspense>
            <Text size="xs" c="dimmed">
              {t('create.placeHint')}
            </Text>
          </div>
        )}
        {definition.hasGround && (
          <NewGround
            wording={wording}
            fault={missing.includes('geometry') ? t('ground.needed') : faults?.fields['geometry']}
            onChange={(ground) => set('geometry', ground)}
          />
        )}
        <div>
          {fields.map((field) => (
            <div key={field.name} className={classes.field}>
              <span className={classes.name}>
                {fieldName(field, language)}
                {field.isRequired && ' *'}
              </span>
              <div className={classes.value}>
                <FieldEditor
                  // A place set on the map is shown in its line.
                  key={field.kind === 'place' ? valueText(field, values[field.name], wording) : field.name}
                  field={field}
                  label={fieldName(field, language)}
                  value={values[field.name]}
                  wording={wording}
                  named={named}
                  fault={missing.includes(field.name) ? t('create.needed') : faults?.fields[field.name]}
                  isCell={false}
                  onCommit={(value) => set(field.name, value)}
                  onCancel={onCancel}
                />
              </div>
            </div>
          ))}
        </div>
        {faults?.whole && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {faults.whole}
          </Text>
        )}
        <Group gap={8}>
          <Button type="submit" loading={create.isPending}>
            {t('create.save')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('detail.cancel')}
          </Button>
        </Group>
      </form>
    </div>
  );
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
