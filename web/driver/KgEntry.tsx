import { Button, NumberInput } from '@mantine/core';
import { IconArrowLeft, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DriverPage.module.css';

/** How many kg were taken at a stop, as the crew weighed or counted them. */
export function KgEntry({ kg: before, onDone }: { kg: number | null; onDone: (kg: number | null) => void }) {
  const { t } = useTranslation('driver');
  const [kg, setKg] = useState<number | string>(before ?? '');
  const [isWrong, setWrong] = useState(false);
  const title = t('takenKg');
  return (
    <section className={classes.task} aria-label={title}>
      <form
        className={classes.actions}
        onSubmit={(event) => {
          event.preventDefault();
          if (kg === '') onDone(null);
          else if (isKg(kg)) onDone(kg);
          else setWrong(true);
        }}
      >
        <KgInput
          label={title}
          kg={kg}
          isWrong={isWrong}
          isFocused
          onChange={(value) => {
            setKg(value);
            setWrong(false);
          }}
        />
        <Button type="submit" className={classes.primary} h={72} fz={24} leftSection={<IconCheck size={30} />}>
          {t('kgDone')}
        </Button>
        <Button
          variant="subtle"
          h={56}
          fz={18}
          leftSection={<IconArrowLeft size={22} />}
          onClick={() => onDone(before)}
        >
          {t('back')}
        </Button>
      </form>
    </section>
  );
}

const MOST_KG = 100_000;

/** Whether it is a mass that a truck can have taken or unloaded. */
export function isKg(kg: number | string): kg is number {
  return typeof kg === 'number' && Number.isInteger(kg) && kg >= 0 && kg <= MOST_KG;
}

interface KgInputProps {
  label: string;
  kg: number | string;
  isWrong: boolean;
  isFocused?: boolean;
  onChange: (kg: number | string) => void;
}

/** Kilograms in large figures, or none. */
export function KgInput({ label, kg, isWrong, isFocused = false, onChange }: KgInputProps) {
  const { t, i18n } = useTranslation('driver');
  const isVietnamese = i18n.language === 'vi';
  return (
    <NumberInput
      label={label}
      placeholder={t('kgUnknown')}
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
      classNames={{ input: classes.kg, label: classes.label }}
      error={isWrong ? t('kgNeeded') : undefined}
      onChange={onChange}
    />
  );
}
