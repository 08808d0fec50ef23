import { Loader, NativeSelect, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../ui/api/queries.ts';
import { keepPage } from '../ui/keep-page.ts';
import { keptDesk } from '../ui/kept-desk.ts';
import type { OutboxItem } from '../ui/outbox/items.ts';
import { useOutbox } from '../ui/outbox/use-outbox.ts';
import { RequirePermission } from '../ui/RequirePermission.tsx';
import { TopBar } from '../ui/shell/TopBar.tsx';
import { Failure } from '../ui/states.tsx';
import { en } from '../ui/texts/en/clerk.ts';
import { registerTexts } from '../ui/texts/i18n.ts';
import { vi } from '../ui/texts/vi/clerk.ts';
import { useTimeZone } from '../ui/use-format.ts';
import { useOnline } from '../ui/use-online.ts';
import classes from './ClerkPage.module.css';
import { TicketForm } from './TicketForm.tsx';
import { TicketList } from './TicketList.tsx';
import { draftOf, localTime } from './ticket-draft.ts';
import { ticketsArrived } from './tickets-on-phone.ts';
import { useKeepDesk, useKeptDesk } from './use-kept-desk.ts';
import { weighbridgeQuery } from './weighbridge-query.ts';

registerTexts('clerk', { vi, en });
keepPage('/clerk');

/** `/clerk`: weighing trucks in and out at a facility. */
export function ClerkPage() {
  const { t } = useTranslation('clerk');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  useKeptDesk();
  return (
    <RequirePermission permission="tickets.edit">
      <Desk />
    </RequirePermission>
  );
}

function Desk() {
  const me = useQuery(meQuery()).data;
  return me ? <OwnDesk key={me.id} owner={me.id} /> : null;
}

function OwnDesk({ owner }: { owner: string }) {
  const { t } = useTranslation('clerk');
  const ui = useTranslation('ui').t;
  const [facilityId, setFacilityId] = useState(() => keptDesk()?.weighbridge.facility?.id ?? null);
  /** Refused, and now in the form to be mended. */
  const [again, setAgain] = useState<OutboxItem<'ticket'> | null>(null);
  const timeZone = useTimeZone();
  const weighbridge = useQuery(weighbridgeQuery(owner, facilityId));
  const { outbox, state } = useOutbox(owner);
  const isOnline = useOnline();
  const sent = state.sent.filter(({ kind }) => kind === 'ticket' || kind === 'withdrawal').length;
  const { refetch } = weighbridge;
  // What has arrived is in the list from now on.
  useEffect(() => {
    if (sent > 0) void refetch();
  }, [sent, refetch]);
  const { data } = weighbridge;
  useKeepDesk(data);
  useEffect(() => {
    const arrived = data ? ticketsArrived(state, data.tickets) : [];
    outbox.forgetSent(arrived).catch((error: unknown) => console.error(error));
  }, [data, outbox, state]);
  return (
    <div className={classes.page}>
      <TopBar />
      <main id="main" className={classes.main}>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        {(!isOnline || weighbridge.failureCount > 0) && (
          <div role="status" className={classes.notice}>
            {t('offline')}
          </div>
        )}
        {state.needsSignIn && (
          <a className={classes.notice} href="/sign-in?next=/clerk">
            {t('signInAgain')}
          </a>
        )}
        {!data && weighbridge.isError && (
          <Failure error={weighbridge.error} onRetry={() => void weighbridge.refetch()} />
        )}
        {weighbridge.isPending && <Loader type="dots" aria-label={ui('state.loading')} />}
        {data && !data.facility && <Text>{t('noFacility')}</Text>}
        {data?.facility && (
          <>
            {data.facilities.length > 1 ? (
              <NativeSelect
                label={t('facility')}
                size="md"
                value={data.facility.id}
                data={data.facilities.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => setFacilityId(event.currentTarget.value)}
              />
            ) : (
              <Text fw={500}>{data.facilities[0]?.name}</Text>
            )}
            <TicketForm
              key={`${data.facility.id} ${again?.id ?? ''}`}
              weighbridge={data}
              outbox={outbox}
              state={state}
              again={again && draftOf(again.body.ticket, data.trucks, (at) => localTime(at, timeZone))}
              onKept={() => {
                if (again) void outbox.discardRefused(again.id);
                setAgain(null);
              }}
            />
            <TicketList
              weighbridge={data}
              outbox={outbox}
              state={state}
              onChanged={() => void weighbridge.refetch()}
              onAgain={setAgain}
            />
          </>
        )}
      </main>
    </div>
  );
}
