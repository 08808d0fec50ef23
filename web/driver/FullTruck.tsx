import { Button } from '@mantine/core';
import { IconArrowLeft, IconTruckLoading } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../domain/geo.ts';
import classes from './DriverPage.module.css';
import type { Unloading } from './full-truck.ts';
import { usePlaceOnce } from './use-place.ts';

interface Props {
  unloading: Unloading;
  isResting: boolean;
  onBack: () => void;
  /** @param position where the phone is, as far as it knows */
  onMeant: (position: LonLat | null) => void;
}

/** Asks whether the truck is to unload now, and says what comes behind it. */
export function FullTruck({ unloading, isResting, onBack, onMeant }: Props) {
  const { t } = useTranslation('driver');
  const place = usePlaceOnce();
  const question = t('full.ask', { name: unloading.task.stop.name });
  return (
    <section className={classes.task} aria-label={question}>
      <div className={classes.about}>
        <h1 className={classes.question}>{question}</h1>
        <p>{t('full.behind', { count: unloading.behind.filter(({ stop }) => stop.kind === 'point').length })}</p>
        <p className={classes.small}>{t('full.told')}</p>
      </div>
      <div className={classes.actions}>
        <Button
          className={classes.secondary}
          variant="default"
          leftSection={<IconArrowLeft size={22} />}
          onClick={onBack}
        >
          {t('back')}
        </Button>
        <Button
          className={classes.primary}
          h={72}
          fz={24}
          disabled={isResting}
          leftSection={<IconTruckLoading size={30} />}
          onClick={() => onMeant(place.state === 'known' ? place.position : null)}
        >
          {t('full.go')}
        </Button>
      </div>
    </section>
  );
}
