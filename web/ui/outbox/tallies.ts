import { lateForm } from '../api/late-form.ts';
import type { Carrier } from './items.ts';
import { postEach } from './post-each.ts';

/** Brings handcart teams' tallies to the server. */
export const tallyCarrier: Carrier<'tally'> = {
  mostAtOnce: 1,
  takingBack: (body, own) => ({ kind: 'withdrawal', body: { ...own, of: { kind: 'tally', body } } }),
  stamp: (body, doneAt) => ({ ...body, tally: { ...body.tally, doneAt } }),
  deviceMsOf: ({ tally }) => Date.parse(tally.doneAt),
  deliver: (bodies, signal) =>
    postEach(bodies, signal, { path: '/api/tallies', answer: lateForm('tally'), bodyOf: ({ tally }) => tally }),
};
