import { Button, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { retractionBatchAnswerSchema } from '../../../domain/retractions.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { useBoardStore } from '../board/board-store.ts';
import { useEditing } from '../board/editing.ts';
import { BestPlacePrice } from '../board/BestPlacePrice.tsx';
import { useBestPlaces } from '../board/use-best-places.ts';
import type { DayModel, StopOnRoute } from '../day-model.ts';
import { useReplan } from './use-replan.ts';

interface Props {
  day: string;
  model: DayModel;
  /** What was skipped of them today is sent to again. */
  entries: readonly StopOnRoute[];
}

/**
 * Has a truck sent again to what was skipped: the reports are taken back, which the day's log keeps, and the visits, open again, get
 * another place. A plan that is only of the rest of a day has no such visits any more: that rest is planned anew with them.
 */
export function SendAgain({ day, model, entries }: Props) {
  const { t } = useTranslation('moves');
  const board = useBoardStore();
  const editing = useEditing();
  const queryClient = useQueryClient();
  const mayReport = usePermission('field.report');
  const replan = useReplan(day, model);
  const skipped = entries.flatMap(({ stop: { id, visitId, name, loadKg } }) => {
    const reported = model.stopStates.get(id);
    if (model.outcomes.get(id) !== 'skipped' || visitId === null || !reported) return [];
    return reported.reports.length > 0 ? [{ visitId, name, loadKg, reports: reported.reports }] : [];
  });
  const visits = skipped.map(({ visitId }) => visitId);
  const canEdit = editing?.canEdit === true && mayReport && model.isSteered && visits.length > 0;
  // As its price has it, which is asked for once it is in sight.
  const places = useBestPlaces(editing ?? NO_PLAN, model, visits, { isAsked: false, reopened: visits });
  const { all, isPending } = places;
  const again = useMutation({
    // What was asked for: once the first report is taken back the page knows of nothing skipped any more.
    mutationFn: async (asked: { readonly visits: typeof skipped; readonly hasPlaces: boolean }) => {
      const doneAt = new Date().toISOString();
      const retractions = asked.visits
        .flatMap(({ reports }) => reports)
        .map(({ id: fieldEventId, truckId }) => ({ id: uuidv7(), fieldEventId, truckId, doneAt }));
      await request(retractionBatchAnswerSchema, '/api/retraction-batches', { method: 'POST', body: { retractions } });
    },
    onSuccess: (_, asked) => {
      if (!asked.hasPlaces) return replan.mutation.mutate({});
      board.set({ dialog: { kind: 'move', picked: asked.visits, place: null } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['day', day] }),
  });
  // Without an answer nobody knows whether there is a place: nothing is taken back then.
  const error = places.error ?? again.error ?? replan.mutation.error;
  if (!editing || !canEdit) return null;
  return (
    <>
      <AskFirst
        question={t(all.length > 0 ? 'sendAgain.ask' : 'sendAgain.askRest', { count: visits.length })}
        confirm={t('sendAgain.confirm')}
        onConfirm={() => again.mutate({ visits: skipped, hasPlaces: all.length > 0 })}
      >
        {(ask) => (
          <Button
            size="compact-xs"
            leftSection={<IconRepeat size={13} />}
            loading={again.isPending || replan.isUnderWay}
            disabled={isPending || places.error !== null}
            onClick={ask}
          >
            {t('sendAgain.button')}
          </Button>
        )}
      </AskFirst>
      {(isPending || all.length > 0) && <BestPlacePrice editing={editing} model={model} visits={visits} reopened />}
      {error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(error)}
        </Text>
      )}
    </>
  );
}

const NO_PLAN = { planId: '', base: 0 };
