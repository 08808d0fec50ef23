import { type Driven, NOTHING_DRIVEN } from '../../ledger/driven.ts';
import { type InferredVisit, visitsIn } from '../../visits/infer/infer-visits.ts';
import { inOrderOfTime, isSure } from '../../visits/infer/track.ts';
import { dwell } from './dwell.ts';
import type { DayHandler, DayPlan, DeviceFix, Known, Progress } from './known.ts';
import { type Mark, Marks } from './marks.ts';
import { odometer } from './odometer.ts';
import { passage } from './passage.ts';
import { progress } from './progress.ts';
import { snap } from './snap.ts';

const HANDLERS: readonly ((plan: DayPlan) => DayHandler)[] = [snap, odometer, dwell, passage, progress];

/** What a truck's track shows of its day. */
export interface ShownDay {
  readonly driven: Driven;
  /** How many fixes that was made from. */
  readonly drivenFrom: number;
  readonly progress: Progress;
  /** The same list as long as nothing of them is otherwise. */
  readonly visits: readonly InferredVisit[];
}

/** A truck's day as its track shows it, going on with every fix. */
export interface TrackedDay {
  /** How many fixes it is made from. */
  readonly size: number;
  readonly shown: ShownDay;
  /**
   * Takes fixes, in any order. None of them may have been taken before. Those that are later than all before them are gone on with; for one that
   * is late what lies after it is gone through anew from a mark before it, so that the day is the same whatever order its fixes come in.
   */
  take(fixes: readonly DeviceFix[]): void;
}

/** How a day stood when so many of its fixes had been gone through. */
interface DayMark extends Mark {
  /** How long the track was. */
  readonly track: number;
  readonly back: readonly (() => void)[];
}

/** Fixes are gone through in pieces, between which marks are set: of so many, or of such a share of those that are left. */
const LEAST_PIECE = 8;
const PIECE_SHARE = 1 / 8;

/** @param handlers that go through the fixes, in this order: each goes on from what those before it have found */
export function openTrackedDay(
  plan: DayPlan,
  handlers: readonly ((plan: DayPlan) => DayHandler)[] = HANDLERS,
): TrackedDay {
  const fixes: DeviceFix[] = [];
  const known: Known = {
    ...{ heard: [], track: [], snapped: [], driven: NOTHING_DRIVEN, drivenFrom: 0, dwells: [], passages: [] },
    progress: { alongMetres: null, wayMetres: 0 },
  };
  const opened = handlers.map((open) => open(plan));
  const markNow = (): DayMark => ({
    ...{ fixes: fixes.length, at: fixes.at(-1)?.at ?? Number.NEGATIVE_INFINITY, track: known.track.length },
    back: opened.map((handler) => handler.mark()),
  });
  const marks = new Marks(markNow());
  let shown: ShownDay | null = null;
  /** What the track showed of visits last, and what that was put together from. */
  let last = { dwells: known.dwells, passages: known.passages, visits: [] as readonly InferredVisit[] };

  const visitsNow = (): readonly InferredVisit[] => {
    const { dwells, passages } = known;
    if (dwells !== last.dwells || passages !== last.passages) {
      last = { dwells, passages, visits: visitsIn(plan.calls, dwells, passages) };
    }
    return last.visits;
  };

  const goOn = (heard: readonly DeviceFix[]): void => {
    const from = known.track.length;
    known.heard = heard;
    for (const fix of heard) {
      fixes.push(fix);
      if (isSure(fix) && fix.at !== known.track.at(-1)?.at) known.track.push(fix);
    }
    for (const handler of opened) handler.goOn(known, from);
  };

  /** @returns the fixes that were gone through since then */
  const goBackBefore = (instant: number): DeviceFix[] => {
    const mark = marks.before(instant);
    known.track.length = mark.track;
    for (const back of mark.back) back();
    return fixes.splice(mark.fixes);
  };

  return {
    get size() {
      return fixes.length;
    },
    get shown() {
      const { driven, drivenFrom, progress: along } = known;
      shown ??= { driven, drivenFrom, progress: along, visits: visitsNow() };
      return shown;
    },
    take(heard) {
      const inOrder = heard.toSorted(byTime);
      const [first, latest] = [inOrder[0], fixes.at(-1)];
      const isLate = first !== undefined && latest !== undefined && first.at <= latest.at;
      const ahead = isLate ? [...goBackBefore(first.at), ...inOrder].sort(byTime) : inOrder;
      for (let done = 0; done === 0 || done < ahead.length; ) {
        const piece = Math.max(LEAST_PIECE, Math.floor((ahead.length - done) * PIECE_SHARE));
        goOn(ahead.slice(done, done + piece));
        if (ahead.length > 0) marks.add(markNow());
        done += piece;
      }
      shown = null;
    },
  };
}

/** Of two fixes that say the same the device decides, for what is told by device. */
const byTime = (a: DeviceFix, b: DeviceFix): number =>
  inOrderOfTime(a, b) || (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : 0);
