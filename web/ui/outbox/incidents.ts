import { lateForm } from '../api/late-form.ts';
import type { Carrier } from './items.ts';
import { postEach } from './post-each.ts';

/** Brings incidents to the server. */
export const incidentCarrier: Carrier<'incident'> = {
  mostAtOnce: 1,
  takingBack: (body, own) => ({ kind: 'withdrawal', body: { ...own, of: { kind: 'incident', body } } }),
  stamp: (body, doneAt, deviceDoneAt) => ({
    ...body,
    incident: { ...body.incident, doneAt, ...(deviceDoneAt !== null && { deviceDoneAt }) },
  }),
  deviceMsOf: ({ incident }) => Date.parse(incident.deviceDoneAt ?? incident.doneAt),
  deliver: (bodies, signal) =>
    postEach(bodies, signal, {
      path: '/api/incidents',
      answer: lateForm('incident'),
      bodyOf: ({ incident }) => incident,
    }),
};
