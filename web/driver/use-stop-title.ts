import { useTranslation } from 'react-i18next';
import type { Task } from './tasks.ts';

/** What a stop is called in a list. */
export function useStopTitle(): (stop: Task['stop']) => string {
  const { t } = useTranslation('driver');
  return ({ kind, name }) => {
    if (kind === 'point') return name;
    if (kind === 'break') return t('break');
    return kind === 'end' ? t('end', { name }) : `${t(kind)} · ${name}`;
  };
}
