import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayStateQuery } from '../../ui/api/town-queries.ts';
import { useFormat } from '../../ui/use-format.ts';

/** How far a truck has come on the day by its track: an estimate, which no dial showed. Nothing where it was not seen yet. */
export function ByTrack({ day, truckId }: { day: string; truckId: string }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const { data } = useQuery({ ...dayStateQuery(day), enabled: false });
  const byTrack = data?.positions.find((position) => position.truckId === truckId)?.byTrack;
  if (!byTrack || byTrack.day !== day) return null;
  const { drivenMetres, alongMetres, wayMetres } = byTrack;
  return (
    <Text size="xs" c="dimmed">
      {t('route.byTrack', { driven: format.km(drivenMetres) })}
      {alongMetres !== null &&
        wayMetres !== null &&
        ` · ${t('route.along', {
          along: format.km(alongMetres),
          way: format.km(wayMetres),
          share: format.percent(Math.round((100 * alongMetres) / wayMetres) / 100),
        })}`}
    </Text>
  );
}
