import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './DriverPage.module.css';

interface Props {
  label: string;
  /** Something was reported a moment ago. */
  isResting: boolean;
  icon?: ReactNode;
  onClick: () => void;
}

/** What is done at a stop. */
export function MainButton({ label, isResting, icon, onClick }: Props) {
  return (
    <Button
      className={classes.primary}
      fz={28}
      fw={600}
      disabled={isResting}
      leftSection={icon ?? <IconCheck size={34} stroke={2.4} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
