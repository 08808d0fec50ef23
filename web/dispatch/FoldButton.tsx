import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './DispatchPage.module.css';

/** The handle on a panel's inner edge. */
export function FoldButton({
  side,
  isOpen,
  onToggle,
}: {
  side: 'left' | 'right';
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslation('dispatch');
  const label = t(`fold.${isOpen ? side : (`un${side}` as const)}`);
  const pointsLeft = (side === 'left') === isOpen;
  return (
    <ActionIcon
      className={classes.fold}
      data-side={side}
      variant="default"
      aria-expanded={isOpen}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      {pointsLeft ? <IconChevronLeft size={16} /> : <IconChevronRight size={16} />}
    </ActionIcon>
  );
}
