import { queryOptions } from '@tanstack/react-query';
import { lateForm } from '../ui/api/late-form.ts';
import { request } from '../ui/api/request.ts';

/** Of no day by name: after midnight a night shift goes on by the route of the day it began on. */
export const ownRouteQuery = () =>
  queryOptions({
    queryKey: ['own-route'],
    queryFn: ({ signal }) => request(lateForm('own-route'), '/api/own-route', { signal, takesEarly: true }),
    refetchInterval: 60_000,
  });
