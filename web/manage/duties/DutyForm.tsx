import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import { type Duty, DUTY_FIGURES, DUTY_KINDS, DUTY_STATES, type NewDuty } from '../../../domain/duties/duties.ts';
import classes from '../frame/Manage.module.css';

interface Props {
  /** `null`: a new one. */
  duty: Duty | null;
  isPending: boolean;
  onSave: (fields: NewDuty) => void;
  onCancel: () => void;
  onArchive?: () => void;
}

const LINES = ['number', 'inCharge', 'aim', 'result'] as const;
const PARAGRAPHS = ['evidence', 'remark'] as const;

/** All fields of an indicator or task. */
export function DutyForm({ duty, isPending, onSave, onCancel, onArchive }: Props) {
  const { t } = useTranslation('figures');
  const [fields, setFields] = useState<Required<NewDuty>>({
    number: duty?.number ?? '',
    kind: duty?.kind ?? 'task',
    what: duty?.what ?? '',
    inCharge: duty?.inCharge ?? '',
    dueOn: duty?.dueOn ?? null,
    state: duty?.state ?? 'open',
    aim: duty?.aim ?? '',
    result: duty?.result ?? '',
    figure: duty?.figure ?? null,
    remark: duty?.remark ?? '',
    evidence: duty?.evidence ?? '',
  });
  const set = <Name extends keyof NewDuty>(name: Name, value: Required<NewDuty>[Name]) =>
    setFields((before) => ({ ...before, [name]: value }));
  return (
    <form
      className={classes.form}
      aria-label={duty ? `${t('duty.edit')}: ${duty.what}` : t('duty.add')}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(fields);
      }}
    >
      <Textarea
        size="sm"
        w="100%"
        autosize
        autoFocus
        required
        label={t('duty.field.what')}
        value={fields.what}
        onChange={({ currentTarget: { value } }) => set('what', value)}
      />
      {LINES.map((name) => (
        <TextInput
          key={name}
          size="sm"
          label={t(`duty.field.${name}`)}
          value={fields[name]}
          onChange={({ currentTarget: { value } }) => set(name, value)}
        />
      ))}
      <NativeSelect
        size="sm"
        label={t('duty.field.kind')}
        value={fields.kind}
        data={DUTY_KINDS.map((value) => ({ value, label: t(`duty.kind.${value}`) }))}
        onChange={({ currentTarget: { value } }) => set('kind', value as NewDuty['kind'])}
      />
      <NativeSelect
        size="sm"
        label={t('duty.field.state')}
        value={fields.state}
        data={DUTY_STATES.map((value) => ({ value, label: t(`duty.state.${value}`) }))}
        onChange={({ currentTarget: { value } }) => set('state', value as Duty['state'])}
      />
      <DayField
        size="sm"
        label={t('duty.field.dueOn')}
        value={fields.dueOn ?? ''}
        onChange={(value) => set('dueOn', value === '' ? null : value)}
      />
      <NativeSelect
        size="sm"
        label={t('duty.field.figure')}
        value={fields.figure ?? ''}
        data={[
          { value: '', label: t('duty.byHand') },
          ...DUTY_FIGURES.map((value) => ({ value, label: t(`duty.figure.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          set('figure', DUTY_FIGURES.find((figure) => figure === value) ?? null)
        }
      />
      {PARAGRAPHS.map((name) => (
        <Textarea
          key={name}
          size="sm"
          w={320}
          autosize
          label={t(`duty.field.${name}`)}
          value={fields[name]}
          onChange={({ currentTarget: { value } }) => set(name, value)}
        />
      ))}
      <Button type="submit" size="sm" loading={isPending} disabled={fields.what.trim() === ''}>
        {t('duty.save')}
      </Button>
      <Button size="sm" variant="default" onClick={onCancel}>
        {t('duty.cancel')}
      </Button>
      {onArchive && (
        <Button size="sm" variant="default" color="red" onClick={onArchive} loading={isPending}>
          {t('duty.archive')}
        </Button>
      )}
    </form>
  );
}
