import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OTHER_REASON_LENGTH, otherReason, SKIP_REASONS, skipReasonText } from '../../domain/skip-reasons.ts';
import { currentLanguage } from '../ui/texts/i18n.ts';
import classes from './DriverPage.module.css';

interface Props {
  isResting: boolean;
  onBack: () => void;
  onReason: (reason: string) => void;
}

/** Why a point is not served: one tap, or a few words. */
export function SkipReasons({ isResting, onBack, onReason }: Props) {
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
