import i18next from 'i18next';
import { expect, it } from 'vitest';
import type { Overview } from '../../../domain/ledger/overview.ts';
import { makeFormat } from '../../ui/format.ts';
import { vi } from '../../ui/texts/vi/overview.ts';
import { toDoWords } from './overview-words.ts';

const own = i18next.createInstance();
await own.init({ lng: 'vi', resources: { vi: { overview: vi } } });

it('leads from the visits nobody reported to the list of them, of the days they were counted in', () => {
  const quality: Overview['quality'] = {
    ...{ from: '2026-11-05', to: '2026-12-02', collectedKg: 0, mass: { weighed: 0, measured: 0, estimated: 0 } },
    ...{ scheduled: 40, unreported: 2, inferred: 0, unassignedKg: 0, estimatedMost: [] },
  };
  const toDo = { doubtfulTickets: null, overdueComplaints: null, openMonths: null, report: null };
  const speaking = { t: own.getFixedT(null, 'overview'), format: makeFormat('vi', 'Asia/Ho_Chi_Minh') };
  const leads = (of: typeof quality, seesVisits: boolean) =>
    toDoWords({ toDo, quality: of }, seesVisits, speaking).map(({ to, search }) => ({ to, search }));
  expect(leads(quality, true)).toEqual([{ to: '/manage/quality', search: { from: '2026-11-05', to: '2026-12-02' } }]);
  expect(leads(quality, false)).toEqual([]);
  expect(leads({ ...quality, unreported: 0 }, true)).toEqual([]);
});
