import { queryOptions } from '@tanstack/react-query';
import { type Weighbridge, weighbridgeSchema } from '../../domain/tickets/tickets.ts';
import { request } from '../ui/api/request.ts';

const KEY = 'tuyen-xanh.weighbridge';

/** What the clerk has at hand; what was loaded last stays on the phone, for hours without a network. */
export const weighbridgeQuery = (owner: string, facilityId: string | null) =>
  queryOptions({
    queryKey: ['weighbridge', owner, facilityId],
    queryFn: async ({ signal }) => {
      const query = facilityId === null ? '' : `?facility=${facilityId}`;
      const loaded = await request(weighbridgeSchema, `/api/weighbridge${query}`, { signal });
      keep(owner, loaded);
      return loaded;
    },
    initialData: () => kept(owner, facilityId),
    initialDataUpdatedAt: 1,
    refetchInterval: 60_000,
  });

function keep(owner: string, weighbridge: Weighbridge): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ owner, weighbridge }));
  } catch {
    // No room: tickets need it more.
    localStorage.removeItem(KEY);
  }
}

function kept(owner: string, facilityId: string | null): Weighbridge | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof found !== 'object' || found === null || !('owner' in found) || !('weighbridge' in found))
      return undefined;
    const read = weighbridgeSchema.safeParse(found.weighbridge);
    if (found.owner !== owner || !read.success) return undefined;
    return facilityId === null || read.data.facility?.id === facilityId ? read.data : undefined;
  } catch {
    // Half written: it is loaded anew.
    return undefined;
  }
}
