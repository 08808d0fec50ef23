import { lateForm } from '../api/late-form.ts';
import { ApiProblem } from '../api/problem.ts';
import { request } from '../api/request.ts';
import type { Carrier } from './items.ts';
import { outcomeOfFailure } from './refusals.ts';

/** Brings reports from the field to the server. */
export const fieldEventCarrier: Carrier<'field-event'> = {
  mostAtOnce: 100,
  takingBack: ({ id: fieldEventId, truckId }, own) => ({ kind: 'retraction', body: { ...own, fieldEventId, truckId } }),
  stamp: (event, doneAt, deviceDoneAt) => ({ ...event, doneAt, ...(deviceDoneAt !== null && { deviceDoneAt }) }),
  deviceMsOf: ({ doneAt, deviceDoneAt }) => Date.parse(deviceDoneAt ?? doneAt),
  deliver: async (events, signal) => {
    try {
      const answer = await request(lateForm('field-events'), '/api/field-events', {
        method: 'POST',
        body: { events },
        signal,
      });
      return { outcome: 'sent', ids: [...answer.accepted, ...answer.duplicates] };
    } catch (error) {
      if (error instanceof ApiProblem) return { outcome: outcomeOfFailure(error) };
      // Broken off to be sent anew, or a success that is no answer to what was asked: a hotspot's page, for one. Nothing was
      // committed as far as is known.
      if (!signal.aborted) console.error(error);
      return { outcome: 'later' };
    }
  },
};
