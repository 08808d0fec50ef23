import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../DriverPage.module.css';
import { EntryButtons } from '../EntryButtons.tsx';
import { KgInput } from '../KgEntry.tsx';
import { EMPTY_SLIP, type Slip, type SlipDraft, type SlipFaults, slipOf } from './slip-draft.ts';

interface Props {
  slip: Slip | null;
  onDone: (slip: Slip | null) => void;
}

/** What the weighbridge's slip says, typed at unloading. */
export function SlipEntry({ slip: before, onDone }: Props) {
  const { t } = useTranslation('driver');
  const [draft, setDraft] = useState<SlipDraft>(before ?? EMPTY_SLIP);
  const [faults, setFaults] = useState<SlipFaults>({});
  const set = (members: Partial<SlipDraft>) => {
    setDraft((typed) => ({ ...typed, ...members }));
    setFaults({});
  };
  return (
    <section className={classes.task} aria-label={t('slip.title')}>
      <h1>{t('slip.title')}</h1>
      <form
        className={classes.actions}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const made = slipOf(draft);
          if ('faults' in made) setFaults(made.faults);
          else onDone(made.slip);
        }}
      >
        <TextInput
          label={t('slip.number')}
          value={draft.number}
          maxLength={40}
          autoComplete="off"
          classNames={{ input: classes.kg, label: classes.label, error: classes.fault }}
          error={faults.number && t('slip.numberNeeded')}
          onChange={(event) => set({ number: event.currentTarget.value })}
        />
        {(['grossKg', 'tareKg'] as const).map((member) => (
          <KgInput
            key={member}
            label={t(`slip.${member}`)}
            placeholder=""
            kg={draft[member]}
            fault={faults[member] === 'tareAbove' ? t('slip.tareAbove') : faults[member] && t('kgNeeded')}
            onChange={(kg) => set({ [member]: kg })}
          />
        ))}
        <EntryButtons onBack={() => onDone(before)} />
      </form>
    </section>
  );
}
