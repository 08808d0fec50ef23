import { IconArrowDown, IconCheck } from '@tabler/icons-react';

/** Says by its shape whether a target is reached, with `label` also to those who do not see it. */
export function VerdictMark({ isReached, label }: { isReached: boolean; label?: string }) {
  const Icon = isReached ? IconCheck : IconArrowDown;
  return (
    <Icon
      size={14}
      stroke={2.4}
      style={{ flex: 'none', verticalAlign: '-2px' }}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
