import type { Day } from '../day.ts';
import type { RoomLeft } from './landfill-room.ts';

const DAY_MILLISECONDS = 86_400_000;

/** How the closing day stands to the room that is left. */
export interface ClosureTime {
  /** Days from `day` until the last one; negative: it has passed. */
  readonly daysToClosure: number;
  /** Full so many days before it closes; `null`: it is not, or nobody can tell. */
  readonly fullBeforeDays: number | null;
  /** What room it still has on its last day at the present intake; `null`: it is full before, or nobody can tell. */
  readonly unusedCubicMetres: number | null;
}

/**
 * Holds the closing day against the room that is left: a landfill is full `remaining ÷ a day's fill` days on.
 *
 * @param day until which the room is reckoned
 */
export function closureTime(closesOn: Day, room: RoomLeft | null, day: Day): ClosureTime {
  const daysToClosure = (Date.parse(closesOn) - Date.parse(day)) / DAY_MILLISECONDS;
  if (room === null || daysToClosure < 0) return { daysToClosure, fullBeforeDays: null, unusedCubicMetres: null };
  const before = room.daysLeft === null ? 0 : daysToClosure - room.daysLeft;
  return {
    daysToClosure,
    fullBeforeDays: before > 0 ? before : null,
    unusedCubicMetres:
      before > 0 ? null : Math.round(Math.max(0, room.remainingCubicMetres - room.cubicMetresPerDay * daysToClosure)),
  };
}

/** kg of some days: of the whole town by the ledger, of the facility by its tickets. */
export interface ClosureMass {
  readonly collectedKg: number;
  readonly treatedKg: number;
  /** Weighed in here, and treated here to the standard on the day it came. */
  readonly hereTreatedKg: number;
  readonly hereUntreatedKg: number;
  /** Of tickets of several streams that are treated in part, or of none: it cannot be told whether they are. */
  readonly hereUnclearKg: number;
  /** Of all that was weighed in here, what is of streams that the successor treats to the standard; `null`: no successor. */
  readonly successorTreatsKg: number | null;
}

export interface ClosureRates {
  /** Treated to the standard ÷ collected (indicator 11.6.1) now. */
  readonly rate: number;
  /** What of all that is collected comes here and is not treated to the standard. */
  readonly untreatedHere: number;
  /** Treated ÷ collected if the successor had taken all that came here; `null`: no successor. */
  readonly rateThen: number | null;
}

/**
 * The rate of treatment now and with the successor: `(treated − treated here + treated by the successor) ÷ collected`. What came here
 * without a ticket is left as it is. `null` where nothing was collected.
 */
export function closureRates(mass: ClosureMass): ClosureRates | null {
  const { collectedKg, treatedKg, hereTreatedKg, hereUntreatedKg, successorTreatsKg } = mass;
  if (collectedKg <= 0) return null;
  const within = (share: number): number => Math.min(1, Math.max(0, share));
  return {
    rate: treatedKg / collectedKg,
    untreatedHere: within(hereUntreatedKg / collectedKg),
    rateThen:
      successorTreatsKg === null
        ? null
        : within((treatedKg - Math.min(treatedKg, hereTreatedKg) + successorTreatsKg) / collectedKg),
  };
}
