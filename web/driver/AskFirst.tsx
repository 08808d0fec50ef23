import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './DriverPage.module.css';
import type { Task } from './tasks.ts';
import { useStopTitle } from './use-stop-title.ts';

interface Props {
  /** The shift is to be ended; else a later stop is to be reported. */
  isEnd: boolean;
  open: readonly Task[];
  isResting: boolean;
  onBack: () => void;
  onMeant: () => void;
}

/** Names the stops that would be left behind, and asks whether that is meant. */
export function AskFirst({ isEnd, open, isResting, onBack, onMeant }: Props) {
  const { t } = useTranslation('driver');
  const titleOf = useStopTitle();
  const count = open.length;
  const question = isEnd ? t('askEnd', { count }) : t('askPass', { count });
  return (
    <section className={classes.task} aria-label={question}>
      <div className={classes.about}>
        <h1 className={classes.question}>{question}</h1>
        <ul className={classes.open}>
          {open.map(({ stop }) => (
            <li key={stop.id}>{titleOf(stop)}</li>
          ))}
        </ul>
      </div>
      <div className={classes.actions}>
        <Button className={classes.secondary} variant="default" disabled={isResting} onClick={onMeant}>
          {isEnd ? t('endAnyway') : t('passAnyway')}
        </Button>
        <Button
          className={classes.primary}
          h={72}
          fz={24}
          leftSection={<IconArrowLeft size={28} stroke={2.4} />}
          onClick={onBack}
        >
          {t('back')}
        </Button>
      </div>
    </section>
  );
}
