import { Skeleton } from '@mantine/core';
import { type ComponentProps, type Ref, Suspense, useCallback, useImperativeHandle, useRef } from 'react';
import { late } from '../../ui/late.ts';
import type { TownMapHandle } from '../../ui/map/TownMap.tsx';
import classes from '../DispatchPage.module.css';
import type { DispatchMap } from './DispatchMap.tsx';

const Drawn = late(async () => (await import('./DispatchMap.tsx')).DispatchMap);

/**
 * The map, loaded once the panels are drawn: they are of use before it, and it is as heavy as all else. What it is last told to show
 * before it is there it shows then.
 */
export function LateMap({ handle, ...props }: ComponentProps<typeof DispatchMap> & { handle: Ref<TownMapHandle> }) {
  const drawn = useRef<TownMapHandle>(null);
  const asked = useRef<((map: TownMapHandle) => void) | null>(null);
  useImperativeHandle(handle, () => {
    const tell = (ask: (map: TownMapHandle) => void): void => {
      if (drawn.current) ask(drawn.current);
      else asked.current = ask;
    };
    return {
      show: (...box) => tell((map) => map.show(...box)),
      reveal: (...place) => tell((map) => map.reveal(...place)),
      flyTo: (...place) => tell((map) => map.flyTo(...place)),
    };
  }, []);
  const attach = useCallback((map: TownMapHandle | null) => {
    drawn.current = map;
    if (!map) return;
    asked.current?.(map);
    asked.current = null;
  }, []);
  return (
    <Suspense fallback={<Skeleton radius={0} className={classes.map} />}>
      <Drawn {...props} handle={attach} />
    </Suspense>
  );
}
