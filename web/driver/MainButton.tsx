import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import classes from './DriverPage.module.css';

interface Props {
  label: string;
  /** Something was reported a moment ago. */
  isResting: boolean;
  onClick: () => void;
}

/** What is done at a stop. */
export function MainButton({ label, isResting, onClick }: Props) {
  return (
    <Button
      className={classes.primary}
      h={88}
      fz={28}
      fw={600}
      disabled={isResting}
      leftSection={<IconCheck size={34} stroke={2.4} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
