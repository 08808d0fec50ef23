import { useTranslation } from 'react-i18next';
import { faultPlace, faultSentence } from '../../../domain/area-files/fault-messages.ts';
import type { ImportFault } from '../../../domain/areas.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import classes from './AreasPage.module.css';

/** Where each fault is, as file:line:column, and what to do about it. */
export function FaultTable({ faults }: { faults: readonly ImportFault[] }) {
  const { t } = useTranslation('manage');
  const language = currentLanguage();
  const rows = faults.map((fault, index) => ({ fault, key: String(index) }));
  return (
    <div className={classes.faults} style={{ height: Math.min(360, 30 + faults.length * 34) }}>
      <VirtualList
        items={rows}
        label={t('areas.faults')}
        keyOf={({ key }) => key}
        rowHeight={34}
        rowClassName={() => classes.fault}
      >
        {({ fault }) => (
          <>
            <code>{faultPlace(fault)}</code>
            <span>{faultSentence(fault, language)}</span>
          </>
        )}
      </VirtualList>
    </div>
  );
}
