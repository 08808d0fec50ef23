import { Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Field } from '../fields/field.ts';
import { fieldName } from '../fields/names.ts';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord } from '../record.ts';
import { documentsWarning, outOn, outsOf, reasonText } from '../detail/out.ts';
import type { SubjectDefinition } from '../subjects/subject.ts';
import classes from './RecordList.module.css';
import { textOf, titleOf, type View } from './rows.ts';

interface Props {
  definition: SubjectDefinition;
  rows: readonly RegisterRecord[];
  columns: readonly Field[];
  view: View;
  wording: Wording;
  today: string | undefined;
  chosen: string | null;
  marked: ReadonlySet<string>;
  onSort: (field: string) => void;
  /** `isKeyboard`: with Enter, so the detail is where one goes on. */
  onChoose: (record: RegisterRecord, isKeyboard: boolean) => void;
  /** Without it rows cannot be marked: there is nothing to do with marked ones. */
  onMark: ((record: RegisterRecord) => void) | null;
  onMarkAll: () => void;
}

const MARK_PIXELS = 34;
/** Text columns from this width on hold names; codes and plates need no more than theirs. */
const LEAST_NAME_PIXELS = 180;

/** The rows of a book in columns; only those in view exist. On a phone each is two lines: what it is called, and the rest. */
export function RecordList(props: Props) {
  const { definition, rows, columns, view, wording, today, chosen, marked, onSort, onChoose, onMark, onMarkAll } =
    props;
  const { t, language } = wording;
  const width = columns.reduce((sum, field) => sum + (field.width ?? 0), onMark ? MARK_PIXELS : 0);
  const style: CSSProperties & Record<'--columns', string> = {
    '--columns': `${onMark ? `${MARK_PIXELS}px ` : ''}${columns.map((field, index) => trackOf(field, index === columns.length - 1)).join(' ')}`,
    minWidth: width + 20,
  };
  const allMarked = rows.length > 0 && rows.every(({ id }) => marked.has(id));
  return (
    <div className={classes.scroll}>
      <div className={classes.table} style={style}>
        <div className={classes.header}>
          {onMark && (
            <button type="button" aria-label={t('list.markAll')} aria-pressed={allMarked} onClick={onMarkAll}>
              <Box isMarked={allMarked} />
            </button>
          )}
          {columns.map((field) => {
            const label = fieldName(field, language);
            const isSorted = view.sort?.field === field.name;
            return (
              <button
                key={field.name}
                type="button"
                data-number={field.kind === 'number' || undefined}
                aria-label={t('list.sortBy', { label })}
                aria-pressed={isSorted}
                onClick={() => onSort(field.name)}
              >
                <span>{label}</span>
                {isSorted && (view.sort?.isDown ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />)}
              </button>
            );
          })}
        </div>
        <div className={classes.rows}>
          <VirtualList
            items={rows}
            label={t('list.rows', { label: t(`subject.${definition.subject}`) })}
            keyOf={(record) => record.id}
            rowHeight={38}
            rowClassName={(record) => `${classes.row} ${record.id === chosen ? classes.chosen : ''}`}
            isChosen={(record) => record.id === chosen}
            revealKey={chosen}
            onChoose={(record, isKeyboard = false) => onChoose(record, isKeyboard)}
            isMarked={onMark ? (record) => marked.has(record.id) : undefined}
            onMark={onMark ?? undefined}
          >
            {(record) => (
              <>
                {onMark && (
                  <span
                    className={classes.mark}
                    onClick={(event) => {
                      event.stopPropagation();
                      onMark(record);
                    }}
                  >
                    <Box isMarked={marked.has(record.id)} />
                  </span>
                )}
                <span className={classes.phone}>
                  <strong>{titleOf(definition.fields, definition.title, record, wording)}</strong>
                  <Signs definition={definition} record={record} today={today} wording={wording} />
                  <span>
                    {columns
                      .filter((field) => !definition.title.includes(field.name))
                      .map((field) => textOf(field, record, wording))
                      .filter((text) => text !== '')
                      .join(' · ')}
                  </span>
                </span>
                {columns.map((field, index) => (
                  <span key={field.name} className={classes.cell} data-number={field.kind === 'number' || undefined}>
                    {textOf(field, record, wording)}
                    {index === 0 && <Signs definition={definition} record={record} today={today} wording={wording} />}
                  </span>
                ))}
              </>
            )}
          </VirtualList>
        </div>
      </div>
    </div>
  );
}

/** How wide a column is: names and the last one share what is left over, so that no name is cut short beside empty space. */
function trackOf({ kind, width = 0 }: Field, isLast: boolean): string {
  const grows = isLast || (kind === 'text' && width >= LEAST_NAME_PIXELS);
  return grows ? `minmax(${width}px, ${width}fr)` : `${width}px`;
}

function Box({ isMarked }: { isMarked: boolean }) {
  return (
    <span className={classes.box} data-marked={isMarked || undefined} aria-hidden>
      {isMarked ? '✓' : ''}
    </span>
  );
}

/** Behind a name: that it is out today, and that a paper of it expires. */
function Signs({
  definition,
  record,
  today,
  wording,
}: Pick<Props, 'definition' | 'today' | 'wording'> & { record: RegisterRecord }) {
  const { t } = wording;
  if (today === undefined) return null;
  const out = definition.out && outOn(outsOf(definition.out, record), today);
  const warning = definition.hasDocuments ? documentsWarning(record, today) : null;
  return (
    <>
      {out && definition.out && (
        <Text component="span" className={classes.sign} data-is="out" size="xs">
          {t(definition.out === 'facility' ? 'out.isClosed' : 'out.isOut', {
            reason: reasonText(definition.out, out, wording),
          })}
        </Text>
      )}
      {warning && (
        <Text component="span" className={classes.sign} data-is={warning} size="xs">
          {t(warning === 'expired' ? 'documents.markExpired' : 'documents.mark')}
        </Text>
      )}
    </>
  );
}
