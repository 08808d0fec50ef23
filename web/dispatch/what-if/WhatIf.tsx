import { Button, Group, Modal, NativeSelect, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type WhatIfAnswer,
  type WhatIfCase,
  type WhatIfView,
  whatIfViewSchema,
} from '../../../domain/what-ifs/what-ifs.ts';
import { ClockField } from '../../ui/ClockField.tsx';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { en } from '../../ui/texts/en/what-if.ts';
import { vi } from '../../ui/texts/vi/what-if.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import classes from './WhatIf.module.css';

registerTexts('what-if', { vi, en });

const LOOK_MILLISECONDS = 1000;
/** Looked at so often in vain, the worker is busy elsewhere. */
const MOST_LOOKS = 120;
const MINUTE = 60;

/** What the plan on screen would come to if something were otherwise: asked, shown beside it, and never published. */
export default function WhatIf({ model, onClose }: { model: DayModel; onClose: () => void }) {
  const { t } = useTranslation('what-if');
  const { revision } = model;
  const [looks, setLooks] = useState(0);
  const ask = useMutation({
    mutationFn: async (cases: WhatIfCase[]) => {
      setLooks(0);
      const body = { base: revision?.number, cases };
      return await request(whatIfViewSchema, `/api/plans/${revision?.planId}/what-ifs`, { method: 'POST', body });
    },
  });
  const asked = ask.data;
  const answer = useQuery({
    queryKey: ['what-if', asked?.id],
    queryFn: async ({ signal }) => {
      setLooks((before) => before + 1);
      return await request(whatIfViewSchema, `/api/plans/${revision?.planId}/what-ifs/${asked?.id}`, { signal });
    },
    enabled: asked !== undefined,
    refetchInterval: ({ state: { data } }) =>
      (data === undefined || data.state === 'queued') && looks < MOST_LOOKS ? LOOK_MILLISECONDS : false,
  });
  if (!revision) return null;
  const view = answer.data;
  const isOpen = asked !== undefined && (view === undefined || view.state === 'queued') && looks < MOST_LOOKS;
  const error = ask.error ?? answer.error;
  return (
    <Modal opened onClose={onClose} title={t('title')} size="xl" classNames={{ body: classes.panel }}>
      <Text size="xs" c="dimmed">
        {t('hint', { number: revision.number })}
      </Text>
      <Form model={model} isPending={ask.isPending || isOpen} onAsk={(cases) => ask.mutate(cases)} />
      {isOpen && (
        <Text size="sm" role="status">
          {t('searching')}
        </Text>
      )}
      {(error || view?.state === 'failed' || (asked && !isOpen && view?.state === 'queued')) && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {error ? messageOf(error) : t(view?.state === 'failed' ? 'failed' : 'tooLong')}
        </Text>
      )}
      {view?.answer && <Answer model={model} view={view} answer={view.answer} />}
    </Modal>
  );
}

function Form({
  model,
  isPending,
  onAsk,
}: {
  model: DayModel;
  isPending: boolean;
  onAsk: (cases: WhatIfCase[]) => void;
}) {
  const { t } = useTranslation('what-if');
  const [without, setWithout] = useState('');
  const [more, setMore] = useState('');
  const sites = model.town.facilities.filter(({ acceptedStreams }) => acceptedStreams.length > 0);
  const [facilityId, setFacility] = useState(sites[0]?.id ?? '');
  const [until, setUntil] = useState('');
  const driven = new Set(model.revision?.routes.map(({ truckId }) => truckId));
  const trucks = model.town.trucks.filter(({ id }) => driven.has(id));
  const choices = [
    { value: '', label: t('nothing') },
    ...trucks.map(({ id, number, code }) => ({ value: id, label: `${number} · ${code}` })),
  ];
  const [hours = 0, minutes = 0] = until.split(':').map(Number);
  const cases: WhatIfCase[] = [
    ...(without ? [{ kind: 'without-truck' as const, truckId: without }] : []),
    ...(more ? [{ kind: 'one-more-truck' as const, truckId: more }] : []),
    ...(until && facilityId
      ? [{ kind: 'facility-until' as const, facilityId, second: (hours * MINUTE + minutes) * MINUTE }]
      : []),
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (cases.length > 0) onAsk(cases);
      }}
    >
      <Group grow gap={8} align="end">
        <NativeSelect
          size="xs"
          label={t('without')}
          value={without}
          data={choices}
          onChange={(event) => setWithout(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          label={t('more')}
          value={more}
          data={choices}
          onChange={(event) => setMore(event.currentTarget.value)}
        />
      </Group>
      <Group grow gap={8} mt={6} align="end">
        <NativeSelect
          size="xs"
          label={t('facility')}
          value={facilityId}
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setFacility(event.currentTarget.value)}
        />
        <ClockField size="xs" label={t('until')} value={until} onChange={setUntil} />
      </Group>
      <Button type="submit" size="compact-sm" mt={8} loading={isPending} disabled={cases.length === 0}>
        {t('ask')}
      </Button>
    </form>
  );
}

