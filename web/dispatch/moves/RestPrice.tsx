import { Text } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import {
  type RestPrice as Price,
  restPriceViewSchema,
  type restPriceAskSchema,
} from '../../../domain/replans/replans.ts';
import { request } from '../../ui/api/request.ts';
import { useFormat } from '../../ui/use-format.ts';
import { usePrice } from '../board/use-price.ts';

/** What would be otherwise. */
export type RestAsked = z.input<typeof restPriceAskSchema>;

interface Props {
  revision: { readonly planId: string; readonly number: number };
  asked: RestAsked;
}

/** For so long an estimate of a day under way is as good as a new one. */
const STAYS_MILLISECONDS = 120_000;

/** What the rest of the day planned anew would come to, roughly: reckoned once it is in sight. */
export function RestPrice({ revision: { planId, number }, asked }: Props) {
  const { t } = useTranslation('moves');
  const said = useSaid();
  const { ref, inViewport } = useInViewport();
  const { data, isPending, isError } = useQuery({
    // Not below the day, which is read again with every report.
    queryKey: ['rest-price', planId, number, asked],
    queryFn: ({ signal }) =>
      request(restPriceViewSchema, `/api/plans/${planId}/replan/price`, { method: 'POST', body: asked, signal }),
    enabled: inViewport,
    staleTime: STAYS_MILLISECONDS,
    refetchInterval: STAYS_MILLISECONDS,
    retry: false,
  });
  const text = isError ? null : isPending ? t('restPrice.reckoning') : said(data.price);
  return (
    <Text ref={ref} size="xs" c="dimmed" w="100%" style={{ order: 1 }}>
      {text}
    </Text>
  );
}

function useSaid(): (price: Price | null) => string {
  const { t } = useTranslation('moves');
  const format = useFormat();
  const { difference } = usePrice();
  return (price) => {
    if (!price) return t('restPrice.noTruck');
    const { movedVisits, lostVisits, lostKg, gainedVisits } = price;
    const parts = [
      movedVisits > 0 && t('restPrice.moved', { count: movedVisits }),
      lostVisits > 0 && t('restPrice.lost', { count: lostVisits, load: format.kg(lostKg) }),
      gainedVisits > 0 && t('restPrice.gained', { count: gainedVisits }),
      difference(price),
    ].filter((part) => part !== false);
    return t('restPrice.is', { price: parts.join(' · ') });
  };
}
