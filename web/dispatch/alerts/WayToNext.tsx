import { Button, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertView } from '../../../domain/alerts/alerts.ts';
import { straightMetres } from '../../../domain/straight-line.ts';
import { dayStateQuery } from '../../ui/api/town-queries.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useBoard, useBoardStore } from '../board/board-store.ts';
import type { DayModel } from '../day-model.ts';
import { choiceOf, useSelectionStore } from '../selection.ts';
import classes from './Alerts.module.css';

interface Props {
  day: string;
  model: DayModel;
  alert: Pick<AlertView, 'truckId' | 'stopId'>;
}

/** Shows on the map from where a truck is to the stop it should drive to next, for whoever tells the crew the way; and how far that is. */
export function WayToNext({ day, model, alert: { truckId, stopId } }: Props) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const selection = useSelectionStore();
  const board = useBoardStore();
  const isDrawn = useBoard((now) => now.wayTo !== null && now.wayTo.stopId === stopId);
  // Where it is not said any more, nothing would take the line away.
  useEffect(
    () => () => {
      if (board.get().wayTo?.stopId === stopId) board.set({ wayTo: null });
    },
    [board, stopId],
  );
  const { data } = useQuery({ ...dayStateQuery(day), enabled: false });
  const next = model.stops.get(stopId ?? '');
  const place = data?.positions.find((position) => position.truckId === truckId)?.position;
  if (!next || !place || truckId === null) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant={isDrawn ? 'filled' : 'light'}
        aria-pressed={isDrawn}
        leftSection={<IconRoute size={13} />}
        onClick={() => {
          board.set({ wayTo: isDrawn ? null : { truckId, stopId: next.stop.id } });
          if (!isDrawn) selection.set(choiceOf(next));
        }}
      >
        {t('wayToNext')}
      </Button>
      <Text size="xs" c="dimmed" className={classes.price}>
        {t('wayIs', { place: next.stop.name, distance: format.distance(straightMetres(place, next.stop.position)) })}
      </Text>
    </>
  );
}
