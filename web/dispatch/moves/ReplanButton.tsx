import { Button, Text } from '@mantine/core';
import type { DayModel } from '../day-model.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { type RestAsked, RestPrice } from './RestPrice.tsx';
import type { useReplan } from './use-replan.ts';

interface Props {
  model: DayModel;
  replan: ReturnType<typeof useReplan>;
  /** What the rest of the day is asked for. */
  asked: RestAsked;
  /** Whether what it would cost is told at once, or only when it is asked for; `none`: the plan's own books would not know. */
  price?: 'at-once' | 'asked' | 'none';
  words: { readonly button: string; readonly question: string; readonly confirm: string };
}

/** Asks first, then for another plan of the rest of the day; why there is none stays until something else succeeds. */
export function ReplanButton({ model, replan, asked, price = 'asked', words }: Props) {
  const { revision } = model;
  const priced = revision ? <RestPrice {...{ revision, asked }} /> : undefined;
  useForgetFailure(replan.mutation);
  return (
    <>
      <AskFirst
        question={words.question}
        besides={price === 'none' ? undefined : priced}
        confirm={words.confirm}
        onConfirm={() => replan.mutation.mutate(asked)}
      >
        {(ask) => (
          <Button size="compact-xs" variant="default" loading={replan.isUnderWay} onClick={ask}>
            {words.button}
          </Button>
        )}
      </AskFirst>
      {price === 'at-once' && priced}
      {replan.mutation.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(replan.mutation.error)}
        </Text>
      )}
    </>
  );
}
