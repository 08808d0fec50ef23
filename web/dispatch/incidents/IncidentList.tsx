import { Anchor, Button, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENT_TEXT_LENGTH, type IncidentView, incidentViewSchema } from '../../../domain/incidents/incidents.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { useLive } from '../../ui/live/LiveProvider.tsx';
import { usePermission } from '../../ui/session.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { TruckBroken } from '../moves/TruckBroken.tsx';
import { UnloadNow } from '../moves/UnloadNow.tsx';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import { incidentsQuery } from './incident-query.ts';
import classes from './Incidents.module.css';

/** What crews told of today and the office has not dealt with; below it, folded away, what it has. */
export function IncidentList({ day, model }: { day: string; model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const queryClient = useQueryClient();
  const mayRead = usePermission('incidents.read');
  const incidents = useQuery({ ...incidentsQuery(day), enabled: mayRead }).data?.items ?? [];
  useLive('incident', () => void queryClient.invalidateQueries({ queryKey: ['incidents'] }));
  const open = incidents.filter(({ state }) => state === 'open');
  const closed = incidents.filter(({ state }) => state === 'closed');
  if (incidents.length === 0) return null;
  return (
    <section className={classes.incidents} aria-label={t('incidents.title')}>
      {open.map((incident) => (
        <OpenIncident key={incident.id} incident={incident} day={day} model={model} />
      ))}
      {closed.length > 0 && (
        <details>
          <summary>{t('incidents.closed', { count: closed.length })}</summary>
          {closed.map((incident) => (
            <div key={incident.id} className={classes.closed}>
              <About incident={incident} day={day} />
              <Text size="xs" c="dimmed">
                {incident.closed?.byName}: {incident.closed?.remark}
              </Text>
            </div>
          ))}
        </details>
      )}
    </section>
  );
}

function About({ incident, day }: { incident: IncidentView; day: string }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const { kind, truckNumber, truckCode, doneAt, position, note, photoIds } = incident;
  return (
    <>
      <div className={classes.head}>
        <TruckBadge number={truckNumber} />
        <strong>{t(`incidents.kind.${kind}`)}</strong>
        <span>
          {truckCode} · {format.time(doneAt, day)}
        </span>
      </div>
      <Text size="xs">
        {position ? (
          <Anchor
            size="xs"
            href={`https://www.openstreetmap.org/?mlat=${position[1]}&mlon=${position[0]}#map=17/${position[1]}/${position[0]}`}
            target="_blank"
            rel="noreferrer"
          >
            {position[1].toFixed(5)}, {position[0].toFixed(5)}
          </Anchor>
        ) : (
          t('incidents.noPlace')
        )}
        {note && ` · ${note}`}
        {photoIds.map((id, index) => (
          <span key={id}>
            {' · '}
            <Anchor size="xs" href={`/api/photos/${id}`} target="_blank" rel="noreferrer">
              {t('incidents.photo', { number: index + 1 })}
            </Anchor>
          </span>
        ))}
      </Text>
    </>
  );
}

function OpenIncident({ incident, day, model }: { incident: IncidentView; day: string; model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const selection = useSelectionStore();
  const queryClient = useQueryClient();
  const mayEdit = usePermission('incidents.edit');
  const [remark, setRemark] = useState<string | null>(null);
  const { id, kind, truckId } = incident;
  const close = useMutation({
    mutationFn: (said: string) =>
      request(incidentViewSchema, `/api/incidents/${id}/close`, { method: 'POST', body: { remark: said } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['incidents'] }),
  });
  return (
    <div className={classes.open}>
      <About incident={incident} day={day} />
      <div className={classes.actions}>
        <Button size="compact-xs" variant="default" onClick={() => selection.set({ ...NOTHING_CHOSEN, truckId })}>
          {t('incidents.showTruck')}
        </Button>
        {kind === 'full' && <UnloadNow model={model} truckId={truckId} />}
        {(kind === 'breakdown' || kind === 'accident') && <TruckBroken day={day} model={model} truckId={truckId} />}
        {mayEdit && remark === null && (
          <Button size="compact-xs" variant="default" onClick={() => setRemark('')}>
            {t('incidents.close')}
          </Button>
        )}
      </div>
      {remark !== null && (
        <form
          className={classes.closing}
          onSubmit={(event) => {
            event.preventDefault();
            if (remark.trim() !== '') close.mutate(remark.trim());
          }}
        >
          <TextInput
            size="xs"
            autoFocus
            aria-label={t('incidents.remark')}
            placeholder={t('incidents.remark')}
            maxLength={INCIDENT_TEXT_LENGTH}
            value={remark}
            onChange={(event) => setRemark(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setRemark(null);
            }}
          />
          <Button type="submit" size="xs" loading={close.isPending} disabled={remark.trim() === ''}>
            {t('incidents.close')}
          </Button>
        </form>
      )}
      {close.isError && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(close.error)}
        </Text>
      )}
    </div>
  );
}
