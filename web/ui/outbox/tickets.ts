import { lateForm } from '../api/late-form.ts';
import type { Carrier } from './items.ts';
import { currentLanguage } from '../texts/i18n.ts';
import { postEach } from './post-each.ts';

/** Why a ticket is void that was taken back: in the words of whoever did it. */
const TAKEN_BACK = {
  vi: 'Người ghi rút lại ngay sau khi ghi',
  en: 'Taken back by who entered it, right after',
} as const;

/** Brings weighbridge tickets to the server, which knows each again by what it says. */
export const ticketCarrier: Carrier<'ticket'> = {
  mostAtOnce: 1,
  takingBack: (body, own) => ({
    kind: 'withdrawal',
    body: { ...own, of: { kind: 'ticket', body, reason: TAKEN_BACK[currentLanguage()] } },
  }),
  stamp: (body, weighedAt) => (body.isTimeTyped ? body : { ...body, ticket: { ...body.ticket, weighedAt } }),
  deviceMsOf: ({ ticket }) => Date.parse(ticket.weighedAt),
  deliver: (bodies, signal) =>
    postEach(bodies, signal, { path: '/api/tickets', answer: lateForm('ticket'), bodyOf: ({ ticket }) => ticket }),
};
