import { Box, Button, Group, Popover, Text } from '@mantine/core';
import { type ReactElement, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What follows, and whether it can be undone: so that nobody finds out afterwards. */
  question: string;
  /** What is told beside the question; looked up when it is asked. */
  besides?: ReactElement | undefined;
  /** What the button that does it says. */
  confirm: string;
  /** Where nothing would be lost, nothing is asked. */
  isNeeded?: boolean;
  onConfirm: () => void;
  /** The button that is pressed first; `ask` is what it does. */
  children: (ask: () => void) => ReactElement;
}

/** Asks before something is done that others would feel, right at the button: Escape, a tap elsewhere or "Cancel" leave all as it is. */
export function AskFirst({ question, besides, confirm, isNeeded = true, onConfirm, children }: Props) {
  const { t } = useTranslation('ui');
  const [isAsking, setIsAsking] = useState(false);
  const questionId = useId();
  const close = () => setIsAsking(false);
  useEffect(() => {
    if (!isAsking) return;
    // Also before the question has the focus, and from nothing else that Escape would leave.
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setIsAsking(false);
    };
    window.addEventListener('keydown', leave, true);
    return () => window.removeEventListener('keydown', leave, true);
  }, [isAsking]);
  return (
    <Popover opened={isAsking} onChange={setIsAsking} width={290} shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>{children(isNeeded ? () => setIsAsking(true) : onConfirm)}</Popover.Target>
      <Popover.Dropdown aria-labelledby={questionId}>
        <Text id={questionId} size="sm" mb="sm">
          {question}
        </Text>
        {besides && <Box mb="sm">{besides}</Box>}
        <Group gap={8} grow preventGrowOverflow={false}>
          <Button
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {confirm}
          </Button>
          <Button variant="default" data-autofocus onClick={close}>
            {t('askFirst.cancel')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
