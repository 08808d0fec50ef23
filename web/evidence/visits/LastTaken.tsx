import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../domain/visits/visits.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';

/** When a point was last emptied, and how that is known; `null`: nothing tells that it was. */
export function LastTaken({ visit }: { visit: VisitView | null }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  return (
    <div className={classes.answer} data-known={visit !== null}>
      <Text size="sm" c="dimmed">
        {t('visits.last')}
      </Text>
      <Text fw={500}>
        {visit === null
          ? t('visits.neverKnown')
          : t('visits.lastSentence', {
              when: `${format.dayShort(visit.day)} ${visit.doneAt ? format.time(visit.doneAt, visit.day) : ''}`.trim(),
              truck: visit.truckCode ?? '—',
              load: format.kg(visit.kg),
              mass: t(`visit.massGrade.${visit.massGrade}`),
              how: t(`visit.visitGrade.${visit.visitGrade}`),
            })}
      </Text>
    </div>
  );
}
