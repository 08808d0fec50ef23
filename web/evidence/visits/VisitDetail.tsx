import { ActionIcon, Anchor, Loader, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { Failure } from '../../ui/states.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';
import { VisitStory } from './VisitStory.tsx';
import { storyQuery } from './visit-queries.ts';

interface Props {
  id: string;
  /** Whether its point is asked about, and the others of it stand beside. */
  isOfPoint: boolean;
  onClose: () => void;
}

/** One visit: what became of it, how that is known, and everything that happened to it. */
export function VisitDetail({ id, isOfPoint, onClose }: Props) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const story = useQuery(storyQuery(id));
  if (story.isError && !story.data) return <Failure error={story.error} onRetry={() => void story.refetch()} />;
  if (!story.data) return <Loader type="dots" aria-label={t('loading')} />;
  const visit = story.data;
  const isTaken = visit.state === 'served' || visit.state === 'partly';
  return (
    <>
      <div className={classes.head}>
        <ActionIcon className={classes.back} variant="subtle" size={40} aria-label={t('back')} onClick={onClose}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <div>
          <Title order={2} size="h4">
            {visit.pointName}
          </Title>
          <Text size="sm" c="dimmed">
            {visit.pointCode} · {STREAM_NAMES[visit.stream][currentLanguage()]} · {format.day(visit.day)}
          </Text>
        </div>
      </div>
      <Text>
        {capital(t(`visit.state.${visit.state}`))}
        {visit.doneAt && ` · ${format.time(visit.doneAt, visit.day)}`}
        {isTaken && ` · ${format.kg(visit.kg)} ${t(`visit.massGrade.${visit.massGrade}`)}`}
        {` · ${t(`visit.visitGrade.${visit.visitGrade}`)}`}
      </Text>
      <Text size="sm" c="dimmed">
        {t('visits.expected', { load: format.kg(visit.expectedKg) })}
      </Text>
      <Title order={3} size="h6" mt="md">
        {t('visits.story')}
      </Title>
      <VisitStory visit={visit} />
      {!isOfPoint && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/evidence" search={{ tab: 'visits', point: visit.pointId }} {...props} />}
        >
          {t('visits.otherVisits')}
        </Anchor>
      )}
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
