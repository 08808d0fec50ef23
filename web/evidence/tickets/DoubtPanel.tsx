import { Button, SegmentedControl, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_REASON_LENGTH } from '../../../domain/reason.ts';
import { doubtListSchema, type DoubtView } from '../../../domain/tickets/tickets.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import classes from '../EvidencePage.module.css';
import { Changes } from './TicketDetail.tsx';
import { TicketTrip } from './TicketTrip.tsx';
import { doubtsQuery, TICKETS } from './ticket-queries.ts';

/** What is strange about tickets, worked off one by one, each with a reason. */
export function DoubtPanel() {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [id, setId] = useState<string | null>(null);
  const doubts = useQuery(doubtsQuery(state));
  const items = doubts.data?.items ?? [];
  const chosen = items.find((doubt) => doubt.id === id);
  return (
    <div className={classes.split} data-open={chosen !== undefined}>
      <section className={classes.side} aria-label={t('tabs.doubts')}>
        <SegmentedControl
          value={state}
          onChange={(value) => setState(value)}
          data={(['open', 'closed'] as const).map((value) => ({ value, label: t(`doubts.${value}`) }))}
        />
        {doubts.isError && !doubts.data && <Failure error={doubts.error} onRetry={() => void doubts.refetch()} />}
        {doubts.data && items.length === 0 && (
          <Text c="dimmed">{t(state === 'open' ? 'doubts.none' : 'doubts.noneClosed')}</Text>
        )}
        {items.length > 0 && (
          <div className={classes.list}>
            <VirtualList
              label={t('doubts.list', { count: items.length })}
              items={items}
              keyOf={(doubt) => doubt.id}
              rowHeight={50}
              rowClassName={() => classes.row}
              isChosen={(doubt) => doubt.id === id}
              onChoose={(doubt) => setId(doubt.id)}
              revealKey={id}
            >
              {({ kind, ticket }) => (
                <>
                  <span className={classes.name}>{t(`doubts.kind.${kind}`)}</span>
                  <span className={classes.figure}>{format.kg(ticket.netKg)}</span>
                  <span className={classes.under}>
                    {ticket.truckCode} · {ticket.number} · {ticket.facilityName}
                  </span>
                  <span className={classes.under}>{format.instant(ticket.weighedAt)}</span>
                </>
              )}
            </VirtualList>
          </div>
        )}
      </section>
      <section className={classes.detail} aria-label={t('tabs.doubts')}>
        {chosen ? (
          <Doubt key={chosen.id} doubt={chosen} onClose={() => setId(null)} />
        ) : (
          <p className={classes.hint}>{t('choose')}</p>
        )}
      </section>
    </div>
  );
}

function Doubt({ doubt, onClose }: { doubt: DoubtView; onClose: () => void }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const mayEdit = usePermission('tickets.edit');
  const { ticket, kind, closed } = doubt;
  return (
    <>
      <Title order={2} size="h4">
        {t(`doubts.kind.${kind}`)}
      </Title>
      <Text>{t(`doubts.figures.${kind}`, figuresOf(doubt, format))}</Text>
      <dl className={classes.facts}>
        <dt>{t('tabs.tickets')}</dt>
        <dd>
          {ticket.number} · {ticket.truckCode} · {ticket.facilityName}
        </dd>
        <dt>{t('tickets.weighedAt')}</dt>
        <dd>{format.instant(ticket.weighedAt)}</dd>
        <dt>{t('tickets.weights')}</dt>
        <dd>
          {format.kg(ticket.grossKg)} − {format.kg(ticket.tareKg)} = {format.kg(ticket.netKg)}
        </dd>
      </dl>
      {closed ? (
        <Text size="sm">
          {t('doubts.closedBy', { name: closed.name, at: format.instant(closed.at), reason: closed.reason })}
        </Text>
      ) : (
        <>
          <TicketTrip ticket={ticket} />
          <Changes ticket={ticket} />
          {mayEdit ? (
            <Close id={doubt.id} onDone={onClose} />
          ) : (
            <Text size="sm" c="dimmed" mt="sm">
              {t('doubts.byOthers')}
            </Text>
          )}
        </>
      )}
      <div className={classes.buttons}>
        <Button className={classes.back} variant="subtle" onClick={onClose}>
          {t('back')}
        </Button>
      </div>
    </>
  );
}

function Close({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation('evidence');
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const close = useMutation({
    mutationFn: () => request(doubtListSchema, `/api/plausibility/${id}/close`, { method: 'POST', body: { reason } }),
    onSuccess: () => {
      onDone();
      void queryClient.invalidateQueries({ queryKey: TICKETS });
    },
  });
  return (
    <form
      style={{ display: 'grid', gap: 8, marginTop: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate();
      }}
    >
      <TextInput
        label={t('doubts.reason')}
        description={t('doubts.reasonHint')}
        required
        withAsterisk={false}
        minLength={LEAST_REASON_LENGTH}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {close.isError && (
        <Text size="sm" role="alert" c="var(--mantine-color-error)">
          {messageOf(close.error)}
        </Text>
      )}
      <div>
        <Button type="submit" loading={close.isPending}>
          {t('doubts.close')}
        </Button>
      </div>
    </form>
  );
}

/** The figures that make it strange, in words. */
function figuresOf({ figures }: DoubtView, format: ReturnType<typeof useFormat>) {
  const kg = (name: string) => format.kg(figures[name] ?? 0);
  const minutes = (name: string) => format.duration((figures[name] ?? 0) * 60);
  return {
    net: kg('netKg'),
    capacity: kg('capacityKg'),
    tare: kg('tareKg'),
    usual: kg('usualKg'),
    minutes: minutes('minutes'),
    needed: minutes('neededMinutes'),
    metres: format.distance(figures['metres'] ?? 0),
  };
}
