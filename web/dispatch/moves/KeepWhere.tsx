import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findPlaces } from '../board/board-api.ts';
import { useBoardStore } from '../board/board-store.ts';
import { useEdit, useEditing } from '../board/editing.ts';
import { movesTo } from '../board/moves.ts';
import type { DayModel } from '../day-model.ts';

interface Props {
  model: DayModel;
  visit: { readonly visitId: string; readonly name: string; readonly loadKg: number };
  /** Where the visit was before the proposal. */
  from: { readonly truckId: string; readonly number: number };
}

/**
 * Leaves one visit of a proposal with the truck that had it, at the best place there: so a part of a proposal is taken. Where that
 * breaks a rule, or the truck can take it no more, it is looked at first.
 */
export function KeepWhere({ model, visit, from }: Props) {
  const { t } = useTranslation('moves');
  const board = useBoardStore();
  const editing = useEditing();
  const { apply } = useEdit();
  const [isBusy, setBusy] = useState(false);
  if (!editing?.canEdit || model.visitStates.has(visit.visitId)) return null;
  const keep = async (): Promise<void> => {
    const places = await findPlaces(editing, { visits: [visit.visitId] });
    const place = places.find(({ truckId }) => truckId === from.truckId) ?? null;
    if (place && place.worst === null) await apply({ moves: movesTo([visit.visitId], place) });
    else board.set({ dialog: { kind: 'move', picked: [visit], place } });
  };
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      loading={isBusy}
      onClick={() => {
        setBusy(true);
        void keep()
          .catch(() => board.set({ dialog: { kind: 'move', picked: [visit], place: null } }))
          .finally(() => setBusy(false));
      }}
    >
      {t('proposal.keepWhere', { number: from.number })}
    </Button>
  );
}
