import { Button } from '@mantine/core';
import { IconArrowLeft, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './DriverPage.module.css';

/** The end of a form whose entry a report takes along: takes what was typed, or leaves it as it was. */
export function EntryButtons({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('driver');
  return (
    <>
      <Button type="submit" className={classes.primary} h={72} fz={24} leftSection={<IconCheck size={30} />}>
        {t('kgDone')}
      </Button>
      <Button variant="subtle" h={56} fz={18} leftSection={<IconArrowLeft size={22} />} onClick={onBack}>
        {t('back')}
      </Button>
    </>
  );
}
