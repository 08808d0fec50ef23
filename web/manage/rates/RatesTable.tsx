import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NO_COMPLAINTS, perThousandVisits } from '../../../domain/complaints/complaints.ts';
import { massShares } from '../../../domain/ledger/mass-shares.ts';
import type { RatesRow } from '../../../domain/ledger/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useStreamName, useUnitName } from './names.ts';
import type { Cell } from './RatesFigures.tsx';
import classes from './RatesPage.module.css';

interface Props {
  rows: readonly RatesRow[];
  by: 'unit' | 'cooperative';
  chosen: Cell | null;
  onChoose?: (cell: Cell) => void;
}

/** The figures themselves, what lacks most first. */
export function RatesTable({ rows, by, chosen, onChoose }: Props) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const streamName = useStreamName();
  const unitName = useUnitName();
  const sorted = rows.toSorted((one, other) => (other.gapKgPerDay ?? -1) - (one.gapKgPerDay ?? -1));
  const share = (value: number | null) => (value === null ? '–' : format.percentTenths(value));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('table')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t(by === 'unit' ? 'column.unit' : 'column.cooperative')}</th>
            {by === 'unit' && <th scope="col">{t('column.stream')}</th>}
            <th scope="col">{t(by === 'unit' ? 'column.generated' : 'column.expected')}</th>
            <th scope="col">{t('column.collected')}</th>
            <th scope="col">{t('column.treated')}</th>
            <th scope="col">{t('column.rate')}</th>
            <th scope="col">{t('column.target')}</th>
            <th scope="col">{t('column.gap')}</th>
            <th scope="col">{t('column.weighed')}</th>
            <th scope="col">{t('column.estimated')}</th>
            <th scope="col">{t('column.visits')}</th>
            <th scope="col">{t('column.inferred')}</th>
            {by === 'cooperative' && (
              <>
                <th scope="col">{t('column.complaints')}</th>
                <th scope="col">{t('column.perThousand')}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const { unit, stream, cooperative, mass, visits, collectedKg } = row;
            const known = massShares(mass);
            const name = by === 'unit' ? unitName(unit) : (cooperative?.name ?? t('noCooperative'));
            const cell = unit && stream && onChoose ? { unit: unit.code, stream } : null;
            return (
              <tr
                key={`${unit?.code} ${stream} ${cooperative?.code}`}
                data-chosen={cell !== null && chosen?.unit === cell.unit && chosen.stream === cell.stream}
              >
                <th scope="row">
                  {cell ? (
                    <button type="button" className={classes.link} onClick={() => onChoose?.(cell)}>
                      {name}
                    </button>
                  ) : cooperative ? (
                    <Link className={classes.link} to="/manage/cooperatives/$code" params={{ code: cooperative.code }}>
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </th>
                {by === 'unit' && <td className={classes.words}>{streamName(stream)}</td>}
                <td>{format.kg(row.generatedKg)}</td>
                <td>{format.kg(collectedKg)}</td>
                <td>{format.kg(row.treatedKg)}</td>
                <td>
                  <b>{share(row.rate)}</b>
                </td>
                <td>{row.target === null ? '–' : format.percent(row.target)}</td>
                <td>{row.gapKgPerDay === null ? '–' : format.kg(row.gapKgPerDay)}</td>
                <td>{share(known?.weighed ?? null)}</td>
                <td className={classes.guessed}>{share(known?.estimated ?? null)}</td>
                <td>
                  {format.count(visits.served)}/{format.count(visits.scheduled)}
                </td>
                <td>{format.count(visits.inferred)}</td>
                {by === 'cooperative' && <Complaints row={row} />}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Justified complaints of all there were, and to a thousand scheduled visits. */
function Complaints({ row: { complaints = NO_COMPLAINTS, visits } }: { row: RatesRow }) {
  const format = useFormat();
  const perThousand = perThousandVisits(complaints, visits.scheduled);
  return (
    <>
      <td>
        {format.count(complaints.justified)}/{format.count(complaints.all)}
      </td>
      <td>{perThousand === null ? '–' : format.decimal(perThousand)}</td>
    </>
  );
}
