import type { DayOut } from '../domain/plan-basis.ts';
import { CREW_LEAVE_REASONS, TRUCK_ABSENCE_REASONS } from '../domain/register/closed-lists.ts';
import { type DayWindow, dayWindowsSchema } from '../domain/windows.ts';
import type { DayInputs } from '../records/plans/day-inputs.ts';
import { z } from 'zod';

type ShiftRow = DayInputs['shifts'][number];
type FacilityRow = DayInputs['facilities'][number];

const truckReasonSchema = z.enum(TRUCK_ABSENCE_REASONS).catch('other');
const crewReasonSchema = z.enum(CREW_LEAVE_REASONS).catch('other');

/** The rows of a day parted into what works and what does not. */
export interface WorkingDay {
  readonly shifts: readonly ShiftRow[];
  /** With the hours they have on the day. */
  readonly facilities: readonly (Omit<FacilityRow, 'windows'> & { readonly windows: DayWindow[] })[];
  readonly out: readonly DayOut[];
}

/** Parts the rows of a day into what works on it and what does not, and why. */
export function workingDay({
  shifts,
  facilities,
  streets,
}: Pick<DayInputs, 'shifts' | 'facilities' | 'streets'>): WorkingDay {
  const outs = shifts.map((shift) => shiftOut(shift));
  const hours = facilities.map((facility) => openHours(facility));
  return {
    shifts: shifts.filter((_, k) => outs[k] === null),
    facilities: facilities.flatMap((facility, k) => {
      const windows = hours[k]?.windows;
      return windows ? [{ ...facility, windows }] : [];
    }),
    out: [
      ...outs.flatMap((out) => out ?? []),
      ...hours.flatMap(({ out }) => out ?? []),
      ...streets.map(({ id, name, reason }): DayOut => ({ kind: 'street-closed', streetId: id, name, reason })),
    ],
  };
}

/** Why a shift's truck does not go out; `null` when it does. */
function shiftOut({ id: shiftId, truck, crew }: ShiftRow): DayOut | null {
  const { code: truckCode, absences, depot } = truck;
  const [absence] = absences;
  if (absence) {
    const reason = truckReasonSchema.parse(absence.reason);
    return { kind: 'truck-out', shiftId, truckCode, reason, note: absence.note };
  }
  const [leave] = crew?.leaves ?? [];
  if (crew && leave) {
    return { kind: 'crew-out', shiftId, truckCode, crewCode: crew.code, reason: crewReasonSchema.parse(leave.reason) };
  }
  const closed = depot.closures.find(({ closesAtSecond }) => closesAtSecond === null);
  if (!closed) return null;
  return { kind: 'depot-closed', shiftId, truckCode, facilityName: depot.name, reason: closed.reason };
}

/** The windows of a facility on the day, `null` when it stays closed, and what is said of it. */
function openHours({ id: facilityId, name: facilityName, windows, closures }: FacilityRow): {
  windows: DayWindow[] | null;
  out: DayOut | null;
} {
  const usual = dayWindowsSchema.parse(windows);
  const [closure] = closures.toSorted((a, b) => (a.closesAtSecond ?? -1) - (b.closesAtSecond ?? -1));
  if (!closure) return { windows: usual, out: null };
  const { closesAtSecond, reason } = closure;
  const cut = closesAtSecond === null ? [] : closingAt(usual, closesAtSecond);
  const isOpen = cut.length > 0;
  return {
    windows: isOpen ? cut : null,
    out: { kind: 'facility-closed', facilityId, facilityName, closesAtSecond: isOpen ? closesAtSecond : null, reason },
  };
}

/** Windows up to a second of the day; none where all begin later. */
function closingAt(windows: readonly DayWindow[], second: number): DayWindow[] {
  if (second <= 0) return [];
  if (windows.length === 0) return [[0, second]];
  return windows.flatMap(([from, to]): DayWindow[] => (from < second ? [[from, Math.min(to, second)]] : []));
}
