import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { request } from '../../ui/api/request.ts';
import classes from '../EvidencePage.module.css';
import { useOnline } from '../../ui/use-online.ts';
import { lastPoints, type TallyDraft } from './tally-draft.ts';

const pointsSchema = z.object({
  items: z.array(z.looseObject({ id: z.string(), code: z.string(), name: z.string() })),
});

const pointsQuery = (q: string) =>
  queryOptions({
    queryKey: ['points-found', q],
    queryFn: ({ signal }) => request(pointsSchema, `/api/points?${new URLSearchParams({ q, limit: '6' })}`, { signal }),
    enabled: q !== '',
  });

interface Props {
  point: TallyDraft['point'];
  error: string | undefined;
  onChange: (point: TallyDraft['point']) => void;
}

/** The gathering point: found by typing some of its name or code; the one of last time is there already. */
export function PointChoice({ point, error, onChange }: Props) {
  const { t } = useTranslation('evidence');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const found = useQuery(pointsQuery(q));
  const isOnline = useOnline();
  const [recent] = useState(lastPoints);
  if (point) {
    return (
      <div>
        <Text size="sm" fw={500}>
          {t('tallies.point')}
        </Text>
        <div style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 8 }}>
          <Text fw={600}>{point.name}</Text>
          <Button variant="default" h={44} onClick={() => onChange(null)}>
            {t('tallies.otherPoint')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div>
      <TextInput
        label={t('tallies.point')}
        placeholder={t('tallies.findPoint')}
        autoComplete="off"
        value={text}
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.trips}>
        {q === '' &&
          recent.map(({ id, name }) => (
            <Button key={id} variant="default" justify="flex-start" mih={48} onClick={() => onChange({ id, name })}>
              {name}
            </Button>
          ))}
        {q !== '' && !found.data && (!isOnline || found.isError) && <Text size="sm">{t('tallies.findOffline')}</Text>}
        {q !== '' && found.data?.items.length === 0 && <Text size="sm">{t('tallies.noPoint')}</Text>}
        {q !== '' &&
          found.data?.items.map(({ id, code, name }) => (
            <Button
              key={id}
              variant="default"
              justify="flex-start"
              mih={48}
              onClick={() => {
                setText('');
                onChange({ id, name });
              }}
            >
              {code} · {name}
            </Button>
          ))}
      </div>
    </div>
  );
}
