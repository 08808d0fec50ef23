import { Text, Title } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetPreview } from '../../../domain/sheets/views.ts';
import classes from './ImportPage.module.css';

type Shown = Pick<SheetPreview, 'added' | 'changed' | 'archived' | 'faults' | 'counts'>;

/** What an import adds, changes cell by cell, archives and refuses; `counts` sums it up in words of its own. */
export function PreviewRows({ preview, counts: told }: { preview: Shown; counts?: string }) {
  const { t } = useTranslation('sheets');
  const { added, changed, archived, faults, counts } = preview;
  const isNothing = counts.added + counts.changed + counts.archived + faults.length === 0;
  const shown = (value: string | number | null) => (value === null || value === '' ? t('blank') : String(value));
  return (
    <>
      <Text role="status">{told ?? (isNothing ? t('nothing') : t('counts', counts))}</Text>
      <Rows title={t('faults')} listed={faults.length} count={faults.length}>
        {alike(faults).map(({ fault, lines }) => (
          <li key={`${fault.column ?? ''} ${fault.sentence}`}>
            <span className={classes.line}>{[linesText(lines, t), fault.column].filter(Boolean).join(' · ')}</span>
            <span>{fault.sentence}</span>
          </li>
        ))}
      </Rows>
      <Rows title={t('changed')} listed={changed.length} count={counts.changed}>
        {changed.map(({ line, name, isRestored, cells }) => (
          <li key={line}>
            <span className={classes.line}>{t('line', { line })}</span>
            <strong>{name}</strong>
            {isRestored && <em>{t('restored')}</em>}
            {cells.map(({ column, before, after }) => (
              <span key={column}>
                {column}: <span className={classes.before}>{shown(before)}</span> → {shown(after)}
              </span>
            ))}
          </li>
        ))}
      </Rows>
      <Rows title={t('added')} listed={added.length} count={counts.added}>
        {added.map(({ line, name, cells }) => (
          <li key={line}>
            <span className={classes.line}>{t('line', { line })}</span>
            <strong>{name}</strong>
            {cells.slice(0, 8).map(({ column, value }) => (
              <span key={column}>
                {column}: {shown(value)}
              </span>
            ))}
          </li>
        ))}
      </Rows>
      <Rows title={t('archived')} listed={archived.length} count={counts.archived}>
        {archived.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </Rows>
    </>
  );
}

type Fault = Shown['faults'][number];

/** One mistake is made in a hundred rows: it is told once, with the rows. */
function alike(faults: readonly Fault[]): { readonly fault: Fault; readonly lines: readonly number[] }[] {
  const groups = new Map<string, { fault: Fault; lines: number[] }>();
  for (const fault of faults) {
    const key = JSON.stringify([fault.column, fault.sentence]);
    const group = groups.get(key) ?? { fault, lines: [] };
    groups.set(key, group);
    if (fault.line !== null) group.lines.push(fault.line);
  }
  return [...groups.values()];
}

const MOST_LINES = 8;

function linesText(lines: readonly number[], t: TFunction<'sheets'>): string | null {
  const [first] = lines;
  if (first === undefined) return null;
  if (lines.length === 1) return t('line', { line: first });
  const named = lines.slice(0, MOST_LINES).join(', ');
  const rest = lines.length - MOST_LINES;
  return rest > 0 ? t('linesMore', { lines: named, count: rest }) : t('lines', { lines: named });
}

function Rows({
  title,
  listed,
  count,
  children,
}: {
  title: string;
  listed: number;
  count: number;
  children: ReactNode;
}) {
  const { t } = useTranslation('sheets');
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={2} size="h5">
        {title}
      </Title>
      <ul className={classes.rows}>{children}</ul>
      {count > listed && (
        <Text size="sm" c="dimmed">
          {t('more', { count: count - listed })}
        </Text>
      )}
    </section>
  );
}
