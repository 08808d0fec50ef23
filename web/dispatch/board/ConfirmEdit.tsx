import { Button, Group, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Move } from '../../../domain/plan-edits.ts';
import type { RouteChange } from '../../../domain/route-changes.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { priceEdit } from './board-api.ts';
import { useBoardStore } from './board-store.ts';
import { Failure } from './EditBar.tsx';
import { type Editing, useEdit } from './editing.ts';
import { Impact } from './Impact.tsx';

interface Props {
  editing: Editing;
  moves?: readonly Move[];
  changes?: readonly RouteChange[];
  /** What the button says. */
  doIt: string;
  /** What else may be done with it, beside the buttons. */
  children?: ReactNode;
}

const NOTHING: never[] = [];

/** The full price of an edit, and the button that keeps it; with a reason where a rule may be broken. */
export function ConfirmEdit({ editing, moves = NOTHING, changes = NOTHING, doIt, children }: Props) {
  const { t } = useTranslation('board');
  const board = useBoardStore();
  const { apply } = useEdit();
  const [reason, setReason] = useState('');
  const [isPending, setPending] = useState(false);
  const { planId, base, day } = editing;
  const places = moves.map(({ visit, to }) => ({ visit, to }));
  const priced = useQuery({
    queryKey: ['edit-price', planId, base, places, changes],
    queryFn: ({ signal }) => priceEdit({ planId, base }, { moves, changes }, signal),
    placeholderData: keepPreviousData,
  });
  const needsReason = priced.data !== undefined && !priced.data.isAllowed && !priced.data.isHard;
  const keep = async () => {
    setPending(true);
    await apply({ moves, changes }, needsReason ? reason.trim() : undefined, base);
    setPending(false);
  };
  return (
    <div style={{ marginTop: 12 }}>
      {priced.isPending && <Text size="sm">{t('price.checking')}</Text>}
      {priced.error && <Text size="sm">{messageOf(priced.error)}</Text>}
      {priced.data && <Impact day={day} evaluation={priced.data} />}
      {needsReason && (
        <TextInput
          mt="xs"
          size="sm"
          label={t('move.reason')}
          placeholder={t('move.reasonHint')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Failure />
      <Group gap={8} mt="sm">
        <Button
          loading={isPending}
          disabled={!priced.data || priced.data.isHard || (needsReason && reason.trim() === '')}
          onClick={() => void keep()}
        >
          {needsReason ? t('move.anyway') : doIt}
        </Button>
        {children}
        <Button variant="default" onClick={() => board.set({ dialog: null, change: null, failure: null })}>
          {t('move.cancel')}
        </Button>
      </Group>
    </div>
  );
}
