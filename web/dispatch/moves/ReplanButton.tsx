import { Button, Text } from '@mantine/core';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import type { useReplan } from './use-replan.ts';

interface Props {
  replan: ReturnType<typeof useReplan>;
  /** What the rest of the day is asked for. */
  asked: Parameters<ReturnType<typeof useReplan>['mutation']['mutate']>[0];
  words: { readonly button: string; readonly question: string; readonly confirm: string };
}

/** Asks first, then for another plan of the rest of the day; why there is none stays until something else succeeds. */
export function ReplanButton({ replan, asked, words }: Props) {
  useForgetFailure(replan.mutation);
  return (
    <>
      <AskFirst question={words.question} confirm={words.confirm} onConfirm={() => replan.mutation.mutate(asked)}>
        {(ask) => (
          <Button size="compact-xs" variant="default" loading={replan.isUnderWay} onClick={ask}>
            {words.button}
          </Button>
        )}
      </AskFirst>
      {replan.mutation.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(replan.mutation.error)}
        </Text>
      )}
    </>
  );
}
