import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconTargetOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lever, TargetExplanation } from '../../../domain/plans.ts';
import { STREAM_NAMES, type Stream } from '../../../domain/stream-names.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { windowText } from '../details/window-text.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import classes from './TargetLevers.module.css';

/** Levers shown a target; they are ranked. */
const MOST_SHOWN = 3;
/** Points named of those whose window is dropped. */
const MOST_NAMED = 3;

/** Which targets the plan misses and, unless it is brief, what helps most; opened, each target with what would reach it. */
export function TargetLevers({ explanation, isBrief }: { explanation: TargetExplanation; isBrief: boolean }) {
  const { missed, levers, untriedLevers = 0 } = explanation;
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const shortfallKg = missed.reduce((sum, target) => sum + target.shortfallKg, 0);
  const best = levers.slice(0, 1);
  return (
    <section className={classes.levers} aria-label={t('levers.title')}>
      <UnstyledButton className={classes.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <IconTargetOff size={17} color="var(--tx-unserved)" aria-hidden />
        <span>{t('levers.missed', { count: missed.length, shortfall: format.kg(shortfallKg) })}</span>
        {isOpen ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
      </UnstyledButton>
      {isOpen ? (
        <div className={classes.body}>
          <EachTarget {...explanation} />
          {levers.length > 0 && untriedLevers > 0 && <p>{t('levers.untriedToo', { count: untriedLevers })}</p>}
        </div>
      ) : isBrief ? null : (
        <div className={classes.best}>
          {best.length > 0 ? <LeverList levers={best} label={t('levers.best')} /> : <NoLever {...explanation} />}
        </div>
      )}
    </section>
  );
}

/** That nothing was found to help, and whether everything was tried. */
function NoLever({ untriedLevers = 0 }: TargetExplanation) {
  const { t } = useTranslation('dispatch');
  return <p>{untriedLevers > 0 ? t('levers.untried', { count: untriedLevers }) : t('levers.nothingHelps')}</p>;
}

function EachTarget(explanation: TargetExplanation) {
  const { missed, levers } = explanation;
  const { t } = useTranslation('dispatch');
  const targets = missed.map((target, index) => ({
    target,
    reaching: levers.filter((lever) => lever.reaches.includes(index)).slice(0, MOST_SHOWN),
  }));
  const reached = targets.filter(({ reaching }) => reaching.length > 0);
  const unreached = targets.filter(({ reaching }) => reaching.length === 0);
  const nearer = levers.filter((lever) => lever.reaches.length === 0).slice(0, MOST_SHOWN);
  // Of all the same streams, as towns' targets mostly are, it is enough to say so once.
  const [first] = missed;
  const areAlike = missed.every(({ streams }) => streams.join() === first?.streams.join());
  return (
    <>
      {areAlike && first && <p>{t('levers.ofStreams', { streams: streamNames(first.streams) })}</p>}
      {reached.map(({ target, reaching }) => (
        <div key={keyOf(target)} className={classes.target}>
          <TargetName target={target} withStreams={!areAlike} />
          <LeverList levers={reaching} label={t('levers.reachedWith')} />
        </div>
      ))}
      {unreached.length > 0 && (
        <div className={classes.target}>
          {nearer.length > 0 ? (
            <LeverList levers={nearer} label={t('levers.nearerWith')} />
          ) : (
            <NoLever {...explanation} />
          )}
          <p>{t('levers.unreached')}</p>
          {unreached.map(({ target }) => (
            <TargetName key={keyOf(target)} target={target} withStreams={!areAlike} />
          ))}
        </div>
      )}
    </>
  );
}

type MissedTarget = TargetExplanation['missed'][number];

function keyOf({ unitId, streams }: MissedTarget): string {
  return [unitId, ...streams].join(' ');
}

/** A target with its shortfall; a click shows its unit on the map. */
function TargetName({ target, withStreams }: { target: MissedTarget; withStreams: boolean }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  return (
    <UnstyledButton
      className={classes.name}
      onClick={() => selection.set({ ...NOTHING_CHOSEN, unitId: target.unitId })}
    >
      <span>
        {target.unitName}
        {withStreams && <span className={classes.streams}> {streamNames(target.streams)}</span>}
      </span>
      <span>{t('levers.short', { shortfall: format.kg(target.shortfallKg) })}</span>
    </UnstyledButton>
  );
}

function LeverList({ levers, label }: { levers: TargetExplanation['levers']; label: string }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  return (
    <>
      <p>{label}</p>
      <ol className={classes.list}>
        {levers.map(({ lever, shortfallGainKg, costChangeDong }) => (
          <li key={JSON.stringify(lever)}>
            <LeverName lever={lever} />
            <span className={classes.figures}>
              <span>{t('levers.gain', { gain: format.kg(shortfallGainKg) })}</span>
              {' · '}
              <span>
                {t('levers.cost', {
                  change: `${costChangeDong < 0 ? '−' : '+'}${format.money(Math.abs(costChangeDong))}`,
                })}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function LeverName({ lever }: { lever: Lever }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  switch (lever.kind) {
    case 'one-more-truck': {
      return (
        <span>
          {t('levers.truck', { capacity: format.tonnes(lever.capacityKg), streams: streamNames(lever.streams) })}
        </span>
      );
    }
    case 'shift-longer':
      return <span>{t('levers.shift', { duration: format.duration(lever.seconds) })}</span>;
    case 'site-open-longer':
      return <span>{t('levers.site', { name: lever.facilityName, duration: format.duration(lever.seconds) })}</span>;
    case 'window-dropped':
      return <DroppedWindow {...lever} />;
  }
}

/** The window, and the first of the points that have it; all of them with their codes where the pointer rests. */
function DroppedWindow({ windows, pointCodes, pointNames = pointCodes }: Extract<Lever, { kind: 'window-dropped' }>) {
  const { t } = useTranslation('dispatch');
  const all = pointCodes.map((code, k) => (code === pointNames[k] ? code : `${pointNames[k]} (${code})`)).join('\n');
  if (!windows) return <span title={all}>{t('levers.windows', { count: pointCodes.length })}</span>;
  const named = pointNames.slice(0, MOST_NAMED).join(', ');
  const more = pointNames.length - MOST_NAMED;
  const points = more > 0 ? t('levers.andMore', { points: named, count: more }) : named;
  return <span title={all}>{t('levers.window', { windows: windows.map(windowText).join(', '), points })}</span>;
}

function streamNames(streams: readonly Stream[]): string {
  return streams.map((stream) => STREAM_NAMES[stream][currentLanguage()].toLowerCase()).join(', ');
}
