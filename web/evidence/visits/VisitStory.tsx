import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import type { StoryEntry, VisitStory as Visit } from '../../../domain/visits/visits.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';

/** Later than that, a report came out of a phone's outbox. */
const LATE_MS = 2 * 60_000;

/** What happened to a visit, one thing after another: planned, given to a truck, seen near, reported, weighed. */
export function VisitStory({ visit: { story } }: { visit: Visit }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  if (story.length === 0) return <p className={classes.hint}>{t('visit.nothing')}</p>;
  return (
    <ol className={classes.story}>
      {story.map((entry) => (
        <li key={keyOf(entry)} data-kind={entry.kind}>
          <Entry entry={entry} />
          {'photoIds' in entry && <Photos entry={entry} />}
          <Text size="xs" c="dimmed">
            {[format.instant(entry.at), 'by' in entry ? entry.by : null, ...lateness(entry)]
              .filter((part) => part !== null)
              .join(' · ')}
          </Text>
        </li>
      ))}
    </ol>
  );

  function lateness(entry: StoryEntry): (string | null)[] {
    if (!('arrivedAt' in entry)) return [];
    const isLate = Date.parse(entry.arrivedAt) - Date.parse(entry.at) > LATE_MS;
    const [lon, lat] = entry.position ?? [];
    return [
      entry.source === 'paper' ? t('visits.paper') : null,
      entry.source === 'telephone' ? t('visits.telephone') : null,
      entry.isTimeKnown ? null : t('visits.timeUnknown'),
      entry.track ? t(`visits.track.${entry.track.how}`, { time: format.duration(entry.track.seconds) }) : null,
      entry.track?.share == null ? null : t('visits.trackShare', { share: format.percent(entry.track.share) }),
      isLate && entry.source !== 'track' ? t('visits.arrivedLater', { time: format.instant(entry.arrivedAt) }) : null,
      lon === undefined || lat === undefined
        ? null
        : t('visits.position', { lat: lat.toFixed(5), lon: lon.toFixed(5) }),
      entry.retractedAt
        ? t('visits.retracted', { time: format.instant(entry.retractedAt) })
        : entry.isOverruled
          ? t('visits.overruled')
          : null,
    ];
  }
}

/** The photos of a report, each to be opened large; those that the phone has not sent yet are said to be missing. */
function Photos({ entry: { photoIds, photosAwaited } }: { entry: Extract<StoryEntry, { photoIds: string[] }> }) {
  const { t } = useTranslation('evidence');
  if (photoIds.length === 0 && photosAwaited === 0) return null;
  return (
    <div className={classes.photos}>
      {photoIds.map((id, index) => (
        <a key={id} href={`/api/photos/${id}`} target="_blank" rel="noreferrer">
          <img src={`/api/photos/${id}`} alt={t('visits.photo', { number: index + 1 })} loading="lazy" />
        </a>
      ))}
      {photosAwaited > 0 && (
        <Text size="xs" c="dimmed">
          {t('visits.photosAwaited', { count: photosAwaited })}
        </Text>
      )}
    </div>
  );
}

function keyOf(entry: StoryEntry): string {
  const of = 'number' in entry ? entry.number : 'truckCode' in entry ? entry.truckCode : '';
  return `${entry.kind} ${entry.at} ${of}`;
}

function Entry({ entry }: { entry: StoryEntry }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  switch (entry.kind) {
    case 'planned':
      return t('visit.planned', { load: format.kg(entry.expectedKg) });
    case 'assigned':
      return t('visit.assigned', { truck: entry.truckCode, time: format.instant(entry.arrivesAt) });
    case 'unassigned':
      return t('visit.unassigned', { reason: t(`unservedReason.${entry.reason}`) });
    case 'approached':
      return t('visit.approached', { truck: entry.truckCode, distance: format.distance(entry.metres) });
    case 'complained':
      return <Complained entry={entry} />;
    case 'weighed': {
      const told = { number: entry.number, facility: entry.facilityName, load: format.kg(entry.netKg) };
      if (entry.state === 'void') return t('visit.voidTicket', { ...told, reason: entry.reason ?? '' });
      return entry.shareKg === null
        ? t('visit.weighed', told)
        : t('visit.weighedShare', { ...told, share: format.kg(entry.shareKg) });
    }
    default:
      return <Report entry={entry} />;
  }
}

function Complained({ entry }: { entry: Extract<StoryEntry, { kind: 'complained' }> }) {
  const { t } = useTranslation('complaints');
  const { isJustified, answer } = entry;
  const outcome = isJustified === null ? 'open' : isJustified ? 'justified' : 'unjustified';
  return (
    <>
      <Anchor
        inherit
        renderRoot={(props) => <Link to="/evidence" search={{ tab: 'complaints', id: entry.complaintId }} {...props} />}
      >
        {t('inStory', { kind: t(`kind.${entry.complaint}`) })}
      </Anchor>
      {`: ${t(outcome)}`}
      {answer !== null && ` – ${answer}`}
    </>
  );
}

function Report({ entry }: { entry: Extract<StoryEntry, { arrivedAt: string }> }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const { kind, truckCode, loadKg, massGrade, reason, part, parts } = entry;
  const why = reason ? skipReasonText(reason, currentLanguage()) : t('noReason');
  return (
    <span style={entry.isOverruled ? { textDecoration: 'line-through' } : undefined}>
      {kind === 'served'
        ? t(entry.source === 'track' ? 'visit.seen' : 'visit.served', { truck: truckCode })
        : t('visit.skipped', { truck: truckCode, reason: why })}
      {part !== null && parts !== null && parts > 1 && ` (${part}/${parts})`}
      {kind === 'served' &&
        loadKg !== null &&
        massGrade &&
        `: ${format.kg(loadKg)} ${t(`visit.massGrade.${massGrade}`)}`}
      {`, ${t(`visit.visitGrade.${entry.visitGrade}`)}`}
    </span>
  );
}
