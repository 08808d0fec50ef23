import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockOfSecond } from '../../domain/windows.ts';
import { readClock } from './typed-clock.ts';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** `HH:MM`, or `''`. */
  value: string;
  /** Is told every time of day that can be read while it is typed, and `''` where there is none. */
  onChange: (clock: string) => void;
}

/**
 * A time of day of 24 hours, typed as people write it: a browser's own field would ask for AM and PM where it speaks American. What
 * cannot be read keeps its form from being sent and says so.
 */
export function ClockField({ value, onChange, error, ...others }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [isLeft, setLeft] = useState(false);
  // Another time from outside, such as one that is proposed for a truck.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (typedClock(text) !== value) setText(value);
  }
  const fault = text.trim() !== '' && typedClock(text) === '' ? t('clock.unreadable') : '';
  useEffect(() => input.current?.setCustomValidity(fault), [fault]);
  return (
    <TextInput
      {...others}
      ref={input}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('clock.placeholder')}
      error={error || (isLeft && fault ? fault : undefined)}
      onChange={(event) => {
        setLeft(false);
        setText(event.currentTarget.value);
        const clock = typedClock(event.currentTarget.value);
        if (clock !== value) onChange(clock);
      }}
      onBlur={(event) => {
        setLeft(true);
        if (typedClock(text) !== '') setText(typedClock(text));
        others.onBlur?.(event);
      }}
    />
  );
}

/** `''`: nothing, or no time of a day. */
function typedClock(text: string): string {
  const second = readClock(text);
  return second === null || second >= 86_400 ? '' : clockOfSecond(second);
}
