import classes from './TruckBadge.module.css';
import { badgeLine, truckStyle } from './truck-style.ts';

/** A truck's number on its colour, underlined with its line pattern. */
export function TruckBadge({ number, size = 26 }: { number: number; size?: number }) {
  const { colour, onColour } = truckStyle(number);
  const { height, line, dashes } = badgeLine(number, size);
  const { 'stroke-width': strokeWidth, ...rest } = line;
  return (
    <span className={classes.badge} aria-hidden style={{ width: size }}>
      <span className={classes.number} style={{ background: colour, color: onColour, fontSize: size * 0.48 }}>
        {number}
      </span>
      <svg width={size} height={height} aria-hidden>
        <line {...rest} strokeWidth={strokeWidth} strokeDasharray={dashes} />
      </svg>
    </span>
  );
}
