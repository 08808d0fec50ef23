import { ActionIcon, Alert, Button, Drawer, Text, Tooltip } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import QRCode from 'qrcode';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { messageOf } from '../../ui/api/problem.ts';
import { command, request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
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

/** A button that opens the drivers' phones: a code to sign one in, and a click that cuts a lost one off. */
export function DriverPhones() {
  const { t } = useTranslation('dispatch');
  const [isOpen, setOpen] = useState(false);
  if (!usePermission('phones.edit')) return null;
  return (
    <>
      <Tooltip label={t('phones.title')}>
        <ActionIcon variant="default" size={30} aria-label={t('phones.title')} onClick={() => setOpen(true)}>
          <IconDeviceMobile size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Drawer opened={isOpen} onClose={() => setOpen(false)} position="right" title={t('phones.title')} size={380}>
        {isOpen && <PhoneList />}
      </Drawer>
    </>
  );
}

function PhoneList() {
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
