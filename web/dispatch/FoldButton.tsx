import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './DispatchPage.module.css';

/** The handle on a panel's inner edge. */
export function FoldButton({
  side,
  isSwapped = false,
  isOpen,
  onToggle,
}: {
  side: 'left' | 'right';
  /** The panel lies on the other side of the window. */
  isSwapped?: boolean;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslation('dispatch');
  const label = t(`fold.${isOpen ? side : (`un${side}` as const)}`);
  const liesOn = (side === 'left') === isSwapped ? 'right' : 'left';
  const pointsLeft = (liesOn === 'left') === isOpen;
  return (
    <ActionIcon
      className={classes.fold}
      data-side={liesOn}
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
