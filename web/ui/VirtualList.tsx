import { useVirtualizer } from '@tanstack/react-virtual';
import { itemAt } from '../../domain/item-at.ts';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** Longer lists draw only what is in view. */
const VIRTUAL_ABOVE = 50;

interface Props<T> {
  items: readonly T[];
  label: string;
  keyOf: (item: T) => string;
  /** Height of a row before it has been measured, in pixels. */
  rowHeight: number;
  /** Draws a row's content; the list draws the focusable row around it. */
  children: (item: T, index: number) => ReactNode;
  rowClassName?: (item: T) => string | undefined;
  isChosen?: (item: T) => boolean;
  /** `isKeyboard`: by a key rather than the pointer. */
  onChoose?: (item: T, isKeyboard?: boolean) => void;
  onHover?: (item: T | null) => void;
  /** Rows marked for something done to them together; the blank key then marks instead of choosing. */
  isMarked?: ((item: T) => boolean) | undefined;
  onMark?: ((item: T) => void) | undefined;
  /** Key of the row to bring into view when it changes, and again when that row is chosen. */
  revealKey?: string | null;
}

/**
 * A list one walks with the arrow keys, Home and End, and chooses from with Enter or Space. It fills its parent and scrolls;
 * with more than fifty rows only those in view exist. Where rows can be marked, those are the selected ones, and the chosen one is
 * the current.
 */
export function VirtualList<T>(props: Props<T>) {
  const {
    items,
    label,
    keyOf,
    rowHeight,
    children,
    rowClassName,
    isChosen,
    onChoose,
    onHover,
    revealKey,
    isMarked,
    onMark,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [focusIndex, setFocusIndex] = useState(0);
  const wantsFocus = useRef(false);
  /** Index of the row that was brought into view last. */
  const revealed = useRef(-1);
  const hasScrolled = useRef(false);
  const isVirtual = items.length > VIRTUAL_ABOVE;
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyOf(itemAt(items, index)),
    overscan: 8,
    enabled: isVirtual,
  });
  const current = Math.min(focusIndex, items.length - 1);

  // The pointer is on a row before it chooses it, and what the choice opens may push the row out of view.
  const isRevealedChosen = items.some((item) => keyOf(item) === revealKey && isChosen?.(item));
  useEffect(() => {
    if (revealKey == null) return;
    const index = items.findIndex((item) => keyOf(item) === revealKey);
    if (index < 0) return;
    setFocusIndex(index);
    revealed.current = index;
    hasScrolled.current = false;
    if (isVirtual) virtualizer.scrollToIndex(index, { align: 'auto' });
    else revealWithin(scroller.current, rowAt(scroller.current, index));
    // Only a new key or choice reveals; the list may change under an old one without jumping.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [revealKey, isRevealedChosen]);

  // What comes late, above the list or in its rows, must not push the row that was brought into view out of it, as long as nobody
  // has scrolled away from it.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const keep = () => {
      if (!hasScrolled.current) revealWithin(element, rowAt(element, revealed.current));
    };
    const leave = () => {
      hasScrolled.current = true;
    };
    const watch = new ResizeObserver(keep);
    watch.observe(element);
    const rows = new MutationObserver(keep);
    rows.observe(element, { childList: true, subtree: true, characterData: true });
    element.addEventListener('wheel', leave, { passive: true });
    element.addEventListener('touchmove', leave, { passive: true });
    element.addEventListener('pointerdown', leave);
    return () => {
      watch.disconnect();
      rows.disconnect();
      element.removeEventListener('wheel', leave);
      element.removeEventListener('touchmove', leave);
      element.removeEventListener('pointerdown', leave);
    };
  }, [isVirtual]);

  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = rowAt(scroller.current, current);
    if (row) {
      wantsFocus.current = false;
      row.focus();
    }
  });

  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -items.length,
      End: items.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(items.length - 1, current + step));
    wantsFocus.current = true;
    if (isVirtual) virtualizer.scrollToIndex(next, { align: 'auto' });
    setFocusIndex(next);
    onHover?.(items[next] ?? null);
  };

  const row = (item: T, index: number) => (
    <div
      key={keyOf(item)}
      role="option"
      data-index={index}
      ref={isVirtual ? virtualizer.measureElement : undefined}
      tabIndex={index === current ? 0 : -1}
      aria-selected={(isMarked ?? isChosen)?.(item) ?? false}
      aria-current={isMarked && isChosen?.(item) ? 'true' : undefined}
      aria-setsize={items.length}
      aria-posinset={index + 1}
      className={rowClassName?.(item)}
      onClick={() => {
        setFocusIndex(index);
        onChoose?.(item);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        if (event.key === ' ' && onMark) onMark(item);
        else onChoose?.(item, true);
      }}
      onPointerEnter={() => onHover?.(item)}
      onPointerLeave={() => onHover?.(null)}
      onFocus={() => onHover?.(item)}
      onBlur={() => onHover?.(null)}
    >
      {children(item, index)}
    </div>
  );

  const scrollStyle = { height: '100%', overflowY: 'auto', overscrollBehavior: 'contain' } as const;
  if (!isVirtual) {
    return (
      <div
        ref={scroller}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMarked !== undefined}
        style={scrollStyle}
        onKeyDown={move}
      >
        {items.map(row)}
      </div>
    );
  }
  const shown = virtualizer.getVirtualItems();
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-multiselectable={isMarked !== undefined}
      style={scrollStyle}
      onKeyDown={move}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        <div
          role="presentation"
          style={{ position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${shown[0]?.start ?? 0}px)` }}
        >
          {shown.map(({ index }) => row(itemAt(items, index), index))}
        </div>
      </div>
    </div>
  );
}

/** Scrolls the list only: what lies around it, such as the details of what was chosen, stays where it is. */
function revealWithin(scroller: HTMLElement | null, row: HTMLElement | null): void {
  if (!scroller || !row) return;
  const above = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - scroller.clientTop;
  const below = above + row.offsetHeight - scroller.clientHeight;
  if (above < 0) scroller.scrollTop += above;
  else if (below > 0) scroller.scrollTop += below;
}

function rowAt(scroller: HTMLElement | null, index: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}
