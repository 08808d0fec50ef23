import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { OTHER_REASON_LENGTH, otherReason, SKIP_REASONS, skipReasonText } from '../../domain/skip-reasons.ts';
import { STREAM_NAMES } from '../../domain/streams.ts';
import { currentLanguage } from '../ui/texts/i18n.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './DriverPage.module.css';
import { PhotoButton } from './photos/PhotoButton.tsx';
import type { TakenPhoto } from './photos/shrink-photo.ts';
import type { Report } from './reports.ts';
import { StateMark } from './StateMark.tsx';
import type { Task } from './tasks.ts';

interface Props {
  route: OwnRouteView;
  tasks: readonly Task[];
  task: Task;
  /** Something was reported a moment ago. */
  isResting: boolean;
  onReport: (report: Report) => void;
  /** Keeps a photo on the phone. @returns its id */
  onPhoto: (photo: TakenPhoto) => Promise<string>;
}

/** One stop: where it is, and the one or two things that can be done there. */
export function TaskScreen({ route, tasks, task, isResting, onReport, onPhoto }: Props) {
  const { t } = useTranslation('driver');
  const format = useFormat();
  const [isSkipping, setSkipping] = useState(false);
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const { stop, state, isOnBreak } = task;
  const photos = photoIds.length > 0 ? { photoIds: [...photoIds] } : {};
  const visit = { visitId: stop.visitId, stopId: stop.id, stream: stop.stream, ...photos };
  const points = tasks.filter((candidate) => candidate.stop.kind === 'point');
  const at = points.indexOf(task) + 1;

  if (isSkipping) {
    return (
      <SkipReasons
        isResting={isResting}
        onBack={() => setSkipping(false)}
        onReason={(reason) => onReport({ kind: 'skipped', ...visit, reason })}
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
          <MainButton
            isResting={isResting}
            label={t('start')}
            onClick={() => onReport({ kind: 'shift-started', stopId: stop.id })}
          />
        )}
        {stop.kind === 'point' && (
          <>
            <PhotoButton
              count={photoIds.length}
              onTaken={async (photo) => {
                const id = await onPhoto(photo);
                setPhotoIds((before) => [...before, id]);
              }}
            />
            <Button
              className={classes.secondary}
              variant="default"
              disabled={isResting}
              onClick={() => setSkipping(true)}
            >
              {t('skip')}
            </Button>
            <MainButton
              isResting={isResting}
              label={t('served')}
              onClick={() => onReport({ kind: 'served', ...visit })}
            />
          </>
        )}
        {stop.kind === 'unload' && (
          <Unloading
            isResting={isResting}
            onUnloaded={(loadKg) => onReport({ kind: 'unloaded', stopId: stop.id, ...(loadKg !== null && { loadKg }) })}
          />
        )}
        {stop.kind === 'break' && (
          <MainButton
            isResting={isResting}
            label={isOnBreak ? t('breakEnd') : t('breakStart')}
            onClick={() => onReport({ kind: isOnBreak ? 'break-ended' : 'break-started', stopId: stop.id })}
          />
        )}
        {stop.kind === 'end' && (
          <MainButton
            isResting={isResting}
            label={t('endShift')}
            onClick={() => onReport({ kind: 'shift-ended', stopId: stop.id })}
          />
        )}
      </div>
    </section>
  );
}

function MainButton({ label, isResting, onClick }: { label: string; isResting: boolean; onClick: () => void }) {
  return (
    <Button
      className={classes.primary}
      h={88}
      fz={28}
      fw={600}
      disabled={isResting}
      leftSection={<IconCheck size={34} stroke={2.4} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

interface UnloadingProps {
  isResting: boolean;
  /** `null` where nobody weighed or reckoned. */
  onUnloaded: (loadKg: number | null) => void;
}

function Unloading({ isResting, onUnloaded }: UnloadingProps) {
  const { t, i18n } = useTranslation('driver');
  const [kg, setKg] = useState<number | string>('');
  const [isWrong, setWrong] = useState(false);
  const isVietnamese = i18n.language === 'vi';
  return (
    <>
      <NumberInput
        label={t('unloadedKg')}
        placeholder={t('kgUnknown')}
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
        isResting={isResting}
        label={t('unloaded')}
        onClick={() => {
          if (kg === '') onUnloaded(null);
          else if (typeof kg === 'number' && Number.isInteger(kg) && kg >= 0 && kg <= 100_000) onUnloaded(kg);
          else setWrong(true);
        }}
      />
    </>
  );
}

interface SkipReasonsProps {
  isResting: boolean;
  onBack: () => void;
  onReason: (reason: string) => void;
}

function SkipReasons({ isResting, onBack, onReason }: SkipReasonsProps) {
  const { t } = useTranslation('driver');
  const [other, setOther] = useState('');
  return (
    <section className={classes.task} aria-label={t('whySkip')}>
      <div className={classes.about}>
        <h1>{t('whySkip')}</h1>
      </div>
      <div className={classes.actions}>
        {SKIP_REASONS.map((reason) => (
          <Button key={reason} variant="default" h={56} fz={18} disabled={isResting} onClick={() => onReason(reason)}>
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
          <Button type="submit" h={56} fz={18} disabled={isResting || other.trim() === ''}>
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
