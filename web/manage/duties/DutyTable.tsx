import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Duty, dutyUrgency } from '../../../domain/duties/duties.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type Column, FigureTable } from '../frame/FigureTable.tsx';
import classes from '../frame/Manage.module.css';
import { DutyFileLinks } from './DutyFiles.tsx';

/** Indicators and tasks, each with who answers for it, what came of it and the evidence. @param onEdit `null`: they are only read */
export function DutyTable({
  items,
  today,
  onEdit,
}: {
  items: readonly Duty[];
  today: string;
  onEdit: ((id: string) => void) | null;
}) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const words = (key: 'inCharge' | 'aim' | 'remark', isWide: boolean): Column<Duty> => ({
    ...{ key, label: t(`duty.field.${key}`), isWords: true, isWide, file: (duty) => duty[key] },
    shown: (duty) => duty[key] || '–',
  });
  /** By the ledger where it tells, with what was entered by hand beside it. */
  const resultOf = ({ ledger, result }: Duty): string => {
    const rate = ledger?.rate ?? null;
    const byLedger =
      ledger && rate !== null
        ? [
            t('duty.byLedger', { rate: format.percentTenths(rate), day: format.dayShort(ledger.asOf) }),
            ledger.target !== null && rate < ledger.target
              ? t('duty.missing', { kg: format.kg(ledger.gapKgPerDay ?? 0), target: format.percent(ledger.target) })
              : '',
            ledger.estimated > 0 ? t('duty.estimated', { share: format.percent(ledger.estimated) }) : '',
          ]
        : [];
    return [...byLedger, result].filter((part) => part !== '').join(' · ') || '–';
  };
  return (
    <FigureTable<Duty>
      label={t('duty.title')}
      rows={items}
      keyOf={({ id }) => id}
      file="resolution.csv"
      columns={[
        { key: 'number', label: t('duty.field.number'), shown: ({ number }) => number, file: ({ number }) => number },
        {
          ...{ key: 'what', label: t('duty.field.what'), isWords: true, isWide: true, file: ({ what }) => what },
          shown: ({ what }) => what,
        },
        ...(onEdit
          ? [
              {
                ...{ key: 'edit', label: t('duty.edit') },
                shown: ({ id, what }: Duty) => editButton(t('duty.edit'), what, () => onEdit(id)),
              },
            ]
          : []),
        words('inCharge', true),
        {
          ...{ key: 'dueOn', label: t('duty.field.dueOn'), isWords: true, file: ({ dueOn }) => dueOn },
          shown: (duty) => {
            const urgency = dutyUrgency(duty, today);
            const day = duty.dueOn === null ? '–' : format.day(duty.dueOn);
            return urgency ? `${day} (${t(`duty.${urgency}`)})` : day;
          },
          is: (duty) => (dutyUrgency(duty, today) === 'late' ? 'bad' : undefined),
          isWide: true,
        },
        {
          ...{ key: 'state', label: t('duty.field.state'), isWords: true, file: ({ state }) => state },
          shown: ({ state }) => t(`duty.state.${state}`),
        },
        words('aim', true),
        {
          ...{ key: 'result', label: t('duty.field.result'), isWords: true, isWide: true },
          shown: resultOf,
          file: resultOf,
          is: ({ ledger }) =>
            ledger?.rate != null && ledger.target !== null && ledger.rate < ledger.target ? 'bad' : undefined,
        },
        {
          ...{ key: 'evidence', label: t('duty.field.evidence'), isWords: true, isWide: true },
          file: ({ evidence, files }) => [evidence, ...files.map(({ name }) => name)].filter(Boolean).join('; '),
          shown: evidenceOf,
        },
        words('remark', true),
      ]}
    />
  );
}

/** An address can be followed, a number of a document cannot; what is attached can be fetched. */
function evidenceOf(duty: Duty): ReactNode {
  const { evidence, files } = duty;
  if (evidence === '' && files.length === 0) return '–';
  return (
    <>
      {/^https?:\/\/\S+$/.test(evidence) ? (
        <a className={classes.link} href={evidence} rel="noreferrer" target="_blank">
          {evidence}
        </a>
      ) : (
        evidence
      )}
      <DutyFileLinks duty={duty} />
    </>
  );
}

function editButton(label: string, what: string, onClick: () => void): ReactNode {
  return (
    <Button
      size="compact-xs"
      variant="default"
      className={classes.print}
      aria-label={`${label}: ${what}`}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
