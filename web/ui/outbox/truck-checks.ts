import { lateForm } from '../api/late-form.ts';
import type { Carrier } from './items.ts';
import { postEach } from './post-each.ts';

/** Brings to the server how trucks were found. */
export const truckCheckCarrier: Carrier<'truck-check'> = {
  mostAtOnce: 1,
  takingBack: (body, own) => ({ kind: 'withdrawal', body: { ...own, of: { kind: 'truck-check', body } } }),
  stamp: (body, doneAt, deviceDoneAt) => ({
    ...body,
    check: { ...body.check, doneAt, ...(deviceDoneAt !== null && { deviceDoneAt }) },
  }),
  deviceMsOf: ({ check }) => Date.parse(check.deviceDoneAt ?? check.doneAt),
  deliver: (bodies, signal) =>
    postEach(bodies, signal, {
      path: '/api/truck-checks',
      answer: lateForm('truck-check'),
      bodyOf: ({ check }) => check,
    }),
};
