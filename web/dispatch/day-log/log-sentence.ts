import type { TFunction } from 'i18next';
import type { LogItem } from '../../../domain/day-log/day-log.ts';
import type { Language } from '../../../domain/languages.ts';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import type { Format } from '../../ui/format.ts';

interface Wording {
  readonly t: TFunction<'alerts'>;
  readonly format: Pick<Format, 'kg'>;
  readonly language: Language;
}

/** What the program does by itself, and what crews do, is told of things; what people of the office do is told of them. */
const OF_A_PERSON: ReadonlySet<LogItem['kind']> = new Set([
  ...(['planned', 'edited', 'replanned', 'restored', 'published', 'unpublished', 'ticket-void'] as const),
  'incident-closed',
  ...(['alert-taken', 'alert-snoozed', 'alert-closed'] as const),
  ...(['facility-closed', 'truck-out', 'crew-out', 'street-closed'] as const),
]);

/** One entry of a day's log as a sentence. */
export function logSentence(item: LogItem, { t, format, language }: Wording): string {
  const { kind, who, kg, stream, reason, ticketNumber, revision, alertKind } = item;
  const truck = item.truck ? t('log.truck', { number: item.truck.number }) : (plateOf(item) ?? t('log.someTruck'));
  const place = item.place ?? t('log.somewhere');
  const said = kind === 'served' && item.isInferred ? 'servedByTrack' : kind;
  const sentence = t(`log.say.${said}`, {
    place,
    // Within a sentence it is written small.
    truck: OF_A_PERSON.has(kind) || said === 'servedByTrack' || kind === 'ticket' ? small(truck) : truck,
    load: kg === null ? '' : t(item.isWeighed ? 'log.load' : 'log.about', { load: format.kg(kg) }),
    stream: stream ? small(STREAM_NAMES[stream][language]) : '',
    note: reason ? `: ${reason}` : '',
    reason: reason ? skipReasonText(reason, language) : t('noReason'),
    revision: revision ?? '?',
    number: ticketNumber ?? '',
    alert: alertKind ? t(`what.${alertKind}`) : '',
    about: [item.truck && small(truck), item.place].filter(Boolean).join(', '),
  });
  return OF_A_PERSON.has(kind) ? `${who?.name ?? t('log.program')} ${sentence}` : sentence;
}

/** A truck that is not of the town is known by its plate. */
const plateOf = ({ kind, reason }: LogItem): string | null => (kind === 'ticket' ? reason : null);

const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
