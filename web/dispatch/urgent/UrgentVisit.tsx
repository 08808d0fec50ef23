import { Button, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectionPoint } from '../../../domain/points.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';
import { useReplan } from '../moves/use-replan.ts';
import { UrgentForm } from './UrgentForm.tsx';

interface Props {
  day: string;
  model: DayModel;
  point: CollectionPoint;
}

/** Has a point collected that cannot wait: asks for a plan of the rest of the day with it, which is looked at before it is published. */
export function UrgentVisit({ day, model, point }: Props) {
  const { t } = useTranslation('alerts');
  const mayMake = usePermission('plan.make');
  const [isOpen, setOpen] = useState(false);
  const replan = useReplan(day, model);
  // What was served or skipped today is decided.
  const open = point.streams.filter(({ stream }) => {
    const visits = (model.stopsOfPoint.get(point.id) ?? []).filter((visit) => visit.stop.stream === stream);
    return visits.every((visit) => (model.outcomes.get(visit.stop.id) ?? 'open') === 'open');
  });
  if (!mayMake || !model.revision?.isPublished || !model.isSteered || open.length === 0) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" loading={replan.isUnderWay} onClick={() => setOpen(true)}>
        {t('urgent.button')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('urgent.title', { name: point.name })}>
        {isOpen && (
          <UrgentForm
            day={day}
            streams={open.map(({ stream, expectedKgPerDay }) => ({
              stream,
              usualKg: Math.max(1, Math.round(expectedKgPerDay)),
            }))}
            kgHint={t('urgent.kgHint')}
            onAsk={(visit) => {
              setOpen(false);
              replan.mutation.mutate({ urgent: [{ pointId: point.id, ...visit }] });
            }}
          />
        )}
      </Modal>
      {replan.mutation.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(replan.mutation.error)}
        </Text>
      )}
    </>
  );
}
