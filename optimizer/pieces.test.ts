import { describe, expect, it } from 'vitest';
import { inSlices, type Pieces } from './pieces.ts';

describe('work in slices', () => {
  it('gives the thread back before it is done', async () => {
    let others = false;
    setImmediate(() => {
      others = true;
    });
    function* untilOthersRan(): Pieces<string> {
      while (!others) yield;
      return 'done';
    }
    expect(await inSlices(untilOthersRan(), () => false)).toBe('done');
  });

  it('ends at the piece during which it is asked to', async () => {
    let stop = false;
    let pieces = 0;
    function* endless(): Pieces<void> {
      for (;;) {
        if (++pieces === 3) stop = true;
        yield;
      }
    }
    expect(await inSlices(endless(), () => stop)).toBeNull();
    expect(pieces).toBe(3);
  });
});
