import type { Day } from '../day.ts';
import type { Language } from '../languages.ts';
import type { ReportKind } from './requests.ts';

export type Text = Readonly<Record<Language, string>>;

/** What a form can have, each a section; sections.ts says what stands in them. */
export const REPORT_PARTS = [
  'summary',
  'indicators',
  'units',
  'streams',
  'cells',
  'months',
  'cooperatives',
  'facilities',
  'tasks',
  'quality',
  'late',
] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

/**
 * A form as it holds since a day: circulars change whom a report goes to and what stands in it, and a report of before keeps the form
 * it was made by. A changed form is a new entry with the next version; none is ever edited.
 */
export interface ReportForm {
  readonly kind: ReportKind;
  readonly version: number;
  readonly since: Day;
  readonly title: Text;
  /** `null`: not known; the document leaves a blank. */
  readonly addressee: Text | null;
  readonly recipients: readonly Text[];
  readonly parts: readonly ReportPart[];
}

const FILED: Text = { vi: 'Lưu: VT.', en: 'File: archive.' };
const ABOVE: Text = { vi: 'Như trên;', en: 'As above;' };
const ENVIRONMENT_OFFICE: Text = {
  vi: 'Phòng Tài nguyên và Môi trường',
  en: 'Office of Natural Resources and Environment',
};

const PERIOD: ReportForm = {
  kind: 'period',
  version: 1,
  since: '2020-01-01',
  title: {
    vi: 'Tình hình thu gom, xử lý chất thải rắn',
    en: 'Collection and treatment of solid waste',
  },
  addressee: ENVIRONMENT_OFFICE,
  recipients: [ABOVE, FILED],
  parts: [
    'summary',
    'indicators',
    'units',
    'streams',
    'cells',
    'months',
    'cooperatives',
    'facilities',
    'quality',
    'late',
  ],
};

const YEARLY: ReportForm = {
  ...PERIOD,
  kind: 'yearly',
  title: {
    vi: 'Kết quả thực hiện kế hoạch thu gom, xử lý chất thải rắn',
    en: 'Results of the plan for the collection and treatment of solid waste',
  },
  parts: [
    'summary',
    'indicators',
    'units',
    'streams',
    'months',
    'cooperatives',
    'facilities',
    'tasks',
    'quality',
    'late',
  ],
};

/**
 * The forms, the latest of a kind last. Since 1 July 2025 there are no districts, and so none of their environment offices: whom the
 * report goes to is left to the one who sends it.
 */
const REPORT_FORMS: readonly ReportForm[] = [
  PERIOD,
  YEARLY,
  { ...PERIOD, version: 2, since: '2025-07-01', addressee: null },
  { ...YEARLY, version: 2, since: '2025-07-01', addressee: null },
];

/** The form of a kind that holds on the last day of a report; before the first one holds that one. */
export function formOn(kind: ReportKind, day: Day): ReportForm {
  const forms = REPORT_FORMS.filter((form) => form.kind === kind).toSorted((a, b) => (a.since < b.since ? -1 : 1));
  const form = forms.findLast(({ since }) => since <= day) ?? forms[0];
  if (!form) throw new Error(`no form of ${kind}`);
  return form;
}

/** Tasks of the plan whose results no ledger knows: they are written in by hand. */
export const PLAN_TASKS: readonly Text[] = [
  { vi: 'Xử lý triệt để bãi rác Núi Voi', en: 'Treating the Núi Voi landfill completely' },
  { vi: 'Hợp tác xã, tổ dịch vụ đảm nhận thu gom', en: 'Cooperatives and service teams taking up collection' },
  { vi: 'Phân loại rác tại nguồn', en: 'Sorting at source' },
  { vi: 'Bỏ rác đúng giờ, đúng nơi quy định', en: 'Putting rubbish out at the right time and place' },
  { vi: 'Xử lý điểm đổ rác trên đường, ao, ngõ', en: 'Dealing with dumping on streets, ponds and alleys' },
  { vi: 'Thu gom bao bì thuốc bảo vệ thực vật', en: 'Collecting pesticide packaging' },
  { vi: 'Quản lý chất thải rắn xây dựng', en: 'Managing construction waste' },
  { vi: 'Thu phí theo nguyên tắc người gây ô nhiễm trả tiền', en: 'Polluter pays' },
  { vi: 'Ra quân tổng vệ sinh môi trường', en: 'Volunteer clean-ups' },
];
