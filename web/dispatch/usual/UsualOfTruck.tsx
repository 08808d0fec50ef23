import { Button, Group, Text } from '@mantine/core';
import { IconBookmark, IconBookmarkOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteView } from '../../../domain/plans.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useChangeUsual, useUsualRoutes } from './usual-routes.ts';

interface Props {
  day: string;
  truckId: string;
  /** What it does on the day, if it goes out. */
  route: RouteView | null;
}

/** What a truck's crew usually does on such a weekday and how much of it this plan keeps; keeps this route as such, or forgets it. */
export function UsualOfTruck({ day, truckId, route }: Props) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const mayMake = usePermission('plan.make');
  const change = useChangeUsual();
  useForgetFailure(change);
  const ofTruck = useUsualRoutes(day).filter((usual) => usual.truckId === truckId);
  const usual = ofTruck.find(({ shiftId }) => !route || shiftId === route.shiftId);
  const weekday = format.weekday(day);
  if (!usual && (!mayMake || !route)) return null;
  const here = new Set(route?.stops.map(({ pointId, stream }) => `${pointId} ${stream}`));
  const kept = usual?.visits.filter(({ pointId, stream }) => here.has(`${pointId} ${stream}`)).length ?? 0;
  return (
    <Group gap={6} w="100%" role="group" aria-label={t('usual.title', { weekday })}>
      {usual && (
        <Text size="xs" c="dimmed" w="100%" title={usual.byName}>
          {t('usual.of', { weekday, count: usual.visits.length, day: format.dayShort(usual.copiedFrom) })}
          {route && ` · ${t('usual.kept', { count: kept, all: usual.visits.length })}`}
        </Text>
      )}
      {mayMake && route && (
        <AskFirst
          question={t('usual.replaceAsk', { weekday })}
          confirm={t('usual.replaceConfirm')}
          isNeeded={usual !== undefined}
          onConfirm={() => change.mutate({ keep: route.id })}
        >
          {(ask) => (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconBookmark size={14} />}
              loading={change.isPending}
              onClick={ask}
            >
              {t(usual ? 'usual.replace' : 'usual.copy', { weekday })}
            </Button>
          )}
        </AskFirst>
      )}
      {mayMake && usual && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconBookmarkOff size={14} />}
          loading={change.isPending}
          onClick={() => change.mutate({ forget: usual.id })}
        >
          {t('usual.forget')}
        </Button>
      )}
      {change.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(change.error)}
        </Text>
      )}
    </Group>
  );
}
