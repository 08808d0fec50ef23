import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STREAM_NAMES } from '../../../domain/streams.ts';
import type { VisitView } from '../../../domain/visits/visits.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Details.module.css';
import { VisitStory } from './VisitStory.tsx';
import { pointVisitsQuery } from './visit-queries.ts';

/** When a point was last emptied, and how that is known: asked for when it is opened, so that the details keep their size. */
export function LastVisit({ pointId }: { pointId: string }) {
  const { t } = useTranslation('dispatch');
  const [isOpen, setIsOpen] = useState(false);
  return (
    // Beside the last line of the details while it is closed: the stop in the list above keeps its room.
    <section
      style={
        isOpen ? { width: '100%' } : { width: 'fit-content', marginLeft: 'auto', marginTop: -40, position: 'relative' }
      }
      aria-label={t('lastVisit.title')}
    >
      <Button variant="subtle" size="compact-sm" px={0} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {t('lastVisit.title')}
      </Button>
      {isOpen && <Visits pointId={pointId} />}
    </section>
  );
}

/** The last visit that took something; those before it are a tap away, each with its story. */
function Visits({ pointId }: { pointId: string }) {
  const { t } = useTranslation('dispatch');
  const visits = useQuery(pointVisitsQuery(pointId));
  const [isOpen, setIsOpen] = useState(false);
  if (visits.isError && !visits.data) return <Text size="sm">{messageOf(visits.error)}</Text>;
  if (!visits.data) return null;
  const { items } = visits.data;
  const last = items.find(({ state }) => state === 'served' || state === 'partly');
  const shown = isOpen ? items : items.filter((visit) => visit === last);
  return (
    <>
      {!last && <Text size="sm">{t('lastVisit.none')}</Text>}
      {shown.map((visit) => (
        <OneVisit key={visit.id} visit={visit} />
      ))}
      {(isOpen || items.length > shown.length) && (
        <Button variant="subtle" size="compact-sm" onClick={() => setIsOpen(!isOpen)}>
          {t(isOpen ? 'lastVisit.fewer' : 'lastVisit.all')}
        </Button>
      )}
    </>
  );
}

function OneVisit({ visit }: { visit: VisitView }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const isTaken = visit.state === 'served' || visit.state === 'partly';
  return (
    <div className={classes.visit} data-is={isTaken ? undefined : 'skipped'}>
      <div>
        {format.dayShort(visit.day)}
        {visit.doneAt && `, ${format.time(visit.doneAt, visit.day)}`} · {t(`lastVisit.state.${visit.state}`)} ·{' '}
        {STREAM_NAMES[visit.stream][currentLanguage()]}
      </div>
      {isTaken && (
        <Text size="xs" c="dimmed">
          {t(`lastVisit.visitGrade.${visit.visitGrade}`)} · {format.kg(visit.kg)}{' '}
          {t(`lastVisit.massGrade.${visit.massGrade}`)}
        </Text>
      )}
      <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {t('lastVisit.why')}
      </Button>
      {isOpen && <VisitStory visitId={visit.id} />}
    </div>
  );
}
