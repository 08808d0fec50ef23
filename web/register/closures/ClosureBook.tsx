import { Button, Skeleton, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bbox } from '@turf/turf';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../domain/geo.ts';
import type { StreetClosureView } from '../../../domain/register/street-closures.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { streetClosuresQuery } from '../../ui/api/town-queries.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { command } from '../../ui/api/request.ts';
import { ClosedStreets } from '../../ui/map/ClosedStreets.tsx';
import { cornerAt, type DrawnShape } from '../../ui/map/drawing.ts';
import { DrawnLayer } from '../../ui/map/DrawnLayer.tsx';
import { TownMap, type TownMapHandle } from '../../ui/map/TownMap.tsx';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { dayText } from '../fields/value-text.ts';
import classes from './ClosureBook.module.css';
import { ClosureForm } from './ClosureForm.tsx';

/** Streets closed for trucks, today and later: drawn on the map, entered by drawing along them, and opened again. */
export function ClosureBook() {
  const { t } = useTranslation('register');
  const ui = useTranslation('ui').t;
  const queryClient = useQueryClient();
  const area = useQuery(areaQuery()).data;
  const closures = useQuery({ ...streetClosuresQuery(area?.today ?? ''), enabled: area != null });
  const mayEdit = usePermission('closures.edit');
  const map = useRef<TownMapHandle>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [shape, setShape] = useState<DrawnShape | null>(null);
  const [corners, setCorners] = useState<readonly LonLat[]>([]);
  const again = () => queryClient.invalidateQueries({ queryKey: ['register', 'closures'] });
  const openAgain = useMutation({
    mutationFn: (id: string) => command(`/api/street-closures/${id}/cancel`, { body: {} }),
    onSuccess: again,
  });
  if (closures.error) return <Failure error={closures.error} onRetry={() => void closures.refetch()} />;
  const items = closures.data?.items ?? [];
  const stop = () => {
    setShape(null);
    setCorners([]);
  };
  const show = (closure: StreetClosureView) => {
    setChosenId(closure.id);
    const [west, south, east, north] = bbox(closure.geometry);
    map.current?.show([west, south, east, north]);
  };
  return (
    <section className={classes.book} aria-label={t('closures.title')}>
      <div className={classes.side}>
        <Title order={2} size="h4">
          {t('closures.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('closures.hint')}
        </Text>
        {closures.isPending && <Skeleton h={60} role="status" aria-label={ui('state.loading')} />}
        {closures.data && items.length === 0 && <Text size="sm">{t('closures.none')}</Text>}
        <ul className={classes.list}>
          {items.map((closure) => (
            <li key={closure.id} data-now={(area && closure.from <= area.today) || undefined}>
              <button type="button" className={classes.name} onClick={() => show(closure)}>
                {closure.name}
                <small>
                  {closure.from === closure.to
                    ? dayText(closure.from)
                    : t('out.span', { from: dayText(closure.from), to: dayText(closure.to) })}
                  {' · '}
                  {closure.reason}
                </small>
              </button>
              {mayEdit && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('closures.openLabel', { name: closure.name })}
                  onClick={() => openAgain.mutate(closure.id)}
                >
                  {t('closures.open')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {openAgain.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {messageOf(openAgain.error)}
          </Text>
        )}
        {mayEdit && area && shape === null && <Button onClick={() => setShape('line')}>{t('closures.draw')}</Button>}
        {area && shape !== null && (
          <ClosureForm
            shape={shape}
            corners={corners}
            today={area.today}
            onShape={setShape}
            onCorners={setCorners}
            onCancel={stop}
            onDone={() => {
              stop();
              void again();
            }}
          />
        )}
      </div>
      <div className={classes.map}>
        {area && (
          <TownMap
            area={area}
            label={t('closures.map')}
            handle={map}
            isPicking={shape !== null}
            onClick={shape === null ? undefined : ({ lngLat }) => setCorners((before) => [...before, cornerAt(lngLat)])}
          >
            <ClosedStreets closures={items} chosenId={chosenId} />
            {shape !== null && <DrawnLayer shape={shape} corners={corners} />}
          </TownMap>
        )}
      </div>
    </section>
  );
}
