import { Button, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { areaQuery } from '../../ui/api/queries.ts';
import { command } from '../../ui/api/request.ts';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord } from '../record.ts';
import { forgetRecords } from '../register-queries.ts';
import classes from './Out.module.css';
import { OUT, type OutKind, outOn, outsOf, reasonText, spanText } from './out.ts';
import { OutForm } from './OutForm.tsx';

interface Props {
  kind: OutKind;
  record: RegisterRecord;
  wording: Wording;
  mayEdit: boolean;
}

/** The days ahead on which it does not work, with a short form for another. */
export function Outs({ kind, record, wording, mayEdit }: Props) {
  const { t } = wording;
  const queryClient = useQueryClient();
  const today = useQuery(areaQuery()).data?.today;
  const [isAdding, setAdding] = useState(false);
  const { subject, name } = OUT[kind];
  const cancel = useMutation({
    mutationFn: (outId: string) => command(`/api/${subject}/${record.id}/${name}/${outId}/cancel`, { body: {} }),
    onSuccess: () => forgetRecords(queryClient, subject),
  });
  const outs = outsOf(kind, record);
  const now = today === undefined ? undefined : outOn(outs, today);
  return (
    <section>
      <Title order={3} size="h6">
        {t(`out.${kind}`)}
      </Title>
      {outs.length === 0 ? (
        <Text size="sm" c="dimmed" mb={6}>
          {t(kind === 'facility' ? 'out.noneFacility' : 'out.none')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {outs.map((out) => (
            <li key={out.id} data-is={out === now ? 'now' : undefined}>
              <span>
                {spanText(out, wording)}
                <small>{reasonText(kind, out, wording)}</small>
              </span>
              {mayEdit && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('out.cancelLabel', { span: spanText(out, wording) })}
                  onClick={() => cancel.mutate(out.id)}
                >
                  {t('out.cancel')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {cancel.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {cancel.error.message}
        </Text>
      )}
      {mayEdit && today !== undefined && record.isActive && !isAdding && (
        <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
          {t(`out.${kind}Now`)}
        </Button>
      )}
      {isAdding && today !== undefined && (
        <OutForm
          kind={kind}
          id={record.id}
          day={today}
          wording={wording}
          onCancel={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            forgetRecords(queryClient, subject);
          }}
        />
      )}
    </section>
  );
}
