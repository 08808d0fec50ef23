import classes from './TruckBadge.module.css';
import { truckStyle } from './truck-style.ts';

/** A truck's number on its colour, underlined with its line pattern. */
export function TruckBadge({ number, size = 26 }: { number: number; size?: number }) {
  const { colour, onColour, pattern } = truckStyle(number);
  const lineWidth = 3;
  return (
    <span className={classes.badge} aria-hidden style={{ width: size }}>
      <span className={classes.number} style={{ background: colour, color: onColour, fontSize: size * 0.48 }}>
        {number}
      </span>
      <svg width={size} height={lineWidth + 2} aria-hidden>
        <line
          x1={0}
          x2={size}
          y1={lineWidth / 2 + 1}
          y2={lineWidth / 2 + 1}
          stroke={colour}
          strokeWidth={lineWidth}
          strokeDasharray={pattern.map((length) => length * lineWidth * 0.8).join(' ') || undefined}
        />
      </svg>
    </span>
  );
}
