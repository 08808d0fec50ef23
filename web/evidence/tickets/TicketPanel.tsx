import { Anchor, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import { addDays, type Day } from '../../../domain/day.ts';
import { TICKET_STATES, type TicketView } from '../../../domain/tickets/tickets.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import classes from '../EvidencePage.module.css';
import { TicketDetail } from './TicketDetail.tsx';
import { TicketFile } from './TicketFile.tsx';
import { ticketsQuery } from './ticket-queries.ts';

/** So many days are shown until others are asked for. */
const DAYS = 7;

/** Weighbridge tickets of some days, by facility, truck and state, and all that is known of the one that is chosen. */
export function TicketPanel({ today }: { today: Day }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const { id, day } = useSearch({ from: '/evidence' });
  const navigate = useNavigate({ from: '/evidence' });
  const [from, setFrom] = useState(day ?? addDays(today, 1 - DAYS));
  const [to, setTo] = useState(day ?? today);
  const [facility, setFacility] = useState('');
  const [truck, setTruck] = useState('');
  const [state, setState] = useState('');
  const mayEdit = usePermission('tickets.edit');
  const [isFileOpen, setFileOpen] = useState(false);
  const tickets = useQuery(ticketsQuery({ from, to }));
  const items = tickets.data?.items;
  const shown = useMemo(
    () =>
      (items ?? [])
        .filter(
          (one) =>
            (facility === '' || one.facilityId === facility) &&
            (truck === '' || one.truckCode === truck) &&
            (state === '' || one.state === state),
        )
        .toReversed(),
    [items, facility, truck, state],
  );
  const sumKg = shown.filter((one) => one.state === 'valid').reduce((sum, { netKg }) => sum + netKg, 0);
  const open = (next: string | undefined) => {
    setFileOpen(false);
    void navigate({ search: { tab: 'tickets', day, id: next } });
  };
  return (
    <div className={classes.split} data-open={id !== undefined || isFileOpen}>
      <section className={classes.side} aria-label={t('tabs.tickets')}>
        <div className={classes.filters}>
          <GivenDay label={t('tickets.from')} value={from} onChange={setFrom} />
          <GivenDay label={t('tickets.to')} value={to} onChange={setTo} />
          <Choice
            label={t('tickets.facility')}
            value={facility}
            choices={choicesOf(items, ({ facilityId, facilityName }) => [facilityId, facilityName])}
            onChange={setFacility}
          />
          <Choice
            label={t('tickets.truck')}
            value={truck}
            choices={choicesOf(items, ({ truckCode }) => [truckCode, truckCode])}
            onChange={setTruck}
          />
        </div>
        <Choice
          label={t('tickets.state')}
          value={state}
          choices={TICKET_STATES.map((each) => [each, t(`tickets.${each}`)])}
          onChange={setState}
        />
        <div className={classes.count}>
          <span>
            {t('tickets.list', { count: shown.length })} · {t('tickets.sum', { load: format.kg(sumKg) })}
          </span>
          {mayEdit && (
            <Anchor component="button" type="button" size="sm" onClick={() => setFileOpen(true)}>
              {t('tickets.upload')}
            </Anchor>
          )}
          <Anchor size="sm" href={`/api/tickets.csv?${new URLSearchParams({ from, to })}`} download>
            {t('tickets.file')}
          </Anchor>
        </div>
        {tickets.isError && !tickets.data && <Failure error={tickets.error} onRetry={() => void tickets.refetch()} />}
        {items && shown.length === 0 && <Text c="dimmed">{t('tickets.none')}</Text>}
        {shown.length > 0 && (
          <div className={classes.list}>
            <VirtualList
              label={t('tickets.list', { count: shown.length })}
              items={shown}
              keyOf={(ticket) => ticket.id}
              rowHeight={50}
              rowClassName={() => classes.row}
              isChosen={(ticket) => ticket.id === id}
              onChoose={(ticket) => open(ticket.id)}
              revealKey={id ?? null}
            >
              {(ticket) => <TicketRow ticket={ticket} />}
            </VirtualList>
          </div>
        )}
      </section>
      <section className={classes.detail} aria-label={t('tabs.tickets')}>
        {isFileOpen ? (
          <TicketFile onClose={() => setFileOpen(false)} />
        ) : id === undefined ? (
          <p className={classes.hint}>{t('choose')}</p>
        ) : (
          <TicketDetail key={id} ticket={items?.find((ticket) => ticket.id === id)} onClose={() => open(undefined)} />
        )}
      </section>
    </div>
  );
}

function TicketRow({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const doubts = ticket.openDoubts.map((kind) => t(`doubts.kind.${kind}`));
  return (
    <>
      <span className={classes.name} data-void={ticket.state === 'void'}>
        {ticket.truckCode} · {ticket.number}
      </span>
      <span className={classes.figure}>{format.kg(ticket.netKg)}</span>
      <span className={classes.under}>
        {format.instant(ticket.weighedAt)} · {ticket.facilityName}
      </span>
      <span className={classes.under}>
        {ticket.state === 'void' ? t('tickets.void') : doubts.length > 0 ? t('tabs.doubts') : ''}
      </span>
    </>
  );
}

/** A day that cannot be left out. */
function GivenDay({ label, value, onChange }: { label: string; value: Day; onChange: (day: Day) => void }) {
  return (
    <DayField
      label={label}
      value={value}
      onChange={(value) => {
        if (value !== '') onChange(value);
      }}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  choices: readonly (readonly [value: string, label: string])[];
  onChange: (value: string) => void;
}

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  const { t } = useTranslation('evidence');
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[{ value: '', label: t('all') }, ...choices.map(([of, shown]) => ({ value: of, label: shown }))]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function choicesOf(
  tickets: readonly TicketView[] | undefined,
  of: (ticket: TicketView) => readonly [string, string],
): (readonly [string, string])[] {
  return [...new Map((tickets ?? []).map(of))].toSorted(([, a], [, b]) => a.localeCompare(b));
}
