import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import type { StoryEntry } from '../../../domain/visits/visits.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { storyQuery } from './visit-queries.ts';

/** What happened to a visit, one thing after another: planned, given to a truck, seen near, reported, weighed. */
export function VisitStory({ visitId }: { visitId: string }) {
  const { t } = useTranslation('dispatch');
  const story = useQuery(storyQuery(visitId));
  const format = useFormat();
  if (story.isError && !story.data) return <Text size="xs">{messageOf(story.error)}</Text>;
  if (!story.data) return null;
  const entries = story.data.story;
  return (
    <ol style={{ margin: '4px 0 0', paddingLeft: 18 }}>
      {entries.length === 0 && <li>{t('lastVisit.nothing')}</li>}
      {entries.map((entry) => (
        <li key={`${entry.kind} ${entry.at} ${'number' in entry ? entry.number : ''}`}>
          <Entry entry={entry} />
          <Text size="xs" c="dimmed">
            {format.instant(entry.at)}
            {'by' in entry && entry.by && ` · ${entry.by}`}
          </Text>
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: StoryEntry }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  switch (entry.kind) {
    case 'planned':
      return t('lastVisit.planned', { load: format.kg(entry.expectedKg) });
    case 'assigned':
      return t('lastVisit.assigned', { truck: entry.truckCode, time: format.instant(entry.arrivesAt) });
    case 'unassigned':
      return t('lastVisit.unassigned', { reason: t(`unserved.reason.${entry.reason}`) });
    case 'approached':
      return t('lastVisit.approached', { truck: entry.truckCode, distance: format.distance(entry.metres) });
    case 'weighed': {
      const told = { number: entry.number, facility: entry.facilityName, load: format.kg(entry.netKg) };
      if (entry.state === 'void') return t('lastVisit.voidTicket', { ...told, reason: entry.reason ?? '' });
      return entry.shareKg === null
        ? t('lastVisit.weighed', told)
        : t('lastVisit.weighedShare', { ...told, share: format.kg(entry.shareKg) });
    }
    default:
      return <Report entry={entry} />;
  }
}

function Report({ entry }: { entry: Extract<StoryEntry, { arrivedAt: string }> }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const { kind, truckCode, loadKg, massGrade, reason, part, parts } = entry;
  const why = reason ? skipReasonText(reason, currentLanguage()) : t('unserved.skippedWithoutReason');
  return (
    <span style={entry.isOverruled ? { textDecoration: 'line-through' } : undefined}>
      {kind === 'served'
        ? t('lastVisit.served', { truck: truckCode })
        : t('lastVisit.skipped', { truck: truckCode, reason: why })}
      {part !== null && parts !== null && parts > 1 && ` (${part}/${parts})`}
      {kind === 'served' &&
        loadKg !== null &&
        massGrade &&
        `: ${format.kg(loadKg)} ${t(`lastVisit.massGrade.${massGrade}`)}`}
      {`, ${t(`lastVisit.visitGrade.${entry.visitGrade}`)}`}
    </span>
  );
}
