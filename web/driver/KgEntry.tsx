import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FILL_LEVELS, kgOfLevel } from '../../domain/fill-level.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './DriverPage.module.css';
import { EntryButtons } from './EntryButtons.tsx';
import { isKg, MOST_KG } from './kg.ts';
import type { FilledContainers, ToldMass } from './told-mass.ts';

interface KgEntryProps {
  /** What the stop is called: from here it cannot be seen. */
  stop: string;
  mass: ToldMass | null;
  /** The point's containers, where a level of them tells a mass. */
  filled: FilledContainers | null;
  onDone: (mass: ToldMass | null) => void;
}
/** How many kg were taken at a stop, as the crew weighed or counted them, or as full containers tell it. */
export function KgEntry({ stop, mass: before, filled, onDone }: KgEntryProps) {
  const { t } = useTranslation('driver');
  const format = useFormat();
  const [kg, setKg] = useState<number | string>(before?.how === 'typed' ? before.kg : '');
  const [isWrong, setWrong] = useState(false);
  const title = t('takenKg');
  return (
    <section className={classes.task} aria-label={`${title} · ${stop}`}>
      <h1>{stop}</h1>
      {filled && (
        <fieldset className={classes.fill}>
          <legend>{t('fill.ask', { count: filled.containers, litres: format.litres(filled.containerLitres) })}</legend>
          {FILL_LEVELS.map((level) => {
            const levelKg = kgOfLevel(level, filled.fullKg);
            return (
              <Button
                key={level}
                variant="default"
                h={72}
                px={4}
                aria-pressed={before?.how === 'fill' && before.level === level}
                onClick={() => onDone({ kg: levelKg, how: 'fill', level })}
              >
                <span className={classes.fillLevel}>
                  <span>{t(`fill.${level}`)}</span>
                  <span>{format.kg(levelKg)}</span>
                </span>
              </Button>
            );
          })}
        </fieldset>
      )}
      <form
        className={classes.actions}
        onSubmit={(event) => {
          event.preventDefault();
          if (kg === '') onDone(null);
          else if (isKg(kg)) onDone({ kg, how: 'typed' });
          else setWrong(true);
        }}
      >
        <KgInput
          label={title}
          kg={kg}
          fault={isWrong ? t('kgNeeded') : undefined}
          isFocused={filled === null}
          onChange={(value) => {
            setKg(value);
            setWrong(false);
          }}
        />
        <EntryButtons onBack={() => onDone(before)} />
      </form>
    </section>
  );
}

interface KgInputProps {
  label: string;
  kg: number | string;
  /** Without it: that it may be left out. */
  placeholder?: string;
  fault: string | undefined;
  isFocused?: boolean;
  onChange: (kg: number | string) => void;
}

/** Kilograms in large figures, or none. */
export function KgInput({ label, kg, placeholder, fault, isFocused = false, onChange }: KgInputProps) {
  const { t, i18n } = useTranslation('driver');
  const isVietnamese = i18n.language === 'vi';
  return (
    <NumberInput
      label={label}
      placeholder={placeholder ?? t('kgUnknown')}
      value={kg}
      min={0}
      max={MOST_KG}
      autoFocus={isFocused}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      hideControls
      inputMode="numeric"
      thousandSeparator={isVietnamese ? '.' : ','}
      decimalSeparator={isVietnamese ? ',' : '.'}
      classNames={{ input: classes.kg, label: classes.label, error: classes.fault }}
      error={fault}
      onChange={onChange}
    />
  );
}
