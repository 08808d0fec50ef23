import { expect, it } from 'vitest';
import type { TicketView } from '../../domain/tickets/tickets.ts';
import type { OutboxItem } from '../ui/outbox/items.ts';
import type { OutboxState } from '../ui/outbox/outbox.ts';
import { ticketsArrived, ticketsOnPhone } from './tickets-on-phone.ts';

const item = (id: string, number: string, state: OutboxItem['state'], facilityId = 'f'): OutboxItem => ({
  ...{ id, owner: 'u', kind: 'ticket', sequence: 1, state, heldUntilMs: 0, moment: null },
  body: { id, ticket: { facilityId, number, grossKg: 2, tareKg: 1, weighedAt: '2026-11-23T06:00:00.000Z' } },
});
const state = (items: OutboxItem[]): OutboxState => ({
  ...{
    isRead: true,
    refused: [],
    sending: new Set(),
    held: null,
    unstored: 0,
    needsSignIn: false,
    isClockAhead: false,
  },
  waiting: items.filter((one) => one.state === 'waiting'),
  sent: items.filter((one) => one.state === 'sent'),
});
const loaded = [{ number: 'PC7' }] as TicketView[];

it('a ticket is on the device until the list shows it, so that its number is not proposed again', () => {
  const all = state([item('a', 'PC 7', 'sent'), item('b', 'PC8', 'sent'), item('c', 'PC9', 'waiting')]);
  expect(ticketsOnPhone(all, 'f', loaded).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(ticketsArrived(all, loaded)).toEqual(['a']);
});

it('a ticket that has arrived stays the device’s while it can be taken back, and is none any more once it was', () => {
  const sent = item('a', 'PC7', 'sent');
  expect(ticketsOnPhone({ ...state([sent]), held: sent }, 'f', loaded).map(({ id }) => id)).toEqual(['a']);
  const { body } = sent as OutboxItem<'ticket'>;
  const withdrawal: OutboxItem<'withdrawal'> = {
    ...{ ...sent, id: 'w', kind: 'withdrawal', sequence: 2 },
    body: { id: 'w', doneAt: '2026-11-23T06:00:05.000Z', of: { kind: 'ticket', body, reason: 'Nhầm xe' } },
  };
  expect(ticketsOnPhone(state([sent, withdrawal]), 'f', [])).toEqual([]);
});

it('another facility’s are not in this one’s list', () => {
  expect(ticketsOnPhone(state([item('d', 'X1', 'waiting', 'g')]), 'f', [])).toEqual([]);
});
