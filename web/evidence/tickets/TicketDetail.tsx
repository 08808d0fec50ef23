import { ActionIcon, Button, Loader, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import type { TicketView } from '../../../domain/tickets/tickets.ts';
import { TicketCorrection, TicketVoid } from '../../clerk/TicketChange.tsx';
import { usePermission } from '../../ui/session.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';
import { TicketTrip } from './TicketTrip.tsx';
import { TICKETS } from './ticket-queries.ts';

/** All that is known of a ticket; voided, corrected and given its trip here. */
export function TicketDetail({ ticket, onClose }: { ticket: TicketView | undefined; onClose: () => void }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  if (!ticket) return <Loader type="dots" aria-label={t('loading')} />;
  const streams = ticket.streams.map((stream) => STREAM_NAMES[stream][currentLanguage()]).join(', ');
  return (
    <>
      <div className={classes.head}>
        <ActionIcon className={classes.back} variant="subtle" size={40} aria-label={t('back')} onClick={onClose}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <Title order={2} size="h4">
          {ticket.number} · {ticket.truckCode} · {format.kg(ticket.netKg)}
        </Title>
      </div>
      <dl className={classes.facts}>
        <dt>{t('tickets.facility')}</dt>
        <dd>{ticket.facilityName}</dd>
        <dt>{t('tickets.weighedAt')}</dt>
        <dd>{format.instant(ticket.weighedAt)}</dd>
        <dt>{t('tickets.day')}</dt>
        <dd>{format.day(ticket.day)}</dd>
        <dt>{t('tickets.weights')}</dt>
        <dd>
          {format.kg(ticket.grossKg)} − {format.kg(ticket.tareKg)}
        </dd>
        <dt>{t('tickets.streams')}</dt>
        <dd>{streams || t('tickets.noStreams')}</dd>
        <dt>{t('tickets.entered')}</dt>
        <dd>
          {t(`tickets.source.${ticket.source}`)}
          {ticket.entered && ` · ${ticket.entered.name} · ${format.instant(ticket.entered.at)}`}
        </dd>
      </dl>
      {ticket.correctsId && <Text size="sm">{t('tickets.corrects')}</Text>}
      {ticket.voided && (
        <Text size="sm">
          {t('tickets.void')}: {ticket.voided.reason} ({ticket.voided.name}, {format.instant(ticket.voided.at)})
          {ticket.voided.replacedById && ` · ${t('tickets.replaced')}`}
        </Text>
      )}
      {ticket.openDoubts.map((kind) => (
        <Text key={kind} size="sm" c="var(--tx-skipped)">
          {t('tabs.doubts')}: {t(`doubts.kind.${kind}`)}
        </Text>
      ))}
      <TicketTrip ticket={ticket} />
      <Changes ticket={ticket} />
    </>
  );
}

/** Voiding and correcting, for those who may. */
export function Changes({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation('clerk');
  const queryClient = useQueryClient();
  const mayEdit = usePermission('tickets.edit');
  const [doing, setDoing] = useState<'void' | 'correct' | null>(null);
  if (!mayEdit || ticket.state === 'void') return null;
  const done = (isChanged: boolean) => {
    setDoing(null);
    if (isChanged) void queryClient.invalidateQueries({ queryKey: TICKETS });
  };
  if (doing === 'void') return <TicketVoid ticket={ticket} onDone={done} />;
  if (doing === 'correct') return <TicketCorrection ticket={ticket} onDone={done} />;
  return (
    <div className={classes.buttons}>
      <Button variant="default" onClick={() => setDoing('correct')}>
        {t('correct')}
      </Button>
      <Button variant="default" onClick={() => setDoing('void')}>
        {t('void')}
      </Button>
    </div>
  );
}
