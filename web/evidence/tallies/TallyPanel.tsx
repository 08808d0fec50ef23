import { Anchor, Button, Text, Title } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { tallyListSchema } from '../../../domain/tallies/tallies.ts';
import { request } from '../../ui/api/request.ts';
import { isOfKind } from '../../ui/outbox/items.ts';
import { useOutbox } from '../../ui/outbox/use-outbox.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';
import { TallyForm } from './TallyForm.tsx';

const talliesQuery = (day: Day) =>
  queryOptions({
    queryKey: ['tallies', day],
    queryFn: ({ signal }) => request(tallyListSchema, `/api/tallies?from=${day}&to=${day}`, { signal }),
    refetchInterval: 60_000,
  });

/** What handcart teams brought to gathering points today: entered on a phone in half a minute, and listed. */
export function TallyPanel({ today, owner, isOwnPage = false }: { today: Day; owner: string; isOwnPage?: boolean }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const mayEdit = usePermission('tallies.edit');
  const tallies = useQuery(talliesQuery(today));
  const mail = useOutbox(owner);
  const queryClient = useQueryClient();
  const of = (items: typeof mail.state.waiting) => items.filter((item) => isOfKind(item, 'tally'));
  const sent = mail.state.sent.filter(({ kind }) => kind === 'tally' || kind === 'withdrawal').length;
  useEffect(() => {
    // What has arrived is in the list from now on.
    if (sent > 0) void queryClient.invalidateQueries({ queryKey: ['tallies'] });
  }, [sent, queryClient]);
  const waiting = of(mail.state.waiting);
  const refused = of(mail.state.refused);
  const amount = (told: { kg?: number | null; loads?: number | null; loadLitres?: number | null }) =>
    typeof told.kg === 'number'
      ? format.kg(told.kg)
      : t('tallies.volume', { loads: told.loads ?? 0, litres: format.litres(told.loadLitres ?? 0) });
  return (
    <div className={classes.phone}>
      {mayEdit && !isOwnPage && (
        <Anchor component={Link} to="/tally" size="sm">
          {t('tallies.ownPage')}
        </Anchor>
      )}
      {mayEdit && <TallyForm today={today} mail={mail} />}
      <section aria-label={t('tallies.list', { day: format.dayShort(today) })}>
        <Title order={2} size="h5">
          {t('tallies.list', { day: format.dayShort(today) })}
        </Title>
        {mail.state.needsSignIn && <Anchor href="/sign-in?next=/tally">{t('tallies.signInAgain')}</Anchor>}
        {mail.state.unstored > 0 && <Text role="alert">{t('tallies.unstored', { count: mail.state.unstored })}</Text>}
        {refused.map(({ id, body: { tally } }) => (
          <div key={id} className={classes.doubt} role="alert">
            <Text fw={500}>
              {tally.team} · {amount(tally)}
            </Text>
            <Text size="sm">{t('tallies.refused')}</Text>
            <Button variant="default" h={44} onClick={() => void mail.outbox.discardRefused(id)}>
              {t('tallies.discard')}
            </Button>
          </div>
        ))}
        {waiting.toReversed().map(({ id, body: { tally } }) => (
          <div key={id} className={classes.doubt}>
            <Text fw={500}>
              {tally.team} · {amount(tally)}
            </Text>
            <Text size="sm" c="dimmed">
              {STREAM_NAMES[tally.stream][currentLanguage()]} · {t('tallies.waiting')}
            </Text>
          </div>
        ))}
        {tallies.isError && !tallies.data && waiting.length === 0 && (
          <Failure error={tallies.error} onRetry={() => void tallies.refetch()} />
        )}
        {tallies.data?.items.length === 0 && waiting.length === 0 && <Text c="dimmed">{t('tallies.none')}</Text>}
        {tallies.data?.items.toReversed().map((tally) => (
          <div key={tally.id} className={classes.doubt}>
            <Text fw={500}>
              {tally.team} · {amount(tally)}
            </Text>
            <Text size="sm" c="dimmed">
              {[
                tally.pointName,
                STREAM_NAMES[tally.stream][currentLanguage()],
                format.time(tally.doneAt, tally.day),
                tally.note,
              ]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}
            </Text>
          </div>
        ))}
      </section>
    </div>
  );
}
