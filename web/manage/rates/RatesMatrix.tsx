import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RatesRow } from '../../../domain/ledger/rates.ts';
import { UNASSIGNED_UNIT } from '../../../domain/ledger/unassigned.ts';
import { LEDGER_STREAMS, type LedgerStream } from '../../../domain/ledger/ledger-streams.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import { Bullet } from './Bullet.tsx';
import { useStreamName, useUnitName } from './names.ts';
import type { Cell } from './RatesFigures.tsx';
import classes from './RatesPage.module.css';

interface Props {
  cells: readonly RatesRow[];
  units: readonly RatesRow[];
  streams: readonly RatesRow[];
  /** Of all of them; `null` where there is nothing. */
  all: RatesRow | null;
  chosen: Cell | null;
  onChoose: (cell: Cell) => void;
}

/** Every unit and stream on one screen: a bar to the rate, a line at the target, hatched as far as it is estimated. */
export function RatesMatrix({ cells, units, streams, all, chosen, onChoose }: Props) {
  const { t } = useTranslation('rates');
  // Who sees a part of the town has the sums of that part.
  const seesTown = usePermission('town.read');
  const format = useFormat();
  const streamName = useStreamName();
  const unitName = useUnitName();
  const shownStreams = LEDGER_STREAMS.filter((stream) => cells.some((cell) => cell.stream === stream));
  const shownUnits = units
    .filter(({ unit }) => unit !== null)
    .toSorted(
      (one, other) =>
        Number(one.unit?.code === UNASSIGNED_UNIT) - Number(other.unit?.code === UNASSIGNED_UNIT) ||
        format.compare(unitName(one.unit), unitName(other.unit)),
    );
  const cellOf = (code: string | undefined, stream: LedgerStream) =>
    cells.find((cell) => cell.unit?.code === code && cell.stream === stream);
  if (shownUnits.length === 0) return null;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('matrix')}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('column.unit')}</th>
            <th scope="col">{t('column.all')}</th>
            {shownStreams.map((stream) => (
              <th key={stream} scope="col">
                {stream === 'unknown' ? (
                  streamName(stream)
                ) : (
                  <Link className={classes.link} to="/manage/streams/$code" params={{ code: stream }}>
                    {streamName(stream)}
                  </Link>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shownUnits.map((row) => (
            <tr key={row.unit?.code}>
              <th scope="row">
                {row.unit?.setting ? (
                  <Link className={classes.link} to="/manage/units/$code" params={{ code: row.unit.code }}>
                    {unitName(row.unit)}
                  </Link>
                ) : (
                  unitName(row.unit)
                )}
              </th>
              <td className={classes.total}>
                <Bullet row={row} />
              </td>
              {shownStreams.map((stream) => {
                const cell = cellOf(row.unit?.code, stream);
                const code = row.unit?.code;
                if (!cell || code === undefined) return <td key={stream}>–</td>;
                const isChosen = chosen?.unit === code && chosen.stream === stream;
                return (
                  <td key={stream}>
                    <button
                      type="button"
                      className={classes.cell}
                      aria-pressed={isChosen}
                      aria-label={t('why.open', { unit: unitName(row.unit), stream: streamName(stream) })}
                      onClick={() => onChoose({ unit: code, stream })}
                    >
                      <Bullet row={cell} />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{seesTown ? t('town') : t('column.all')}</th>
            <td className={classes.total}>{all ? <Bullet row={all} /> : '–'}</td>
            {shownStreams.map((stream) => {
              const row = streams.find((each) => each.stream === stream);
              return (
                <td key={stream} className={classes.total}>
                  {row && <Bullet row={row} />}
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
      <p className={classes.note}>{t('legend')}</p>
    </div>
  );
}
