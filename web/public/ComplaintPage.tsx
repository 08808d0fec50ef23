import { Anchor, Button, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PublicComplaint, publicComplaintSchema, REPORTED_DAYS } from '../../domain/complaints/complaints.ts';
import { dayOf } from '../../domain/day-of.ts';
import classes from '../complaints/Complaint.module.css';
import { ComplaintForm } from '../complaints/ComplaintForm.tsx';
import { arrivalsOfDayQuery } from '../complaints/places.ts';
import { request } from '../ui/api/request.ts';
import { OfflineBanner } from '../ui/shell/OfflineBanner.tsx';
import { TopBar } from '../ui/shell/TopBar.tsx';
import { Failure } from '../ui/states.tsx';
import { en } from '../ui/texts/en/complaints.ts';
import { registerTexts } from '../ui/texts/i18n.ts';
import { vi } from '../ui/texts/vi/complaints.ts';
import { useFormat, useTimeZone } from '../ui/use-format.ts';

registerTexts('complaints', { vi, en });

/** `/complaint`: a resident reports what was not collected, without an account. */
export function ComplaintPage() {
  const { t } = useTranslation('complaints');
  const { point } = useSearch({ from: '/complaint' });
  const navigate = useNavigate();
  const [now] = useState(() => new Date());
  const today = dayOf(now, useTimeZone());
  const arrivals = useQuery({ ...arrivalsOfDayQuery(today), enabled: point !== undefined });
  if (point !== undefined && arrivals.isPending) return <Frame>{<Skeleton h={300} />}</Frame>;
  const stop = arrivals.data?.arrivals.find(({ pointId }) => pointId === point);
  const place = stop ? { kind: 'point' as const, id: stop.pointId, name: stop.name, under: stop.unitName } : null;
  return (
    <Frame>
      <Text c="dimmed">{t('intro')}</Text>
      <ComplaintForm
        path="/api/public/complaints"
        answer={publicComplaintSchema}
        today={today}
        days={REPORTED_DAYS.public}
        known={{ place, day: today }}
        placeHint={t('placeHint')}
        sendLabel={t('send')}
        finder="public"
        onSent={({ id }: PublicComplaint) => void navigate({ to: '/complaint/$id', params: { id } })}
      />
    </Frame>
  );
}

/** `/complaint/ID`: what became of it, for whoever sent it. */
export function ComplaintStatusPage() {
  const { t } = useTranslation('complaints');
  const format = useFormat();
  const { id } = useParams({ from: '/complaint/$id' });
  const complaint = useQuery({
    queryKey: ['own-complaint', id],
    queryFn: ({ signal }) => request(publicComplaintSchema, `/api/public/complaints/${id}`, { signal }),
    refetchInterval: 60_000,
  });
  if (complaint.isError && !complaint.data) {
    return (
      <Frame>
        <Failure error={complaint.error} onRetry={() => void complaint.refetch()} />
      </Frame>
    );
  }
  if (!complaint.data) return <Frame>{<Skeleton h={160} />}</Frame>;
  const { kind, place, day, at, answered } = complaint.data;
  return (
    <Frame>
      <Text fw={600} role="status">
        {t('sent')}
      </Text>
      <Text>
        {t(`kind.${kind}`)} · {place} · {format.day(day)}
        <Text span c="dimmed" size="sm" display="block">
          {t('receivedAt', { at: format.instant(at) })}
        </Text>
      </Text>
      <div className={classes.outcome} data-is={answered ? 'answered' : 'open'}>
        {answered ? (
          <>
            <Text fw={600}>{t(answered.isJustified ? 'justified' : 'unjustified')}</Text>
            <Text>{answered.answer}</Text>
            <Text size="sm" c="dimmed">
              {t('answeredAt', { at: format.instant(answered.at) })}
            </Text>
          </>
        ) : (
          <Text>{t('waiting')}</Text>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {t('sentHint')}
      </Text>
      <div>
        <Button variant="default" renderRoot={(props) => <Link to="/complaint" {...props} />}>
          {t('another')}
        </Button>
      </div>
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('complaints');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  return (
    <div className={classes.page}>
      <TopBar />
      <OfflineBanner />
      <main id="main" className={classes.main} tabIndex={-1}>
        <div className={classes.column}>
          <div>
            <Anchor renderRoot={(props) => <Link to="/" {...props} />}>{t('backToTimes')}</Anchor>
          </div>
          <Title order={1} size="h2">
            {t('title')}
          </Title>
          {children}
        </div>
      </main>
    </div>
  );
}
