import { lateForm } from '../api/late-form.ts';
import type { Carrier } from './items.ts';
import { postEach } from './post-each.ts';

/** Brings to the server that a report it may have was taken back. */
export const retractionCarrier: Carrier<'retraction'> = {
  mostAtOnce: 1,
  stamp: (body, doneAt, deviceDoneAt) => ({ ...body, doneAt, ...(deviceDoneAt !== null && { deviceDoneAt }) }),
  deviceMsOf: ({ doneAt, deviceDoneAt }) => Date.parse(deviceDoneAt ?? doneAt),
  deliver: (bodies, signal) =>
    postEach(bodies, signal, { path: '/api/retractions', answer: lateForm('retraction'), bodyOf: (body) => body }),
};
