import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import {
  type Duty,
  type DutyChange,
  dutyListSchema,
  dutyUrgency,
  type NewDuty,
} from '../../../domain/duties/duties.ts';
import { RESOLUTION_DUTIES } from '../../../domain/duties/resolution.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { en } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { Tiles } from '../frame/FigureTable.tsx';
import { Head, ManageFrame } from '../frame/ManageFrame.tsx';
import classes from '../frame/Manage.module.css';
import { DutyFiles } from './DutyFiles.tsx';
import { DutyForm } from './DutyForm.tsx';
import { DutyTable } from './DutyTable.tsx';
import { DUTIES } from './duty-query.ts';

registerTexts('rates', { vi, en });

type List = z.infer<typeof dutyListSchema>;

/** `/manage/resolution`: the indicators and tasks of the resolution, with the figures of the ledger filled in. */
export function DutiesPage() {
  const { t } = useTranslation('figures');
  return (
    <ManageFrame
      permission="duties.read"
      title={t('duty.title')}
      query={{ queryKey: DUTIES, queryFn: ({ signal }) => request(dutyListSchema, '/api/duties', { signal }) }}
    >
      {(list) => <Duties list={list} />}
    </ManageFrame>
  );
}

type Sent =
  | { readonly add: readonly NewDuty[] }
  | { readonly duty: Duty; readonly change: DutyChange }
  | { readonly duty: Duty; readonly archive: true };

function Duties({ list: { today, items } }: { list: List }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const queryClient = useQueryClient();
  const mayEdit = usePermission('duties.edit');
  /** What is being edited; `new`: one that is not there yet. */
  const [open, setOpen] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: (sent: Sent) => {
      if ('add' in sent) return request(dutyListSchema, '/api/duties', { method: 'POST', body: { items: sent.add } });
      const headers = { 'If-Match': `"${sent.duty.version}"` };
      const path = `/api/duties/${sent.duty.id}`;
      return 'archive' in sent
        ? request(dutyListSchema, `${path}/archive`, { method: 'POST', body: {}, headers })
        : request(dutyListSchema, path, { method: 'PATCH', body: sent.change, headers });
    },
    onSuccess: (next) => {
      queryClient.setQueryData(DUTIES, next);
      setOpen(null);
    },
  });
  const urgencies = items.map((duty) => dutyUrgency(duty, today));
  const count = (of: (duty: Duty, index: number) => boolean) => format.count(items.filter(of).length);
  const edited = items.find(({ id }) => id === open);
  const late = urgencies.filter((urgency) => urgency === 'late').length;
  return (
    <>
      <Head title={t('duty.title')} span={format.day(today)}>
        {mayEdit && (
          <Button size="compact-sm" className={classes.print} onClick={() => setOpen('new')}>
            {t('duty.add')}
          </Button>
        )}
      </Head>
      {items.length === 0 ? (
        <p className={classes.status}>
          {t('duty.none')}{' '}
          {mayEdit && (
            <Button
              size="compact-sm"
              variant="default"
              loading={send.isPending}
              onClick={() => send.mutate({ add: RESOLUTION_DUTIES })}
            >
              {t('duty.fromResolution')}
            </Button>
          )}
        </p>
      ) : (
        <Tiles
          items={[
            {
              label: t('duty.done'),
              value: count(({ state }) => state === 'done'),
              note: t('duty.of', { all: items.length }),
            },
            { label: t('duty.underWay'), value: count(({ state }) => state === 'under-way') },
            {
              label: t('duty.late'),
              value: format.count(late),
              is: late > 0 ? 'bad' : 'good',
            },
            { label: t('duty.soon'), value: count((_, index) => urgencies[index] === 'soon') },
          ]}
        />
      )}
      {send.error && (
        <p className={classes.status} role="alert">
          {messageOf(send.error)}
        </p>
      )}
      {open === 'new' && (
        <DutyForm
          duty={null}
          isPending={send.isPending}
          onCancel={() => setOpen(null)}
          onSave={(duty) => send.mutate({ add: [duty] })}
        />
      )}
      {edited && (
        <>
          <DutyForm
            key={`${edited.id} ${edited.version}`}
            duty={edited}
            isPending={send.isPending}
            onCancel={() => setOpen(null)}
            onSave={(change) => send.mutate({ duty: edited, change })}
            onArchive={() => send.mutate({ duty: edited, archive: true })}
          />
          <DutyFiles duty={edited} />
        </>
      )}
      {items.length > 0 && <DutyTable items={items} today={today} onEdit={mayEdit ? setOpen : null} />}
      <p className={classes.note}>{t('duty.note')}</p>
    </>
  );
}
