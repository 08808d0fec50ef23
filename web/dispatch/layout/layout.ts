import { createContext, useContext } from 'react';
import { z } from 'zod';
import { createStore, type Store, useStore } from '../../ui/store.ts';

const layoutSchema = z.object({
  isLeftOpen: z.boolean(),
  isRightOpen: z.boolean(),
  /** `null`: by the size of the window. */
  isTimelineOpen: z.boolean().nullable(),
  /** In pixels; `null`: as the page is made. */
  leftWidth: z.number().nullable(),
  rightWidth: z.number().nullable(),
  timelineHeight: z.number().nullable(),
  /** The plan lies on the right, what is chosen on the left. */
  isSwapped: z.boolean(),
  /** Every step by hand is published at once. */
  publishesSteps: z.boolean(),
});

/** How somebody has arranged the dispatcher's page. */
export type Layout = z.infer<typeof layoutSchema>;

export const PLAIN_LAYOUT: Layout = {
  ...{ isLeftOpen: true, isRightOpen: true, isTimelineOpen: null },
  ...{ leftWidth: null, rightWidth: null, timelineHeight: null, isSwapped: false, publishesSteps: false },
};

const keyOf = (userId: string): string => `tuyen-xanh.board.${userId}`;

/** The layout that a person left on this computer, which is written down again with every change. */
export function keptLayout(
  userId: string,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): Store<Layout> {
  const store = createStore<Layout>({ ...PLAIN_LAYOUT, ...read(userId, storage) });
  store.subscribe(() => {
    try {
      storage.setItem(keyOf(userId), JSON.stringify(store.get()));
    } catch {
      // No room: it holds until the page is left.
    }
  });
  return store;
}

function read(userId: string, storage: Pick<Storage, 'getItem'>): Partial<Layout> {
  try {
    return layoutSchema.partial().safeParse(JSON.parse(storage.getItem(keyOf(userId)) ?? '{}')).data ?? {};
  } catch {
    // Half written: the page is as it is made.
    return {};
  }
}

export const LayoutContext = createContext<Store<Layout>>(createStore(PLAIN_LAYOUT));

/** The store itself, for event handlers. */
export function useLayoutStore(): Store<Layout> {
  return useContext(LayoutContext);
}

export function useLayout<S>(select: (layout: Layout) => S): S {
  return useStore(useContext(LayoutContext), select);
}
