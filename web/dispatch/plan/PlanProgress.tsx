import { Progress, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PLAN_PHASES, type PlanView } from '../../../domain/plans.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './PlanPanel.module.css';

/** The phases of a run, where it is among them, and the best plan found so far. */
export function PlanProgress({ plan }: { plan: PlanView }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const at = plan.phase ? PLAN_PHASES.indexOf(plan.phase) : -1;
  const best = plan.bestCost;
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {plan.state === 'queued' ? t('plan.queued') : plan.phase ? t(`plan.phase.${plan.phase}`) : t('plan.queued')}
        {plan.attempt > 1 && ` · ${t('plan.attempt', { count: plan.attempt })}`}
      </Text>
      {plan.requestedBy && (
        <Text size="xs" c="dimmed">
          {t('plan.requestedBy', { name: plan.requestedBy })}
        </Text>
      )}
      <Progress.Root size="md">
        <Progress.Section value={plan.percent} aria-label={t('plan.progress')} />
      </Progress.Root>
      <ol className={classes.phases}>
        {PLAN_PHASES.map((phase, index) => (
          <li key={phase} data-is={index === at ? 'now' : undefined} aria-current={index === at ? 'step' : undefined}>
            {index < at ? (
              <IconCheck size={14} stroke={2.4} color="var(--tx-served)" aria-hidden />
            ) : (
              <span className={`${classes.dot} ${index === at ? classes.now : ''}`} aria-hidden />
            )}
            {t(`plan.phase.${phase}`)}
            {index === at && <span style={{ marginLeft: 'auto' }}>{format.percent(plan.percent / 100)}</span>}
          </li>
        ))}
      </ol>
      {best && (
        <>
          <Text size="xs" c="dimmed" mt={4}>
            {t('plan.bestSoFar')} · {format.duration(best.elapsedSeconds)}
          </Text>
          <dl className={classes.figures}>
            <dt>{t('plan.shortfall')}</dt>
            <dd>{format.kg(best.targetShortfallKg)}</dd>
            <dt>{t('plan.unserved')}</dt>
            <dd>{format.kg(best.unservedKg)}</dd>
            <dt>{t('plan.length')}</dt>
            <dd>{format.km(best.lengthMetres)}</dd>
            <dt>{t('plan.cost')}</dt>
            <dd>{format.money(best.costDong)}</dd>
          </dl>
        </>
      )}
    </>
  );
}
