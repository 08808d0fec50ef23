import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './Resizer.module.css';

interface Props {
  label: string;
  /** The edge of its panel that it lies on. */
  edge: 'left' | 'right' | 'top';
  /** Pixels of the panel now. */
  size: number;
  least: number;
  most: number;
  /** `null`: as the page is made. */
  onSize: (size: number | null) => void;
}

const STEP = 24;

/** The edge of a panel, by which it is made wider or higher: with the pointer or the arrow keys; a double click puts it back. */
export function Resizer({ label, edge, size, least, most, onSize }: Props) {
  const isUpright = edge !== 'top';
  const fit = (wanted: number) => Math.round(Math.min(most, Math.max(least, wanted)));
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const from = isUpright ? event.clientX : event.clientY;
    const move = (now: globalThis.PointerEvent) => {
      const moved = (isUpright ? now.clientX : now.clientY) - from;
      onSize(fit(size + (edge === 'right' ? moved : -moved)));
    };
    const stop = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', stop);
      handle.removeEventListener('pointercancel', stop);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', stop);
    handle.addEventListener('pointercancel', stop);
  };
  const press = (event: KeyboardEvent) => {
    const wider = edge === 'right' ? 'ArrowRight' : edge === 'left' ? 'ArrowLeft' : 'ArrowUp';
    const narrower = edge === 'right' ? 'ArrowLeft' : edge === 'left' ? 'ArrowRight' : 'ArrowDown';
    if (event.key !== wider && event.key !== narrower && event.key !== 'Home') return;
    event.preventDefault();
    onSize(event.key === 'Home' ? null : fit(size + (event.key === wider ? STEP : -STEP)));
  };
  return (
    <div
      className={classes.handle}
      data-edge={edge}
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one that can be moved takes the keyboard (WAI-ARIA)
      tabIndex={0}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={Math.round(size)}
      aria-valuemin={least}
      aria-valuemax={most}
      title={label}
      onPointerDown={drag}
      onDoubleClick={() => onSize(null)}
      onKeyDown={press}
    />
  );
}
