import type { LedgerSum } from '../ledger/rate-rows.ts';
import { RESOLUTION_TARGETS } from '../targets.ts';
import type { ReportData } from './report-data.ts';

const sum = (code: string, name: string, setting: 'urban' | 'rural', more: Partial<LedgerSum>): LedgerSum => ({
  unitId: code,
  unit: { code, name, setting },
  stream: 'household-other',
  cooperative: null,
  generatedKg: 0,
  dueKg: 0,
  treatedKg: 0,
  mass: { weighed: 0, measured: 0, estimated: 0 },
  visits: { scheduled: 0, served: 0, confirmed: 0, inferred: 0 },
  ...more,
});

const HTX = { code: 'HTX1', name: 'Hợp tác xã Môi trường Phú Sơn' };
const visits = { scheduled: 30, served: 28, confirmed: 20, inferred: 8 };

/** November of a town with a ward that reaches its target, a commune that does not, and some medical waste. */
export const NOVEMBER: ReportData = {
  ...{ kind: 'period', from: '2024-11-01', to: '2024-11-30' },
  town: { name: 'Bỉm Sơn', isSynthetic: true, timeZone: 'Asia/Ho_Chi_Minh' },
  scope: { kind: 'town', name: 'Bỉm Sơn' },
  ...{ lastDay: '2024-11-30', days: 30, reportedDays: 29, cutOff: '2024-12-01T01:02:03.456Z', ruleVersion: 1 },
  sums: [
    sum('14823', 'Phường Phú Sơn', 'urban', { generatedKg: 100_000 }),
    sum('14823', 'Phường Phú Sơn', 'urban', {
      ...{ cooperative: HTX, dueKg: 99_000, treatedKg: 98_500, visits },
      mass: { weighed: 90_000, measured: 3_500, estimated: 5_000 },
    }),
    sum('14824', 'Xã Quang Trung', 'rural', { generatedKg: 20_000 }),
    sum('14824', 'Xã Quang Trung', 'rural', {
      ...{ dueKg: 19_000, treatedKg: 18_000, visits },
      mass: { weighed: 10_000, measured: 0, estimated: 8_000 },
    }),
    sum('14823', 'Phường Phú Sơn', 'urban', {
      ...{ stream: 'medical', generatedKg: 400, treatedKg: 400, mass: { weighed: 400, measured: 0, estimated: 0 } },
    }),
  ],
  months: [],
  targets: RESOLUTION_TARGETS,
  complaints: new Map([['HTX1', { all: 5, justified: 3, open: 1 }]]),
  facilities: [
    {
      ...{ code: 'NV', name: 'Bãi rác Núi Voi', tickets: 42, netKg: 100_400, days: 29, dailyIntakeKg: 60_000 },
      treatsStreams: ['household-other'],
    },
  ],
  duties: [],
  closedMonths: ['2024-11'],
  late: [
    {
      ...{ kind: 'ticket', id: '019a0000-0000-7000-8000-000000000001', day: '2024-11-29', name: 'PC-7', kg: 1_234 },
      at: '2024-12-03T02:00:00.000Z',
    },
  ],
};
