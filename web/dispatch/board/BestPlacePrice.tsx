import { Text } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Editing } from './editing.ts';
import { useBestPlaces } from './use-best-places.ts';
import { usePrice } from './use-price.ts';
import type { DayModel } from '../day-model.ts';

interface Props {
  editing: Editing;
  model: DayModel;
  visits: readonly string[];
  /** They were reported, and would be open again. */
  reopened?: boolean;
  /** Trucks that have enough to do. */
  off?: readonly string[];
}

/** What it would cost to give visits the best other place there is: an estimate, reckoned once the card is in sight. */
export function BestPlacePrice({ editing, model, visits, reopened = false, off }: Props) {
  const { t } = useTranslation('alerts');
  const price = usePrice();
  const { ref, inViewport } = useInViewport();
  const { best, isPending, error } = useBestPlaces(editing, model, visits, {
    ...{ isAsked: inViewport, ...(off && { off }) },
    ...(reopened && { reopened: visits }),
  });
  const [place] = best;
  const said = error
    ? null
    : isPending
      ? t('price.reckoning')
      : !place
        ? t('price.none')
        : place.worst
          ? t('price.broken', {
              number: place.truckNumber,
              price: price.place(place),
              broken: price.broken(place.worst),
            })
          : t('price.best', { number: place.truckNumber, price: price.place(place) });
  return (
    <Text ref={ref} size="xs" c="dimmed" w="100%" style={{ order: 1 }}>
      {said}
    </Text>
  );
}
