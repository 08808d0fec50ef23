import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OwnRouteView } from '../../../domain/own-route.ts';
import type { DirectionsView } from '../../../domain/plans.ts';
import { lateForm } from '../../ui/api/late-form.ts';
import { directionsQuery } from '../../ui/api/queries.ts';
import { keepDirections, keptDirections } from '../../ui/kept-day.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';

/** The way turn by turn, from the server or as this phone kept it; `null` where neither has it. */
export function useDirections({ planId, id }: OwnRouteView): DirectionsView | null {
  const loaded = useQuery(directionsQuery(planId, id, currentLanguage())).data;
  const [kept, setKept] = useState<DirectionsView | null>(null);
  useEffect(() => {
    if (loaded) void keepDirections({ routeId: id, directions: loaded });
  }, [id, loaded]);
  useEffect(() => {
    const page = { isOpen: true };
    void keptDirections().then(async (value) => {
      if (!value) return;
      const read = (await lateForm('kept-directions')()).safeParse(value);
      if (page.isOpen && read.success && read.data.routeId === id) setKept(read.data.directions);
    });
    return () => {
      page.isOpen = false;
    };
  }, [id]);
  return loaded ?? kept;
}
