import type { PlanFailure } from './plans.ts';
import type { Language } from './languages.ts';

/** Why a run can end without a plan, with what a person is told. `{name}` stands for a parameter of the failure. */
const PLAN_FAILURES = {
  'nothing-due': {
    vi: 'Ngày {day} không có điểm nào cần thu gom. Hãy kiểm tra ngày thu gom của các điểm.',
    en: 'No collection is due on {day}. Check the collection days of the points.',
  },
  'no-trucks-on-shift': {
    vi: 'Không có xe nào có ca làm việc vào ngày {day}. Hãy thêm ca cho ít nhất một xe.',
    en: 'No truck is on shift on {day}. Give at least one truck a shift on that day.',
  },
  'all-trucks-out': {
    vi: 'Mọi xe có ca ngày {day} đều nghỉ: {trucks}. Hãy báo cho một xe chạy lại, hoặc thêm ca cho xe khác.',
    en: 'Every truck on shift on {day} is out: {trucks}. Put one back to work, or give another truck a shift.',
  },
  'nothing-published': {
    vi: 'Ngày {day} chưa có phương án nào được công bố nên không có gì để xếp lại.',
    en: 'Nothing is published for {day}, so that there is nothing to plan anew.',
  },
  'no-truck-left': {
    vi: 'Không còn xe nào chạy tiếp được trong ngày {day}: mọi xe đã hết ca, hỏng, hoặc không kịp đổ rác.',
    en: 'No truck can go on working on {day}: all have ended their shift, are out, or cannot unload in time.',
  },
  'place-off-road': {
    vi: 'Không có đường xe vào được “{name}”. Hãy chọn một vị trí gần đường hơn.',
    en: 'No road that trucks could use leads to “{name}”. Choose a place nearer to a road.',
  },
  'all-sites-closed': {
    vi: 'Mọi cơ sở nhận rác đều đóng cửa ngày {day}: {facilities}. Hãy bỏ ngày đóng cửa của một cơ sở.',
    en: 'Every facility that takes waste is closed on {day}: {facilities}. Call the closing of one of them off.',
  },
  'no-disposal-site': {
    vi: 'Không có cơ sở nào đang hoạt động nhận rác ngày {day}. Hãy mở ít nhất một bãi rác hoặc nhà máy xử lý.',
    en: 'No facility that takes waste is active on {day}. Activate at least one landfill or treatment plant.',
  },
  'no-way-from-depot': {
    vi: 'Không có đường cho xe đi từ {depots} tới bất kỳ nơi đổ rác nào và quay về. Hãy kiểm tra vị trí trên bản đồ.',
    en: 'No truck can drive from {depots} to any disposal site and back. Check where they stand on the map.',
  },
  'roads-unavailable': {
    vi: 'Dịch vụ đường đi không trả lời ({message}). Hãy thử lại sau ít phút.',
    en: 'The road engine does not answer ({message}). Try again in a few minutes.',
  },
  'roads-changed': {
    vi: 'Dữ liệu đường đi bị thay trong lúc lập kế hoạch nên kế hoạch không được lưu. Hãy lập lại kế hoạch.',
    en: 'The road data were exchanged while the day was being planned, so the plan was not kept. Plan the day again.',
  },
  'plan-breaks-a-rule': {
    vi: 'Kế hoạch tìm được vi phạm một quy tắc ({rule}) khi kiểm tra độc lập nên không được lưu. Hãy báo cho người vận hành.',
    en: 'The plan found broke a rule ({rule}) in the independent check and was not kept. Tell whoever runs the system.',
  },
  'worker-lost': {
    vi: 'Tiến trình lập kế hoạch bị dừng {attempts} lần. Hãy thử lại; nếu vẫn lỗi, hãy báo cho người vận hành.',
    en: 'The planning process was lost {attempts} times. Try again; if it goes on, tell whoever runs the system.',
  },
  unexpected: {
    vi: 'Lỗi không lường trước: {message}. Hãy thử lại; nếu vẫn lỗi, hãy báo cho người vận hành.',
    en: 'Something unexpected went wrong: {message}. Try again; if it goes on, tell whoever runs the system.',
  },
} as const satisfies Record<string, { vi: string; en: string }>;
export type PlanFailureCode = keyof typeof PLAN_FAILURES;

/** The sentence a person reads for a failed run. A code of a later version falls back to the general sentence. */
export function planFailureText(failure: PlanFailure, language: Language): string {
  const known = Object.hasOwn(PLAN_FAILURES, failure.code);
  const text = PLAN_FAILURES[known ? (failure.code as PlanFailureCode) : 'unexpected'][language];
  const params = known ? failure.params : { message: failure.code };
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? '');
    return name === 'day' ? dayText(value, language) : value;
  });
}

function dayText(day: string, language: Language): string {
  const instant = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(instant)) return day;
  const format = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(instant);
}
