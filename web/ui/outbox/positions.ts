import type { CrewFix } from '../../../domain/crew-positions.ts';
import { MOST_CREW_FIXES } from '../../../domain/most-crew-fixes.ts';
import { lateForm } from '../api/late-form.ts';
import { ApiProblem } from '../api/problem.ts';
import { request } from '../api/request.ts';
import { type Carrier, type ItemBodies, MOST_FIXES_KEPT } from './items.ts';
import { outcomeOfFailure } from './refusals.ts';

/** Brings to the server where the phone was, of one truck a request and as much as that may carry; the rest goes next. */
export const positionsCarrier: Carrier<'positions'> = {
  mostAtOnce: MOST_CREW_FIXES / MOST_FIXES_KEPT,
  isBulky: true,
  isBackground: true,
  stamp: (body, at) => ({ ...body, at }),
  deviceMsOf: ({ at }) => Date.parse(at),
  deliver: async (bodies, signal) => {
    const [first] = bodies;
    if (!first) return { outcome: 'sent', ids: [] };
    const { truckId } = first;
    const own = bodies.filter((body) => body.truckId === truckId);
    try {
      await request(lateForm('positions'), '/api/positions', {
        method: 'POST',
        body: { truckId, fixes: own.flatMap(fixesOf) },
        signal,
      });
      return { outcome: 'sent', ids: own.map(({ id }) => id) };
    } catch (error) {
      if (error instanceof ApiProblem) return { outcome: outcomeOfFailure(error) };
      if (!signal.aborted) console.error(error);
      return { outcome: 'later' };
    }
  },
};

function fixesOf({ at, fixes }: ItemBodies['positions']): CrewFix[] {
  return fixes.map(({ agoMs, ...fix }) => ({ ...fix, at: new Date(Date.parse(at) - agoMs).toISOString() }));
}
