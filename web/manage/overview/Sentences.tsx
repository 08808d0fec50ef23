import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../domain/ledger/overview.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './OverviewPage.module.css';
import { changeWords, qualityWords, toDoWords } from './overview-words.ts';

/** What changed most since the four weeks before. */
export function Changes({ changes }: { changes: Overview['changes'] }) {
  const { t } = useTranslation('overview');
  const words = changeWords(changes, { t, format: useFormat() });
  return (
    <>
      <h2>{t('changed.title')}</h2>
      <ul className={classes.sentences}>
        {typeof words === 'string' ? (
          <li>{words}</li>
        ) : (
          words.map(({ key, isUp, text }) => {
            const Icon = isUp ? IconArrowUpRight : IconArrowDownRight;
            return (
              <li key={key} data-is={isUp ? 'up' : 'down'}>
                <Icon size={16} aria-hidden />
                {text}
              </li>
            );
          })
        )}
      </ul>
    </>
  );
}

/** How well the last four weeks are known. */
export function Quality({ quality }: { quality: Overview['quality'] }) {
  const { t } = useTranslation('overview');
  const sentences = qualityWords(quality, { t, format: useFormat() });
  return (
    <section>
      <h2>{t('quality.title')}</h2>
      <ul className={classes.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** What waits. */
export function ToDo(overview: Pick<Overview, 'toDo' | 'quality'>) {
  const { t } = useTranslation('overview');
  const items = toDoWords(overview, usePermission('visits.read'), { t, format: useFormat() });
  return (
    <section>
      <h2>{t('toDo.title')}</h2>
      <ul className={classes.sentences}>
        {items.length === 0 && <li>{t('toDo.none')}</li>}
        {items.map(({ text, to, search }) => (
          <li key={text}>
            <Link to={to} {...(search && { search })}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
