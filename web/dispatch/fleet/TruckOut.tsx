import { Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OutForm } from '../../register/detail/OutForm.tsx';
import { outOn, outsOf, reasonText, spanText } from '../../register/detail/out.ts';
import { forgetRecords, recordQuery } from '../../register/register-queries.ts';
import { usePermission } from '../../ui/session.ts';
import { en } from '../../ui/texts/en/register.ts';
import { currentLanguage, registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/register.ts';
import classes from './TruckOut.module.css';

registerTexts('register', { vi, en });

/** Whether the chosen truck is out of service on the day, and a short form to take it out. */
export function TruckOut({ day, truckId }: { day: string; truckId: string }) {
  const { t } = useTranslation('register');
  const queryClient = useQueryClient();
  const mayEdit = usePermission('trucks.edit');
  const truck = useQuery(recordQuery('trucks', truckId)).data;
  const [isAdding, setAdding] = useState(false);
  // Whoever leaves the form is back at the button that opened it.
  const [wasAdding, setWasAdding] = useState(false);
  const wording = { t, language: currentLanguage() };
  const out = truck && outOn(outsOf('truck', truck), day);
  if (!out && !mayEdit) return null;
  return (
    <section className={classes.out} data-open={Boolean(out) || isAdding} aria-label={t('out.truck')}>
      {out ? (
        <Text size="sm" className={classes.now}>
          {t('out.isOut', { reason: reasonText('truck', out, wording) })} ({spanText(out, wording)})
        </Text>
      ) : isAdding ? (
        <OutForm
          kind="truck"
          id={truckId}
          day={day}
          wording={wording}
          onCancel={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            forgetRecords(queryClient, 'trucks');
          }}
        />
      ) : (
        <Button
          size="compact-xs"
          variant="default"
          autoFocus={wasAdding}
          onClick={() => {
            setAdding(true);
            setWasAdding(true);
          }}
        >
          {t('out.truckNow')}
        </Button>
      )}
    </section>
  );
}
