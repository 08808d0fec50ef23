import { Button, Checkbox, NativeSelect, Text, Tooltip } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SimulationView, simulationViewSchema } from '../../../domain/simulation.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { dayStateQuery, simulationQuery } from '../../ui/api/town-queries.ts';
import { command, request } from '../../ui/api/request.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './SimulationBar.module.css';
import { failureText } from './simulation-failure.ts';
import { useSimulationClock } from './use-simulation-clock.ts';

const SPEEDS = [10, 60, 120, 300, 600] as const;

function isUnderWay(simulation: SimulationView | null | undefined): boolean {
  return simulation?.state === 'starting' || simulation?.state === 'running';
}

/** Starts and stops the simulated day, and shows its clock. Only in a demo. */
export function SimulationBar({ day, isPublished }: { day: string; isPublished: boolean }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [speed, setSpeed] = useState(60);
  const [traffic, setTraffic] = useState(true);
  const simulation = useQuery({
    ...simulationQuery(),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 5000 : false),
  }).data;
  const clock = useSimulationClock(simulation ?? null);
  const refetch = () => queryClient.invalidateQueries({ queryKey: ['simulation'] });
  const start = useMutation({
    mutationFn: () =>
      request(simulationViewSchema, '/api/simulations', { method: 'POST', body: { date: day, speed, traffic } }),
    onSuccess: (started) => queryClient.setQueryData(['simulation'], started),
    onError: refetch,
  });
  const stop = useMutation({
    mutationFn: () => command(`/api/simulations/${simulation?.id}/stop`, { body: {} }),
    onSettled: refetch,
  });
  useForgetFailure(start);
  const reported = useQuery(dayStateQuery(day)).data;
  const isRerun = reported !== undefined && reported.events.length + reported.positions.length > 0;

  if (simulation && isUnderWay(simulation)) {
    return (
      <div className={classes.bar} role="status">
        <Text size="sm" fw={500}>
          {clock
            ? t(simulation.day === day ? 'simulation.clock' : 'simulation.clockOf', {
                day: format.dayShort(simulation.day),
                time: format.time(clock, simulation.day),
                speed: simulation.speed,
              })
            : t('simulation.starting')}
        </Text>
        <Button
          size="compact-sm"
          fw={500}
          h={30}
          flex="none"
          variant="default"
          leftSection={<IconPlayerStop size={15} />}
          loading={stop.isPending}
          onClick={() => stop.mutate()}
        >
          {t('simulation.stop')}
        </Button>
      </div>
    );
  }
  const failure = start.error
    ? messageOf(start.error)
    : simulation?.state === 'failed'
      ? t(`simulation.failure.${failureText(simulation.failure ?? '')}`)
      : null;
  return (
    <div className={classes.bar}>
      <Tooltip
        label={t('simulation.publishFirst')}
        disabled={isPublished}
        events={{ hover: true, focus: true, touch: true }}
      >
        <span>
          <AskFirst
            question={t('simulation.rerunAsk')}
            confirm={t('simulation.rerunConfirm')}
            isNeeded={isRerun}
            onConfirm={() => start.mutate()}
          >
            {(ask) => (
              <Button
                size="compact-sm"
                fw={500}
                h={30}
                variant="default"
                leftSection={<IconPlayerPlay size={15} />}
                loading={start.isPending}
                data-disabled={isPublished ? undefined : true}
                aria-disabled={!isPublished}
                onClick={() => isPublished && ask()}
              >
                {t('simulation.start')}
              </Button>
            )}
          </AskFirst>
        </span>
      </Tooltip>
      <NativeSelect
        size="xs"
        miw={62}
        rightSectionWidth={18}
        aria-label={t('simulation.speed')}
        value={String(speed)}
        data={SPEEDS.map((value) => ({ value: String(value), label: t('simulation.times', { speed: value }) }))}
        onChange={(event) => setSpeed(Number(event.currentTarget.value))}
      />
      <Checkbox
        size="xs"
        label={t('simulation.traffic')}
        title={t('simulation.trafficHint')}
        checked={traffic}
        onChange={(event) => setTraffic(event.currentTarget.checked)}
      />
      {failure && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {failure}
        </Text>
      )}
    </div>
  );
}
