import { Text } from '@mantine/core';
import { IconInfoCircle, IconRuler2, IconWalk } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CoverageView } from '../../../domain/coverage.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './CoveragePage.module.css';
import type { Figure } from './figure.ts';

/** That nobody knows yet what was served, where the figure chosen speaks of it. */
export function ServedUnknown({ coverage, figure }: { coverage: CoverageView; figure: Figure }) {
  const { t } = useTranslation('manage');
  if (figure !== 'served' || coverage.servedKnown) return null;
  return (
    <p className={classes.reach} role="status">
      <IconInfoCircle size={18} stroke={1.7} aria-hidden />
      <span>{t('coverage.unknown')}</span>
    </p>
  );
}

/** Whether the reach chosen is walked along the streets or a straight line, and why. */
export function ReachMethod({ coverage }: { coverage: CoverageView }) {
  const { t } = useTranslation('manage');
  const format = useFormat();
  const { method, onFootMetres, straightLinePoints, total } = coverage;
  const isOnFoot = method === 'on-foot';
  const Icon = isOnFoot ? IconWalk : IconRuler2;
  const distances = onFootMetres.map((metres) => format.distance(metres)).join(', ');
  return (
    <p className={classes.reach} data-method={method} role="status">
      <Icon size={18} stroke={1.7} aria-hidden />
      <span>
        {isOnFoot && t('coverage.onFoot')}
        {isOnFoot &&
          straightLinePoints > 0 &&
          ` ${t('coverage.someStraight', {
            straight: format.count(straightLinePoints),
            points: format.count(total.workingPoints),
          })}`}
        {!isOnFoot && (distances ? t('coverage.straightLine', { distances }) : t('coverage.neverOnFoot'))}
      </span>
    </p>
  );
}

/** In words: numerator, denominator, and what the reader should not trust. */
export function Sums(props: { coverage: CoverageView; figure: Figure; isSynthetic: boolean }) {
  const { coverage, figure, isSynthetic } = props;
  const { t } = useTranslation('manage');
  const format = useFormat();
  const { metres, day, servedKnown } = coverage;
  const sentences = [
    figure === 'served' && servedKnown
      ? t('coverage.numerator', { metres: format.count(metres), day: format.day(day) })
      : t('coverage.numeratorReach', { metres: format.count(metres) }),
    t('coverage.denominator'),
    isSynthetic && t('coverage.synthetic'),
  ].filter((sentence) => sentence !== false);
  return (
    <section className={classes.method}>
      <h2>{t('coverage.method')}</h2>
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm" c="dimmed">
          {sentence}
        </Text>
      ))}
    </section>
  );
}
