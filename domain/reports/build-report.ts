import type { Language } from '../languages.ts';
import { formOn, type ReportPart, type Text } from './forms.ts';
import type { ReportData } from './report-data.ts';
import type { Report, ReportSection } from './report.ts';
import { SECTIONS } from './sections.ts';
import { type Words, wordsOf } from './words.ts';

const HEADINGS: Readonly<Record<ReportPart, Text>> = {
  summary: { vi: 'Đánh giá chung', en: 'Overview' },
  indicators: { vi: 'Kết quả thực hiện chỉ tiêu', en: 'Results against the targets' },
  units: { vi: 'Kết quả theo phường, xã', en: 'Results by unit' },
  streams: { vi: 'Kết quả theo loại rác', en: 'Results by stream' },
  cells: { vi: 'Kết quả theo phường, xã và loại rác', en: 'Results by unit and stream' },
  months: { vi: 'Diễn biến theo tháng', en: 'Month by month' },
  cooperatives: { vi: 'Hợp tác xã, tổ dịch vụ', en: 'Cooperatives and service teams' },
  facilities: { vi: 'Cơ sở tiếp nhận, xử lý', en: 'Facilities' },
  tasks: { vi: 'Nhiệm vụ và minh chứng', en: 'Tasks and evidence' },
  quality: { vi: 'Chất lượng số liệu', en: 'Quality of the figures' },
  late: { vi: 'Số liệu đến sau khi khóa sổ', en: 'What came after closing' },
};

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;
const BLANK = '……………………………………';

/**
 * A report of these data by the form that holds on its last day, laid out as Decree 30/2020/NĐ-CP annex I asks for: letterhead, title,
 * sections, recipients, blanks for number, place, date and signature. Nothing enters but the data and the language.
 */
export function buildReport(data: ReportData, language: Language): Report {
  const words = wordsOf(language, data.town.timeZone);
  const { say } = words;
  const form = formOn(data.kind, data.to);
  const sections: ReportSection[] = [];
  for (const part of form.parts) {
    const section = SECTIONS[part](data, words);
    if (section) sections.push({ heading: `${ROMAN[sections.length]}. ${HEADINGS[part][language]}`, ...section });
  }
  return {
    language,
    letterhead: {
      issuer: issuerOf(data, words).toLocaleUpperCase(language),
      number: say('Số:            /BC', 'No.:            /BC'),
      nation: say(
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc',
        'SOCIALIST REPUBLIC OF VIET NAM|Independence - Freedom - Happiness',
      ).split('|') as [string, string],
      placeAndDate: say(
        `${data.town.name}, ngày       tháng       năm          `,
        `${data.town.name}, day       month       year          `,
      ),
    },
    title: say('BÁO CÁO', 'REPORT'),
    subtitle: `${form.title[language]} ${periodText(data, words)}`,
    addressee: `${say('Kính gửi', 'To')}: ${form.addressee?.[language] ?? BLANK}`,
    sections,
    recipients: form.recipients.map((text) => text[language]),
    signature: [BLANK, say('(Chức vụ, chữ ký, họ và tên, dấu)', '(Position, signature, name, seal)')],
    colophon: [
      data.cutOff === null
        ? say('Không có số liệu trong kỳ.', 'No figures of these days.')
        : say(`Số liệu chốt lúc ${words.instant(data.cutOff)}.`, `Data cut-off: ${words.instant(data.cutOff)}.`),
      say(
        `Quy tắc tính số ${data.ruleVersion}; mẫu báo cáo ${form.kind}-${form.version}, dùng từ ${words.day(form.since)}.`,
        `Rule ${data.ruleVersion}; form ${form.kind}-${form.version}, since ${words.day(form.since)}.`,
      ),
    ].join(' '),
    warning: data.town.isSynthetic
      ? say('Dữ liệu giả lập, chỉ để minh họa.', 'Made-up data, for illustration only.')
      : null,
  };
}

function issuerOf({ scope, town }: ReportData, { say }: Words): string {
  if (scope.kind === 'cooperative') return scope.name;
  return say(
    `Ủy ban nhân dân ${scope.kind === 'unit' ? scope.name : town.name}`,
    `People’s Committee of ${scope.kind === 'unit' ? scope.name : town.name}`,
  );
}

/** `tháng 11 năm 2026`, `quý IV năm 2026`, `năm 2026`, else the two days. */
function periodText({ from, to }: ReportData, words: Words): string {
  const [year = '', month = '', day] = from.split('-');
  const [endYear, endMonth] = to.split('-');
  const isWhole = day === '01' && year === endYear && lastDayOf(to);
  const months = isWhole ? Number(endMonth) - Number(month) + 1 : 0;
  if (months === 12) return words.say(`năm ${year}`, year);
  if (months === 3 && Number(month) % 3 === 1) {
    const quarter = (Number(month) + 2) / 3;
    return words.say(`quý ${ROMAN[quarter - 1]} năm ${year}`, `quarter ${quarter} of ${year}`);
  }
  if (months === 1) return words.say(`tháng ${Number(month)} năm ${year}`, `${month}/${year}`);
  return words.span(from, to);
}

const lastDayOf = (day: string): boolean => new Date(Date.parse(day) + 86_400_000).getUTCDate() === 1;
