import {
  IconArrowBackUp,
  IconArrowBearLeft,
  IconArrowBearRight,
  IconArrowUp,
  IconCornerUpLeft,
  IconCornerUpRight,
  IconFlag,
  IconRotateClockwise,
} from '@tabler/icons-react';
import type { Step } from './guide.ts';

/** A manoeuvre as a large arrow: read at arm's length. */
export function StepArrow({ step: { maneuver, modifier }, size }: { step: Step; size: number }) {
  const props = { size, stroke: 2.2, 'aria-hidden': true } as const;
  if (maneuver === 'arrive') return <IconFlag {...props} />;
  if (maneuver.includes('roundabout') || maneuver.includes('rotary')) return <IconRotateClockwise {...props} />;
  if (modifier === 'uturn') return <IconArrowBackUp {...props} />;
  if (modifier === 'slight left') return <IconArrowBearLeft {...props} />;
  if (modifier === 'slight right') return <IconArrowBearRight {...props} />;
  if (modifier?.includes('left')) return <IconCornerUpLeft {...props} />;
  if (modifier?.includes('right')) return <IconCornerUpRight {...props} />;
  return <IconArrowUp {...props} />;
}
