import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../domain/day.ts';
import { dayFirst, readTypedDay } from './typed-day.ts';

const MonthCalendar = lazy(() => import('./MonthCalendar.tsx'));

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'min' | 'max'> {
  /** A day, or `''`. */
  value: string;
  min?: Day | undefined;
  max?: Day | undefined;
  /** Is told every day that can be read while it is typed, and `''` where there is none. */
  onChange: (day: string) => void;
}

/**
 * A day, typed or chosen from a calendar, day first whatever the order of the browser: its own field would write the first of
 * September as 09/01 where it speaks American. What cannot be read, or lies outside, keeps its form from being sent and says so.
 */
export function DayField({ value, min, max, onChange, error, rightSectionWidth = 34, ...others }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, calendar] = useDisclosure(false);
  const [text, setText] = useState(dayFirst(value));
  const [isLeft, setLeft] = useState(false);
  // Another day from outside, such as one that follows from a second field.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if ((readTypedDay(text) ?? '') !== value) setText(dayFirst(value));
  }
  const typed = readTypedDay(text);
  const fault =
    typed === null
      ? t('day.unreadable')
      : typed !== '' && ((min && typed < min) || (max && typed > max))
        ? t(min && max ? 'day.between' : min ? 'day.notBefore' : 'day.notAfter', {
            from: dayFirst(min ?? ''),
            to: dayFirst(max ?? ''),
          })
        : '';
  useEffect(() => input.current?.setCustomValidity(fault), [fault]);
  const take = (next: string): void => {
    setText(next);
    const day = readTypedDay(next) ?? '';
    if (day !== value) onChange(day);
  };
  return (
    <TextInput
      {...others}
      ref={input}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('day.placeholder')}
      error={error ?? (isLeft && fault ? fault : undefined)}
      onChange={(event) => {
        setLeft(false);
        take(event.currentTarget.value);
      }}
      onBlur={(event) => {
        setLeft(true);
        if (typed) setText(dayFirst(typed));
        others.onBlur?.(event);
      }}
      rightSectionWidth={rightSectionWidth}
      rightSection={
        <Popover opened={isOpen} onChange={calendar.toggle} position="bottom-end" trapFocus returnFocus withinPortal>
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              disabled={others.disabled}
              aria-label={t('day.choose')}
              onClick={calendar.toggle}
            >
              <IconCalendar size={16} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <Suspense>
              <MonthCalendar
                day={value}
                min={min}
                max={max}
                onChange={(day) => {
                  take(dayFirst(day));
                  calendar.close();
                }}
              />
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}
