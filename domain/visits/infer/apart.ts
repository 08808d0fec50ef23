/** How far a stretch of time is from an instant, in milliseconds. */
export function apart({ from, to }: { readonly from: number; readonly to: number }, instant: number): number {
  return instant < from ? from - instant : instant > to ? instant - to : 0;
}
