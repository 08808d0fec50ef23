import { type ComplaintCounts, NO_COMPLAINTS } from '../complaints/complaints.ts';
import { massShares } from '../ledger/mass-shares.ts';
import { STREAM_NAMES } from '../stream-names.ts';
import { PLAN_TASKS } from './forms.ts';
import { indicatorsOf } from './indicators.ts';
import type { ReportData } from './report-data.ts';
import { rows, type Section, tableOnly } from './section.ts';
import type { Words } from './words.ts';

export function cooperatives(data: ReportData, words: Words): Section | null {
  if (data.scope.kind !== 'town') return null;
  const { say } = words;
  return tableOnly({
    title: say(
      'Dự kiến = khối lượng của các lượt theo kế hoạch; lượt đã lấy gồm cả lượt suy ra từ hành trình; phản ánh của người dân không tính vào tỷ lệ nào.',
      'Expected = the mass of the scheduled visits; served visits include those inferred from the track; complaints of residents are in no rate.',
    ),
    columns: [
      { title: say('Hợp tác xã, tổ dịch vụ', 'Cooperative or team'), kind: 'text', width: 22 },
      { title: say('Dự kiến (tấn)', 'Expected (t)'), kind: 'tonnes', width: 11 },
      { title: say('Thu gom (tấn)', 'Collected (t)'), kind: 'tonnes', width: 11 },
      { title: say('Đã cân', 'Weighed'), kind: 'share', width: 9 },
      { title: say('Lượt theo kế hoạch', 'Scheduled visits'), kind: 'count', width: 11 },
      { title: say('Lượt đã lấy', 'Served visits'), kind: 'count', width: 9 },
      { title: say('Suy ra', 'Inferred'), kind: 'count', width: 9 },
      { title: say('Phản ánh', 'Complaints'), kind: 'count', width: 9 },
      { title: say('Phản ánh đúng', 'Justified'), kind: 'count', width: 9 },
    ],
    rows: rows(data, 'cooperative').map(({ cooperative, generatedKg, collectedKg, mass, visits }) => ({
      cells: [
        cooperative?.name ?? say('Không thuộc hợp tác xã nào', 'Of no cooperative'),
        ...[generatedKg, collectedKg, massShares(mass)?.weighed ?? null],
        ...[visits.scheduled, visits.served, visits.inferred],
        ...complaintCells(data.complaints.get(cooperative?.code ?? null)),
      ],
    })),
  });
}

const complaintCells = ({ all, justified }: ComplaintCounts = NO_COMPLAINTS): number[] => [all, justified];

export function facilities(data: ReportData, words: Words): Section | null {
  if (data.scope.kind !== 'town' || data.facilities.length === 0) return null;
  const { say } = words;
  return tableOnly({
    title: say('Theo phiếu cân hợp lệ trong kỳ.', 'By the valid tickets of these days.'),
    columns: [
      { title: say('Cơ sở', 'Facility'), kind: 'text', width: 24 },
      { title: say('Phiếu cân', 'Tickets'), kind: 'count', width: 10 },
      { title: say('Tiếp nhận (tấn)', 'Taken in (t)'), kind: 'tonnes', width: 14 },
      { title: say('Bình quân (tấn/ngày)', 'Mean (t/day)'), kind: 'tonnes', width: 14 },
      { title: say('Công suất (tấn/ngày)', 'Capacity (t/day)'), kind: 'tonnes', width: 14 },
      { title: say('Xử lý đạt tiêu chuẩn', 'Treats to standard'), kind: 'text', width: 24 },
    ],
    rows: data.facilities.map(({ name, tickets, netKg, days, dailyIntakeKg, treatsStreams }) => ({
      cells: [
        ...[name, tickets, netKg, days === 0 ? null : netKg / days, dailyIntakeKg],
        treatsStreams.length === 0
          ? say('không loại nào', 'none')
          : treatsStreams.map((stream) => STREAM_NAMES[stream][words.language]).join(', '),
      ],
    })),
  });
}

export function tasks({ say, language }: Words): Section {
  const blank = '……………………………';
  return {
    paragraphs: [
      say(
        'Kết quả, minh chứng và kiến nghị của các nhiệm vụ dưới đây do đơn vị ghi.',
        'Results, evidence and remarks of these tasks are written in by the unit.',
      ),
    ],
    tables: [
      {
        title: say('Nhiệm vụ khác của kế hoạch', 'Other tasks of the plan'),
        columns: [
          { title: say('Nhiệm vụ', 'Task'), kind: 'text', width: 40 },
          { title: say('Kết quả', 'Result'), kind: 'text', width: 30 },
          { title: say('Minh chứng, kiến nghị', 'Evidence, remarks'), kind: 'text', width: 30 },
        ],
        rows: PLAN_TASKS.map((task) => ({ cells: [task[language], blank, blank] })),
      },
    ],
  };
}

/** The town's own table in place of the blanks. */
export function duties(data: ReportData, { say, share }: Words): Section {
  const states = {
    open: say('Chưa bắt đầu', 'Not begun'),
    'under-way': say('Đang thực hiện', 'Under way'),
    done: say('Đã hoàn thành', 'Done'),
    stopped: say('Dừng', 'Stopped'),
  };
  const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('; ');
  const figures = new Map(
    indicatorsOf(data).map(({ key, row, target }) => [
      key,
      target === null
        ? share(row.rate)
        : say(`${share(row.rate)} so với ${share(target)}`, `${share(row.rate)} of ${share(target)}`),
    ]),
  );
  /** What the ledger fills in has begun, whatever nobody has entered yet. */
  const begun = ({ figure, state, result }: ReportData['duties'][number]): string => {
    const filled = (figure && figures.get(figure)) ?? '';
    return lines(filled, filled !== '' && state === 'open' ? '' : states[state], result);
  };
  return tableOnly({
    title: say(
      'Chỉ tiêu, nhiệm vụ của nghị quyết theo bảng theo dõi; tên tệp là minh chứng kèm theo bảng.',
      'Indicators and tasks of the resolution by the table they are followed in; files named are kept with it as evidence.',
    ),
    columns: [
      { title: say('Số', 'No.'), kind: 'text', width: 8 },
      { title: say('Chỉ tiêu, nhiệm vụ', 'Indicator or task'), kind: 'text', width: 34 },
      { title: say('Kết quả', 'Result'), kind: 'text', width: 28 },
      { title: say('Minh chứng, kiến nghị', 'Evidence, remarks'), kind: 'text', width: 30 },
    ],
    rows: data.duties.map((duty) => ({
      cells: [duty.number, duty.what, begun(duty), lines(duty.evidence, ...duty.files, duty.remark) || null],
    })),
  });
}
