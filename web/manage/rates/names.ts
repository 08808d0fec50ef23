import { useTranslation } from 'react-i18next';
import type { LedgerUnit } from '../../../domain/ledger/rates.ts';
import { UNASSIGNED_UNIT } from '../../../domain/ledger/unassigned.ts';
import type { LedgerStream } from '../../../domain/ledger/ledger-streams.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';

/** Gives a stream of the ledger its name. */
export function useStreamName(): (stream: LedgerStream | null) => string {
  const { t } = useTranslation('rates');
  return (stream) =>
    stream === null ? '' : stream === 'unknown' ? t('unknownStream') : STREAM_NAMES[stream][currentLanguage()];
}

/** Gives a unit of the ledger its name; the line of what belongs to none has one of its own. */
export function useUnitName(): (unit: LedgerUnit | null) => string {
  const { t } = useTranslation('rates');
  return (unit) => (unit === null ? '' : unit.code === UNASSIGNED_UNIT ? t('unassigned') : unit.name);
}
