import { useTranslation } from 'react-i18next';
import type { StopState } from '../../../domain/stop-state.ts';
import type { StopView } from '../../../domain/plans.ts';
import { reasonOfFigure } from '../../../domain/run-sheets.ts';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { moveByRow } from './move-by-row.ts';
import classes from './Typed.module.css';
import type { RowFault, TypedRow } from './typed-sheet.ts';

interface Props {
  stop: StopView;
  mark: string;
  row: TypedRow;
  /** What was reported of it before; `null`: nothing. */
  known: StopState | null;
  fault: RowFault | null;
  onChange: (cells: Partial<TypedRow>) => void;
}

/** One row of a sheet. */
export function TypedStop({ stop, mark, row, known, fault, onChange }: Props) {
  const { t } = useTranslation('evidence');
  const isUnload = stop.kind === 'unload';
  const cell = (column: Exclude<keyof TypedRow, 'isDone'>, label: string, mode: 'text' | 'numeric' = 'numeric') => (
    <input
      type="text"
      className={classes.cell}
      data-column={isUnload && column === 'number' ? 'reason' : isUnload && column === 'gross' ? 'kg' : column}
      data-width={column}
      inputMode={mode}
      autoComplete="off"
      aria-label={`${label}, ${mark} ${stop.name}`}
      placeholder={label}
      value={row[column]}
      onKeyDown={moveByRow}
      onChange={(event) => onChange({ [column]: event.currentTarget.value })}
    />
  );
  const reason = reasonOfFigure(row.reason.trim());
  return (
    <div className={classes.row} data-kind={stop.kind} data-fault={fault !== null}>
      <span className={classes.mark}>{mark}</span>
      <span className={classes.place}>
        <span>{stop.name}</span>
        <span className={classes.under}>
          {stop.code}
          {known !== null && ` · ${t('typed.known', { state: t(`typed.state.${known}`) })}`}
          {reason && ` · ${skipReasonText(reason, currentLanguage())}`}
          {fault !== null && ` · ${t(`typed.fault.${fault}`)}`}
        </span>
      </span>
      <label className={classes.done}>
        <input
          type="checkbox"
          data-column="isDone"
          onKeyDown={moveByRow}
          checked={row.reason.trim() === '' && (row.isDone || row.kg.trim() !== '')}
          onChange={(event) => onChange({ isDone: event.currentTarget.checked, reason: '' })}
        />
        {isUnload ? t('typed.unloaded') : t('typed.done')}
      </label>
      {isUnload ? (
        <>
          {cell('number', t('typed.number'), 'text')}
          {cell('gross', t('typed.gross'))}
          {cell('tare', t('typed.tare'))}
        </>
      ) : (
        <>
          {cell('kg', t('typed.kg'))}
          {cell('reason', t('typed.reason'), 'text')}
        </>
      )}
      {cell('time', t('typed.time'), 'text')}
    </div>
  );
}
