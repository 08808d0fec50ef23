import { ActionIcon, CloseButton, NativeSelect, Slider, Text } from '@mantine/core';
import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Replay.module.css';
import { MOMENT_KEYS, momentAfterKey } from './replay-keys.ts';
import { NO_REPLAY, useReplay, useReplayStore } from './replay-store.ts';

const SPEEDS = [60, 120, 300, 600, 1200] as const;
/** The map is drawn anew so often while it plays. */
const STEP_MILLISECONDS = 200;
const MINUTE = 60_000;

interface Props {
  day: Day;
  /** From the first that is known of the day to the last, in milliseconds. */
  span: readonly [from: number, to: number];
  isLoaded: boolean;
}

/** Plays a day again: the clock, a slider, how fast. Space plays and holds, arrows and page keys go through the day, Escape leaves. */
export function ReplayBar({ day, span: [from, to], isLoaded }: Props) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const store = useReplayStore();
  const { at, isPlaying, speed } = useReplay((replay) => replay);
  const play = useRef<HTMLButtonElement>(null);
  useEffect(() => play.current?.focus(), []);
  useEffect(() => {
    if (!isPlaying || !isLoaded) return;
    const timer = setInterval(() => {
      const { at: shown } = store.get();
      if (shown === null) return;
      const next = Math.min(to, shown + STEP_MILLISECONDS * speed);
      store.set({ at: next, isPlaying: next < to });
    }, STEP_MILLISECONDS);
    return () => clearInterval(timer);
  }, [store, isPlaying, isLoaded, speed, to]);
  const toggle = () => store.set({ isPlaying: !isPlaying, at: !isPlaying && at !== null && at >= to ? from : at });
  useHotkeys([
    [
      'space',
      (event) => {
        // Buttons answer to it by themselves.
        if (event.target instanceof Element && event.target.closest('button, a, [role="option"]')) return;
        event.preventDefault();
        toggle();
      },
      { preventDefault: false },
    ],
    ['Escape', () => store.set(NO_REPLAY)],
    ...MOMENT_KEYS.map(
      (key): HotkeyItem => [
        key,
        (event) => {
          // The slider and the lists have answered to theirs already; tabs have arrows of their own.
          if (event.defaultPrevented || (event.target instanceof Element && event.target.closest('[role="tab"]')))
            return;
          const { at: shown } = store.get();
          const next = shown === null ? null : momentAfterKey(event.key, shown, [from, to]);
          if (next === null) return;
          event.preventDefault();
          store.set({ at: next });
        },
        { preventDefault: false },
      ],
    ),
  ]);
  if (at === null) return null;
  return (
    <div className={classes.bar} role="group" aria-label={t('replay.title')}>
      <ActionIcon
        ref={play}
        variant="filled"
        size={32}
        loading={!isLoaded}
        aria-label={t(isPlaying ? 'replay.pause' : 'replay.play')}
        title={t('replay.keys')}
        onClick={toggle}
      >
        {isPlaying ? <IconPlayerPause size={17} /> : <IconPlayerPlay size={17} />}
      </ActionIcon>
      <Text className={classes.clock} fw={600}>
        {format.time(new Date(at), day)}
      </Text>
      <Slider
        className={classes.slider}
        size="sm"
        min={from}
        max={to}
        step={MINUTE}
        value={at}
        label={null}
        thumbLabel={t('replay.slider')}
        thumbProps={{ 'aria-valuetext': format.time(new Date(at), day) }}
        onChange={(value) => store.set({ at: value })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('replay.speed')}
        value={String(speed)}
        data={SPEEDS.map((value) => ({ value: String(value), label: t('simulation.times', { speed: value }) }))}
        onChange={(event) => store.set({ speed: Number(event.currentTarget.value) })}
      />
      <CloseButton aria-label={t('replay.close')} title={t('replay.close')} onClick={() => store.set(NO_REPLAY)} />
    </div>
  );
}
