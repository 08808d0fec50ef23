import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUsualRoutes } from './usual-routes.ts';

interface Props {
  day: string;
  isKept: boolean;
  onKeep: (isKept: boolean) => void;
}

/** Offers to keep the usual routes of the weekday, where there are any. */
export function UsualChoice({ day, isKept, onKeep }: Props) {
  const { t } = useTranslation('dispatch');
  const routes = useUsualRoutes(day);
  if (routes.length === 0) return null;
  const numbers = [...new Set(routes.map(({ truckNumber }) => truckNumber))];
  return (
    <Checkbox
      size="xs"
      label={t('usual.keep', { numbers: numbers.join(', ') })}
      title={t('usual.keepHint')}
      checked={isKept}
      onChange={(event) => onKeep(event.currentTarget.checked)}
    />
  );
}
