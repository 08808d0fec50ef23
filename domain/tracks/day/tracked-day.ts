import { type Driven, NOTHING_DRIVEN } from '../../ledger/driven.ts';
import { type InferredVisit, visitsIn } from '../../visits/infer/infer-visits.ts';
import { inOrderOfTime, isSure } from '../../visits/infer/track.ts';
import { dwell } from './dwell.ts';
import type { DayHandler, DayPlan, DeviceFix, Known, Progress } from './known.ts';
import { odometer } from './odometer.ts';
import { passage } from './passage.ts';
import { progress } from './progress.ts';
import { snap } from './snap.ts';

/** In this order: each goes on from what those before it have found. */
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
   * Takes fixes, in any order. None of them may have been taken before. Those that are later than all before them are gone on with; one that is
   * late has the whole day gone through anew, so that the day is the same whatever order its fixes come in.
   */
  take(fixes: readonly DeviceFix[]): void;
}

export function openTrackedDay(plan: DayPlan): TrackedDay {
  const fixes: DeviceFix[] = [];
  let run = begin(plan);
  let shown: ShownDay | null = null;
  /** What the track showed of visits last, and what that was put together from. */
  let last = { dwells: run.known.dwells, passages: run.known.passages, visits: [] as readonly InferredVisit[] };

  const visitsNow = (): readonly InferredVisit[] => {
    const { dwells, passages } = run.known;
    if (dwells !== last.dwells || passages !== last.passages) {
      last = { dwells, passages, visits: visitsIn(plan.calls, dwells, passages) };
    }
    return last.visits;
  };

  const goOn = (heard: readonly DeviceFix[]): void => {
    const { known, handlers } = run;
    const from = known.track.length;
    known.heard = heard;
    for (const fix of heard) if (isSure(fix) && fix.at !== known.track.at(-1)?.at) known.track.push(fix);
    for (const handle of handlers) handle(known, from);
  };

  return {
    get size() {
      return fixes.length;
    },
    get shown() {
      const { driven, drivenFrom, progress: along } = run.known;
      shown ??= { driven, drivenFrom, progress: along, visits: visitsNow() };
      return shown;
    },
    take(heard) {
      const inOrder = heard.toSorted(byTime);
      const [first, latest] = [inOrder[0], fixes.at(-1)];
      const isLate = first !== undefined && latest !== undefined && first.at <= latest.at;
      for (const fix of inOrder) fixes.push(fix);
      if (isLate) {
        fixes.sort(byTime);
        run = begin(plan);
      }
      goOn(isLate ? fixes : inOrder);
      shown = null;
    },
  };
}

/** Of two fixes that say the same the device decides, for what is told by device. */
const byTime = (a: DeviceFix, b: DeviceFix): number =>
  inOrderOfTime(a, b) || (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : 0);

function begin(plan: DayPlan): { readonly known: Known; readonly handlers: readonly DayHandler[] } {
  return {
    known: {
      ...{ heard: [], track: [], snapped: [], driven: NOTHING_DRIVEN, drivenFrom: 0, dwells: [], passages: [] },
      progress: { alongMetres: null, wayMetres: 0 },
    },
    handlers: HANDLERS.map((open) => open(plan)),
  };
}
