import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { csv } from '../../../domain/area-files/write-csv.ts';
import classes from './Manage.module.css';

/** A column: how a row's figure is shown, and as what it stands in the file. */
export interface Column<Row> {
  /** The column's name in the file. */
  readonly key: string;
  readonly label: string;
  readonly shown: (row: Row) => ReactNode;
  /** Left out: the column is not in the file. */
  readonly file?: (row: Row) => string | number | null;
  /** Words stand on the left, figures on the right. */
  readonly isWords?: boolean;
  /** Long words that may break. */
  readonly isWide?: boolean;
  readonly is?: (row: Row) => 'bad' | 'guessed' | undefined;
}

interface Props<Row> {
  /** What the table is of, for who cannot see where it stands. */
  label: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** The name of the file; left out: none is offered. */
  file?: string;
}

/** The figures themselves, the first column naming the row; with the file they can be taken away in. */
export function FigureTable<Row>({ label, rows, keyOf, columns, file }: Props<Row>) {
  const { t } = useTranslation('figures');
  const href = useMemo(() => {
    const told = columns.filter((column) => column.file);
    const lines = rows.map((row) => told.map((column) => column.file?.(row) ?? ''));
    return `data:text/csv;charset=utf-8,${encodeURIComponent(
      csv(
        told.map(({ key }) => key),
        lines,
      ),
    )}`;
  }, [columns, rows]);
  return (
    <>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map(({ key, label: name, isWords, isWide }) => (
                <th key={key} scope="col" data-words={isWords} data-wide={isWide}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ key, shown, isWords, isWide, is }, index) =>
                  index === 0 ? (
                    <th key={key} scope="row" data-wide={isWide}>
                      {shown(row)}
                    </th>
                  ) : (
                    <td key={key} data-words={isWords} data-wide={isWide} data-is={is?.(row)}>
                      {shown(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {file && (
        <div className={classes.files}>
          <Button
            component="a"
            href={href}
            download={file}
            size="compact-xs"
            variant="default"
            leftSection={<IconDownload size={13} />}
          >
            {t('csv')}
          </Button>
        </div>
      )}
    </>
  );
}

/** The table of a drawing, folded away until it is wanted. */
export function FoldedTable<Row>(props: Props<Row>) {
  const { t } = useTranslation('figures');
  return (
    <details className={classes.details}>
      <summary>{t('table')}</summary>
      <FigureTable {...props} />
    </details>
  );
}

/** Figures that stand out. */
export function Tiles({
  items,
}: {
  items: readonly { label: string; value: string; note?: string; is?: 'good' | 'bad' }[];
}) {
  return (
    <dl className={classes.tiles}>
      {items.map(({ label, value, note, is }) => (
        <div key={label} data-is={is}>
          <dt>{label}</dt>
          <dd>
            {value}
            {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
