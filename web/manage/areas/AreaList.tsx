import { Button, Skeleton, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { command } from '../../ui/api/request.ts';
import { Failure } from '../../ui/states.tsx';
import classes from './AreasPage.module.css';
import { areasQuery } from './area-queries.ts';

/** Every complete area; one is in use, any other may be put in its place. */
export function AreaList() {
  const { t } = useTranslation('manage');
  const ui = useTranslation('ui').t;
  const queryClient = useQueryClient();
  const areas = useQuery(areasQuery());
  const activate = useMutation({
    mutationFn: (id: string) => command(`/api/areas/${id}/activate`, { body: {} }),
    // Everything on every page is of the active area.
    onSuccess: () => queryClient.invalidateQueries(),
  });
  useForgetFailure(activate);
  if (areas.isPending) return <Skeleton h={120} />;
  if (areas.isError && !areas.data) return <Failure error={areas.error} onRetry={() => void areas.refetch()} />;
  return (
    <section aria-label={t('areas.list')}>
      {areas.data.length === 0 && <Text c="dimmed">{t('areas.none')}</Text>}
      <ul className={classes.list}>
        {areas.data.map((area) => (
          <li key={area.id}>
            <div>
              <Text fw={600}>
                {area.name}
                {area.isSynthetic && <span className={classes.tag}>{ui('synthetic')}</span>}
              </Text>
              <Text size="sm" c="dimmed">
                {t('areas.counts', area.counts)}
              </Text>
              <Text size="xs" c="dimmed">
                {area.timeZone} · {area.attribution}
              </Text>
            </div>
            {area.isActive ? (
              <span className={classes.active}>
                <IconCircleCheck size={18} aria-hidden /> {t('areas.active')}
              </span>
            ) : (
              <AskFirst
                question={t('areas.activateAsk', { name: area.name })}
                confirm={t('areas.activateConfirm')}
                isNeeded={areas.data.some(({ isActive }) => isActive)}
                onConfirm={() => activate.mutate(area.id)}
              >
                {(ask) => (
                  <Button
                    variant="default"
                    loading={activate.isPending && activate.variables === area.id}
                    onClick={ask}
                  >
                    {t('areas.activate')}
                  </Button>
                )}
              </AskFirst>
            )}
          </li>
        ))}
      </ul>
      {activate.error && (
        <Text size="sm" c="var(--tx-unserved)" role="alert">
          {messageOf(activate.error)}
        </Text>
      )}
    </section>
  );
}
