import { Button } from '@mantine/core';
import {
  IconArrowLeft,
  IconBarrierBlock,
  IconCarCrash,
  IconCheck,
  IconClipboardCheck,
  IconCurrentLocation,
  IconDropletExclamation,
  IconEngine,
  IconPhone,
  IconTrash,
  IconTruckLoading,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IncidentKind } from '../../domain/incidents/incidents.ts';
import type { CheckKind } from '../../domain/truck-checks/check-kinds.ts';
import classes from './DriverPage.module.css';

const INCIDENTS = [
  ['breakdown', IconEngine],
  ['accident', IconCarCrash],
  ['blocked-road', IconBarrierBlock],
  ['spill', IconDropletExclamation],
  ['dumped-waste', IconTrash],
] as const satisfies readonly (readonly [IncidentKind, typeof IconEngine])[];

interface Props {
  /** Where a full truck would unload now; `null`: nowhere before the planned time. */
  unloadsAt: string | null;
  onFull: () => void;
  onIncident: (kind: Exclude<IncidentKind, 'full'>) => void;
  onBack: () => void;
  /** By the moment of the shift; whether it was sent already. */
  checks: readonly { readonly kind: CheckKind; readonly isDone: boolean }[];
  onCheck: (kind: CheckKind) => void;
  /** The dispatcher's telephone, where the office has told one. */
  phone: string | null;
  /** What the office sees of where the truck is. */
  onPosition: () => void;
}

/** What is done seldom: two taps from any stop. */
export function MoreMenu({ unloadsAt, onFull, onIncident, checks, onCheck, phone, onPosition, onBack }: Props) {
  const { t } = useTranslation('driver');
  return (
    <section className={classes.task} aria-label={t('more')}>
      <div className={classes.menu}>
        {unloadsAt !== null && (
          <Button className={classes.menuButton} leftSection={<IconTruckLoading size={26} />} onClick={onFull}>
            {t('full.button')}
          </Button>
        )}
        {phone !== null && (
          <Button
            className={classes.menuButton}
            component="a"
            href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}
            variant="default"
            leftSection={<IconPhone size={26} />}
          >
            {t('call')}
          </Button>
        )}
        <h2 className={classes.menuTitle}>{t('incident.title')}</h2>
        {INCIDENTS.map(([kind, Icon]) => (
          <Button
            key={kind}
            className={classes.menuButton}
            variant="default"
            leftSection={<Icon size={26} stroke={1.8} />}
            onClick={() => onIncident(kind)}
          >
            {t(`incident.kind.${kind}`)}
          </Button>
        ))}
        {checks.map(({ kind, isDone }) => (
          <Button
            key={kind}
            className={classes.menuButton}
            variant="default"
            leftSection={isDone ? <IconCheck size={26} /> : <IconClipboardCheck size={26} />}
            onClick={() => onCheck(kind)}
          >
            {t(`check.${kind}`)}
            {isDone && ` · ${t('check.done')}`}
          </Button>
        ))}
        <Button
          className={classes.menuButton}
          variant="default"
          leftSection={<IconCurrentLocation size={26} />}
          onClick={onPosition}
        >
          {t('position.title')}
        </Button>
      </div>
      <Button
        className={classes.menuButton}
        variant="default"
        leftSection={<IconArrowLeft size={24} />}
        onClick={onBack}
      >
        {t('back')}
      </Button>
    </section>
  );
}
