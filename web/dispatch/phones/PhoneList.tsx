import { Alert, Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import QRCode from 'qrcode';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { messageOf } from '../../ui/api/problem.ts';
import { command, request } from '../../ui/api/request.ts';
import classes from './DriverPhones.module.css';

const phonesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      crews: z.array(z.string()),
      phone: z.object({ since: z.iso.datetime(), lastSeenAt: z.iso.datetime(), device: z.string() }).nullable(),
    }),
  ),
});

/** Who drives with which phone; a file of its own, loaded when it is opened. */
export default function PhoneList() {
  const { t, i18n } = useTranslation('dispatch');
  const queryClient = useQueryClient();
  const phones = useQuery({
    queryKey: ['phones'],
    queryFn: ({ signal }) => request(phonesSchema, '/api/phones', { signal }),
    // A phone that was just signed in shows by itself.
    refetchInterval: 3000,
  });
  const cutOff = useMutation({
    mutationFn: (id: string) => command(`/api/phones/${id}/cut-off`, { body: {} }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['phones'] }),
  });
  const show = useMutation({
    mutationFn: async (id: string) => {
      const answer = z.object({ url: z.string(), expiresAt: z.iso.datetime() });
      const { url, expiresAt } = await request(answer, `/api/phones/${id}`, { method: 'POST', body: {} });
      return { id, expiresAt, image: await QRCode.toDataURL(url, { margin: 2, width: 280 }) };
    },
  });
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' });
  const failed = phones.error ?? cutOff.error ?? show.error;
  return (
    <>
      {failed && (
        <Alert role="alert" color="red" variant="light">
          {messageOf(failed)}
        </Alert>
      )}
      {phones.data?.items.length === 0 && <Text size="sm">{t('phones.none')}</Text>}
      <ul className={classes.list}>
        {phones.data?.items.map(({ id, name, crews, phone }) => (
          <li key={id}>
            <div className={classes.who}>
              <span>
                <strong>{name}</strong> {crews.join(', ')}
              </span>
              <Text size="xs" c="dimmed">
                {phone ? t('phones.since', { time: when.format(new Date(phone.since)) }) : t('phones.noPhone')}
              </Text>
            </div>
            <div className={classes.buttons}>
              <Button
                size="compact-xs"
                variant="light"
                loading={show.isPending && show.variables === id}
                onClick={() => show.mutate(id)}
              >
                {t('phones.code')}
              </Button>
              {phone && (
                <Button size="compact-xs" variant="default" c="var(--tx-unserved)" onClick={() => cutOff.mutate(id)}>
                  {t('phones.cutOff')}
                </Button>
              )}
            </div>
            {show.data?.id === id && (
              <figure className={classes.code}>
                <img src={show.data.image} alt={t('phones.codeOf', { name })} width={280} height={280} />
                <figcaption>{t('phones.scan', { time: time.format(new Date(show.data.expiresAt)) })}</figcaption>
              </figure>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
