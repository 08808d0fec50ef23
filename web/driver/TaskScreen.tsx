import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { OTHER_REASON_LENGTH, otherReason, SKIP_REASONS, skipReasonText } from '../../domain/skip-reasons.ts';
import { STREAM_NAMES } from '../../domain/streams.ts';
import { currentLanguage } from '../ui/texts/i18n.ts';
import { useFormat } from '../ui/use-format.ts';
import type { Report } from './DriverPage.tsx';
import classes from './DriverPage.module.css';
import { StateMark } from './StateMark.tsx';
import type { Task } from './tasks.ts';

interface Props {
  route: OwnRouteView;
  tasks: readonly Task[];
  task: Task;
  onReport: (report: Report) => void;
}

/** One stop: where it is, and the one or two things that can be done there. */
export function TaskScreen({ route, tasks, task, onReport }: Props) {
  const { t } = useTranslation('driver');
  const format = useFormat();
  const [isSkipping, setSkipping] = useState(false);
  const { stop, state, isOnBreak } = task;
  const points = tasks.filter((candidate) => candidate.stop.kind === 'point');
  const at = points.indexOf(task) + 1;

  if (isSkipping) {
    return (
      <SkipReasons
        onBack={() => setSkipping(false)}
        onReason={(reason) => onReport({ kind: 'skipped', stopId: stop.id, stream: stop.stream, reason })}
      />
    );
  }

  const title = {
    start: t('start'),
    point: stop.name,
    unload: stop.name,
    break: t('break'),
    end: t('end', { name: stop.name }),
  }[stop.kind];

  return (
    <section className={classes.task} aria-label={title}>
      <div className={classes.about}>
        <p className={classes.small}>
          {stop.kind === 'point' && t('stopOf', { at, all: points.length })}
          {stop.kind === 'unload' && t('unload')}
          {stop.tripNumber !== null && ` · ${t('trip', { number: stop.tripNumber })}`}
        </p>
        <h1>{title}</h1>
        {stop.kind === 'point' && (
          <p>
            {stop.code}
            {stop.stream && ` · ${STREAM_NAMES[stop.stream][currentLanguage()]}`} ·{' '}
            {t('expected', { load: format.kg(stop.loadKg) })}
          </p>
        )}
        <p className={classes.when}>{t('planned', { time: format.time(stop.arrivesAt, route.day) })}</p>
        {state !== 'planned' && (
          <p className={classes.known} data-state={state}>
            <StateMark state={state} size={20} /> {t(`state.${state}`)}
          </p>
        )}
      </div>
      <div className={classes.actions}>
        {stop.kind !== 'break' && stop.kind !== 'start' && (
          <Button
            className={classes.secondary}
            component="a"
            href={`geo:${stop.position[1]},${stop.position[0]}?q=${stop.position[1]},${stop.position[0]}(${encodeURIComponent(stop.name)})`}
            variant="default"
            leftSection={<IconMapPin size={22} />}
          >
            {t('openMap')}
          </Button>
        )}
        {stop.kind === 'start' && (
          <MainButton label={t('start')} onClick={() => onReport({ kind: 'shift-started', stopId: stop.id })} />
        )}
        {stop.kind === 'point' && (
          <>
            <Button className={classes.secondary} variant="default" onClick={() => setSkipping(true)}>
              {t('skip')}
            </Button>
            <MainButton
              label={t('served')}
              onClick={() => onReport({ kind: 'served', stopId: stop.id, stream: stop.stream, loadKg: stop.loadKg })}
            />
          </>
        )}
        {stop.kind === 'unload' && (
          <Unloading
            expectedKg={Math.abs(stop.loadKg)}
            onUnloaded={(loadKg) => onReport({ kind: 'unloaded', stopId: stop.id, loadKg })}
          />
        )}
        {stop.kind === 'break' && (
          <MainButton
            label={isOnBreak ? t('breakEnd') : t('breakStart')}
            onClick={() => onReport({ kind: isOnBreak ? 'break-ended' : 'break-started', stopId: stop.id })}
          />
        )}
        {stop.kind === 'end' && (
          <MainButton label={t('endShift')} onClick={() => onReport({ kind: 'shift-ended', stopId: stop.id })} />
        )}
      </div>
    </section>
  );
}

function MainButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      className={classes.primary}
      h={88}
      fz={28}
      fw={600}
      leftSection={<IconCheck size={34} stroke={2.4} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

function Unloading({ expectedKg, onUnloaded }: { expectedKg: number; onUnloaded: (loadKg: number) => void }) {
  const { t, i18n } = useTranslation('driver');
  const [kg, setKg] = useState<number | string>(expectedKg);
  const [isWrong, setWrong] = useState(false);
  const isVietnamese = i18n.language === 'vi';
  return (
    <>
      <NumberInput
        label={t('unloadedKg')}
        value={kg}
        min={0}
        max={100_000}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        hideControls
        inputMode="numeric"
        thousandSeparator={isVietnamese ? '.' : ','}
        decimalSeparator={isVietnamese ? ',' : '.'}
        classNames={{ input: classes.kg, label: classes.label }}
        error={isWrong ? t('kgNeeded') : undefined}
        onChange={(value) => {
          setKg(value);
          setWrong(false);
        }}
      />
      <MainButton
        label={t('unloaded')}
        onClick={() => {
          if (typeof kg === 'number' && Number.isInteger(kg) && kg >= 0 && kg <= 100_000) onUnloaded(kg);
          else setWrong(true);
        }}
      />
    </>
  );
}

function SkipReasons({ onBack, onReason }: { onBack: () => void; onReason: (reason: string) => void }) {
  const { t } = useTranslation('driver');
  const [other, setOther] = useState('');
  return (
    <section className={classes.task} aria-label={t('whySkip')}>
      <div className={classes.about}>
        <h1>{t('whySkip')}</h1>
      </div>
      <div className={classes.actions}>
        {SKIP_REASONS.map((reason) => (
          <Button key={reason} variant="default" h={56} fz={18} onClick={() => onReason(reason)}>
            {skipReasonText(reason, currentLanguage())}
          </Button>
        ))}
        <form
          className={classes.other}
          onSubmit={(event) => {
            event.preventDefault();
            if (other.trim() !== '') onReason(otherReason(other.trim()));
          }}
        >
          <TextInput
            aria-label={t('otherReason')}
            placeholder={t('otherReasonHint')}
            maxLength={OTHER_REASON_LENGTH}
            classNames={{ input: classes.otherInput }}
            value={other}
            onChange={(event) => setOther(event.currentTarget.value)}
          />
          <Button type="submit" h={56} fz={18} disabled={other.trim() === ''}>
            {t('send')}
          </Button>
        </form>
        <Button variant="subtle" h={56} fz={18} leftSection={<IconArrowLeft size={22} />} onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </section>
  );
}
