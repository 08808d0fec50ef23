import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Expected.module.css';
import type { ExpectedStop } from './use-etas.ts';

/** Less than this nobody waits for, and no plan foresees. */
const NOTICED_SECONDS = 180;
const LATE_SECONDS = 600;

const toneOf = (seconds: number): 'late' | 'slight' | 'early' =>
  seconds < 0 ? 'early' : seconds >= LATE_SECONDS ? 'late' : 'slight';

/** How late or early a truck is; `children` where it keeps to its times. */
export function Lateness({ seconds, children }: { seconds: number; children: ReactNode }) {
  const { t } = useTranslation('moves');
  const format = useFormat();
  if (Math.abs(seconds) < NOTICED_SECONDS) return children;
  const duration = format.duration(Math.abs(seconds));
  return (
    <span className={classes.expected} data-tone={toneOf(seconds)}>
      {t(seconds > 0 ? 'eta.late' : 'eta.early', { duration })}
    </span>
  );
}

/** When a truck is expected at a stop, where that is not when it was planned. */
export function ExpectedAt({ day, eta }: { day: string; eta: ExpectedStop }) {
  const { t } = useTranslation('moves');
  const format = useFormat();
  const { latenessSeconds, expectedAt, learntFrom } = eta;
  if (Math.abs(latenessSeconds) < NOTICED_SECONDS) return null;
  const duration = format.duration(Math.abs(latenessSeconds));
  return (
    <span
      className={classes.expected}
      data-tone={toneOf(latenessSeconds)}
      title={learntFrom > 0 ? t('eta.learnt', { count: learntFrom }) : undefined}
    >
      {t(latenessSeconds > 0 ? 'eta.lateBy' : 'eta.earlyBy', { time: format.time(expectedAt, day), duration })}
    </span>
  );
}
