import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord, RegisterSubject } from '../record.ts';
import { forgetRecords, setActive } from '../register-queries.ts';
import classes from './RecordDetail.module.css';

interface Props {
  subject: RegisterSubject;
  record: RegisterRecord;
  wording: Wording;
}

/** Takes a record out of use, or back into it; what stands in the way is said where one pressed. */
export function ArchiveRecord({ subject, record, wording: { t } }: Props) {
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: (isActive: boolean) => setActive(subject, record.id, isActive),
    onSuccess: () => {
      setAsking(false);
      forgetRecords(queryClient, subject);
    },
  });
  const fault = change.error && (
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {change.error.message}
    </Text>
  );
  if (!record.isActive) {
    return (
      <div className={classes.archived}>
        <Text size="sm">{t('detail.isArchived')}</Text>
        <Button size="compact-sm" variant="default" loading={change.isPending} onClick={() => change.mutate(true)}>
          {t('detail.restore')}
        </Button>
        {fault}
      </div>
    );
  }
  if (!isAsking) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('detail.archive')}
      </Button>
    );
  }
  return (
    <div className={classes.asked}>
      <Text size="sm">{t('detail.archiveHint')}</Text>
      <Group gap={8}>
        <Button size="compact-sm" autoFocus loading={change.isPending} onClick={() => change.mutate(false)}>
          {t('detail.archiveNow')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
          {t('detail.cancel')}
        </Button>
      </Group>
      {fault}
    </div>
  );
}
