import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { complaintsQuery } from './complaint-queries.ts';

/** The way to what was complained of a point, where anything was. */
export function ComplaintsOfPoint({ point }: { point: string }) {
  const { t } = useTranslation('complaints');
  const all = useQuery(complaintsQuery({ point })).data?.all ?? 0;
  if (all === 0) return null;
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to="/evidence" search={{ tab: 'complaints', point }} {...props} />}>
      {t('ofPoint', { count: all })}
    </Anchor>
  );
}