/** Two numbers a unit for each case: as planned, and then. */
function Answer({ model, view, answer }: { model: DayModel; view: WhatIfView; answer: WhatIfAnswer }) {
  const { t } = useTranslation('what-if');
  const format = useFormat();
  const { before, dueKg, searchedSeconds } = answer;
  const cases = [answer.same, ...answer.cases];
  const callOf = (one: WhatIfCase): string => {
    const number = 'truckId' in one ? model.town.trucks.find(({ id }) => id === one.truckId)?.number : undefined;
    if (one.kind === 'without-truck') return t('caseWithout', { number });
    if (one.kind === 'one-more-truck') return t('caseMore', { number });
    const name = model.town.facilities.find(({ id }) => id === one.facilityId)?.name ?? '';
    return t('caseUntil', { name, time: clockOf(one.second) });
  };
  const called = [t('same'), ...view.cases.map(callOf)];
  const units = cases.find(({ units: own }) => own.length > 0)?.units ?? [];
  const figures = [
    ['served', (of: WhatIfAnswer['before']) => format.tonnesOf(of.servedKg, dueKg)],
    ['cost', (of: WhatIfAnswer['before']) => format.money(of.costDong)],
    ['length', (of: WhatIfAnswer['before']) => format.km(of.lengthMetres)],
    ['overtime', (of: WhatIfAnswer['before']) => format.duration(of.overtimeSeconds)],
  ] as const;
  return (
    <>
      {cases.some(({ after }) => after === null) && <Text size="xs">{t('impossible')}</Text>}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('title')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              <th scope="col">{t('today', { number: view.revisionNumber })}</th>
              {called.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map(({ unitId, unitName, shareBefore, targetShare }) => (
              <tr key={unitId}>
                <th
                  scope="row"
                  title={targetShare === null ? undefined : t('target', { share: format.percent(targetShare) })}
                >
                  {unitName}
                </th>
                <td>{format.percentTenths(shareBefore)}</td>
                {cases.map(({ units: own }, k) => {
                  const share = own.find((unit) => unit.unitId === unitId)?.shareAfter;
                  const isWorse = share !== undefined && share < Math.min(shareBefore, targetShare ?? 0) - 1e-9;
                  return (
                    <td key={called[k]} className={isWorse ? classes.worse : classes.estimate}>
                      {share === undefined ? '–' : format.percentTenths(share)}
                    </td>
                  );
                })}
              </tr>
            ))}
            {figures.map(([name, text]) => (
              <tr key={name}>
                <th scope="row">{t(name)}</th>
                <td>{text(before)}</td>
                {cases.map(({ after }, k) => (
                  <td key={called[k]} className={classes.estimate}>
                    {after ? text(after) : '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Text size="xs" c="dimmed">
        {t('note', { seconds: searchedSeconds })}
      </Text>
    </>
  );
}

const clockOf = (second: number): string =>
  `${String(Math.floor(second / 3600)).padStart(2, '0')}:${String(Math.floor((second % 3600) / 60)).padStart(2, '0')}`;
