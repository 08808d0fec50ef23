import type { ComplaintCounts } from '../complaints/complaints.ts';
import type { Day } from '../day.ts';
import type { DUTY_STATES, DutyFigure } from '../duties/duties.ts';
import type { LateThing } from '../ledger/months.ts';
import type { LedgerSum } from '../ledger/rate-rows.ts';
import type { Stream } from '../stream-names.ts';
import type { Target } from '../targets.ts';
import type { ReportKind } from './requests.ts';

/** What a facility took in over the days, by its valid tickets. */
export interface FacilityIntake {
  readonly code: string;
  readonly name: string;
  readonly tickets: number;
  readonly netKg: number;
  /** Days on which it took something in. */
  readonly days: number;
  readonly dailyIntakeKg: number | null;
  readonly treatsStreams: readonly Stream[];
}

/** An indicator or task of the resolution as the town's table has it. */
export interface ReportDuty {
  readonly number: string;
  readonly what: string;
  readonly state: (typeof DUTY_STATES)[number];
  /** Which of the ledger's figures fills it in; `null`: none, its result is entered by hand. */
  readonly figure: DutyFigure | null;
  readonly result: string;
  readonly remark: string;
  readonly evidence: string;
  /** Names of the files attached to it. */
  readonly files: readonly string[];
}

/** What the ledger and the register know of the days of a report; the same books give the same. */
export interface ReportData {
  readonly kind: ReportKind;
  readonly from: Day;
  readonly to: Day;
  readonly town: { readonly name: string; readonly isSynthetic: boolean; readonly timeZone: string };
  readonly scope: { readonly kind: 'town' | 'unit' | 'cooperative'; readonly name: string };
  /** The last day of the span that has figures; `null`: none has. */
  readonly lastDay: Day | null;
  /** Days with figures, and those of them with a plan, a report or a ticket. */
  readonly days: number;
  readonly reportedDays: number;
  /** The instant at which a figure of these days changed last; `null`: there are none. */
  readonly cutOff: string | null;
  readonly ruleVersion: number;
  readonly sums: readonly LedgerSum[];
  /** The same by calendar month, `YYYY-MM`, with the days of it that have figures. */
  readonly months: readonly { readonly month: string; readonly days: number; readonly sums: readonly LedgerSum[] }[];
  readonly targets: readonly Target[];
  /** Only of the whole town: a ticket is of a truck, not of a unit. */
  /** What residents complained of in these days, by the cooperative it is of (its code; `null`: of none); of a town's report only. */
  readonly complaints: ReadonlyMap<string | null, ComplaintCounts>;
  readonly facilities: readonly FacilityIntake[];
  /** Only of the whole town: the table of the resolution, in the order of its numbers. */
  readonly duties: readonly ReportDuty[];
  readonly closedMonths: readonly string[];
  /** What came after a month was closed and is in no figure; `null` of a part of the town: nobody can tell whose it would be. */
  readonly late: readonly LateThing[] | null;
}
