import { daysBetween } from '../day.ts';
import type { MassGrade } from '../mass-grades.ts';
import { massShares } from '../ledger/mass-shares.ts';
import type { RatesRow } from '../ledger/rates.ts';
import { UNASSIGNED_UNIT } from '../ledger/unassigned.ts';
import type { LedgerSum } from '../ledger/rate-rows.ts';
import type { ReportPart } from './forms.ts';
import { indicatorsOf } from './indicators.ts';
import type { ReportData } from './report-data.ts';
import { cellText, type ReportColumn, type ReportRow, type ReportTable } from './report.ts';
import { rows, type Section, tableOnly, total } from './section.ts';
import { cooperatives, duties, facilities, tasks } from './town-sections.ts';
import type { Words } from './words.ts';

/** As many late things are listed one by one. */
const MOST_LATE = 40;

/** What stands in each part of a form; `null` where the part has nothing to say of such a report. */
export const SECTIONS: Readonly<Record<ReportPart, (data: ReportData, words: Words) => Section | null>> = {
  summary,
  indicators,
  units: (data, words) =>
    data.scope.kind === 'unit'
      ? null
      : tableOnly(
          rateTable(data, words, rows(data, 'unit'), words.say('Phường, xã', 'Unit'), (row) => words.unit(row.unit)),
        ),
  streams: (data, words) =>
    tableOnly(
      rateTable(data, words, rows(data, 'stream'), words.say('Loại rác', 'Stream'), (row) => words.stream(row.stream)),
    ),
  cells: (data, words) =>
    data.scope.kind === 'unit'
      ? null
      : tableOnly(
          rateTable(
            data,
            words,
            rows(data, 'unit,stream'),
            words.say('Phường, xã, loại rác', 'Unit and stream'),
            (row) => `${words.unit(row.unit)} · ${words.stream(row.stream)}`,
          ),
        ),
  months,
  cooperatives,
  facilities,
  tasks: (data, words) =>
    data.scope.kind === 'cooperative' ? null : data.duties.length > 0 ? duties(data, words) : tasks(words),
  quality,
  late,
};

function summary(data: ReportData, words: Words): Section {
  const { say } = words;
  const all = total(data, data.sums, 'generated');
  if (!all || data.lastDay === null) {
    return {
      paragraphs: [say('Trong kỳ báo cáo, sổ chưa có số liệu.', 'The books have no figures of these days.')],
      tables: [],
    };
  }
  const ofCollected = total(data, data.sums, 'collected');
  const tonnes = (kg: number): string => words.tonnes(kg);
  const generated =
    data.scope.kind === 'cooperative'
      ? say('theo kế hoạch dự kiến', 'expected by the plans')
      : say('phát sinh', 'generated');
  const shares = massShares(all.mass);
  const part = (grade: MassGrade): string => words.share(shares?.[grade] ?? null);
  return {
    paragraphs: [
      say(
        `Trong kỳ (${words.span(data.from, data.to)}), ${data.scope.name} có ${tonnes(all.generatedKg)} chất thải rắn ${generated}, thu gom ${tonnes(all.collectedKg)}, trong đó ${tonnes(all.treatedKg)} được đưa đến nơi xử lý đạt tiêu chuẩn.`,
        `From ${words.span(data.from, data.to)}, ${data.scope.name} had ${tonnes(all.generatedKg)} of solid waste ${generated}; ${tonnes(all.collectedKg)} were collected, of which ${tonnes(all.treatedKg)} reached a facility that treats them to standard.`,
      ),
      say(
        `Tỷ lệ thu gom, xử lý so với lượng ${generated}: ${words.share(all.rate)}. Tỷ lệ xử lý đạt tiêu chuẩn so với lượng thu gom (chỉ số 11.6.1): ${words.share(ofCollected?.rate ?? null)}.`,
        `Collected and treated as a share of what was ${generated}: ${words.share(all.rate)}. Treated to standard as a share of what was collected (indicator 11.6.1): ${words.share(ofCollected?.rate ?? null)}.`,
      ),
      say(
        `Khối lượng thu gom: ${part('weighed')} đã cân, ${part('measured')} đo tại chỗ, ${part('estimated')} chỉ là ước tính.`,
        `Of the collected mass ${part('weighed')} were weighed, ${part('measured')} measured on the spot, ${part('estimated')} only estimated.`,
      ),
      ...(data.lastDay < data.to
        ? [
            say(
              `Số liệu có đến hết ngày ${words.day(data.lastDay)}.`,
              `There are figures until ${words.day(data.lastDay)}.`,
            ),
          ]
        : []),
      ...(daysBetween(data.from, data.lastDay) >= data.days
        ? [
            say(
              `Sổ có số liệu của ${data.days} ngày trong kỳ; những ngày trước khi vào sổ không tính vào các tỷ lệ.`,
              `The books have figures of ${data.days} days of this period; days from before they began do not count in the rates.`,
            ),
          ]
        : []),
      ...(data.reportedDays < data.days
        ? [
            say(
              `${data.reportedDays} trong ${data.days} ngày có kế hoạch, báo cáo hoặc phiếu cân; những ngày còn lại vẫn tính lượng phát sinh.`,
              `${data.reportedDays} of ${data.days} days have a plan, a report or a ticket; the others count with what they generated.`,
            ),
          ]
        : []),
    ],
    tables: [],
  };
}

function indicators(data: ReportData, words: Words): Section | null {
  const { say } = words;
  const found = indicatorsOf(data);
  if (found.length === 0) return null;
  const columns: ReportColumn[] = [
    { title: say('Chỉ tiêu', 'Indicator'), kind: 'text', width: 34 },
    { title: say('Phải đạt', 'Target'), kind: 'share', width: 12 },
    { title: say('Kết quả', 'Result'), kind: 'share', width: 12 },
    { title: say('So với thu gom', 'Of collected'), kind: 'share', width: 13 },
    { title: say('Đã cân', 'Weighed'), kind: 'share', width: 12 },
    { title: say('Thiếu (kg/ngày)', 'Missing (kg/day)'), kind: 'kg', width: 13 },
  ];
  return {
    paragraphs: [
      ...found
        .map(({ name, row, worst, unreported, target }) => {
          if (target === null || row.rate === null || (row.gapKgPerDay ?? 0) === 0) return '';
          const worstText = worst
            .map(
              ({ unit, stream, gapKgPerDay }) =>
                `${words.unit(unit)} – ${words.stream(stream)} (${words.kg(gapKgPerDay ?? 0)})`,
            )
            .join('; ');
          return say(
            `${name[words.language]} chưa đạt: ${words.share(row.rate)} so với ${words.share(target)}, thiếu ${words.kg(row.gapKgPerDay ?? 0)} mỗi ngày. Thiếu nhiều nhất mỗi ngày: ${worstText}. ${words.count(unreported)} lượt theo kế hoạch không có báo cáo đã lấy.`,
            `${name[words.language]} is not reached: ${words.share(row.rate)} against ${words.share(target)}, ${words.kg(row.gapKgPerDay ?? 0)} a day are missing. Most of it a day: ${worstText}. ${words.count(unreported)} scheduled visits were not reported as served.`,
          );
        })
        .filter((text) => text !== ''),
    ],
    tables: [
      {
        title: say(
          'Chỉ tiêu thu gom, xử lý. Kết quả = lượng thu gom và xử lý đạt tiêu chuẩn ÷ lượng phát sinh.',
          'Targets of collection and treatment. Result = collected and treated to standard ÷ generated.',
        ),
        columns,
        rows: found.map(({ name, row, target, ofCollected }) => ({
          cells: [
            ...[name[words.language], target, row.rate, ofCollected],
            ...[massShares(row.mass)?.weighed ?? null, target === null ? null : row.gapKgPerDay],
          ],
        })),
      },
    ],
  };
}

const rateColumns = (data: ReportData, { say }: Words, first: string): ReportColumn[] => [
  { title: first, kind: 'text', width: 26 },
  {
    title:
      data.scope.kind === 'cooperative'
        ? say('Dự kiến (tấn)', 'Expected (t)')
        : say('Phát sinh (tấn)', 'Generated (t)'),
    kind: 'tonnes',
    width: 14,
  },
  { title: say('Thu gom (tấn)', 'Collected (t)'), kind: 'tonnes', width: 14 },
  { title: say('Xử lý (tấn)', 'Treated (t)'), kind: 'tonnes', width: 14 },
  { title: say('Tỷ lệ', 'Rate'), kind: 'share', width: 11 },
  { title: say('Chỉ tiêu', 'Target'), kind: 'share', width: 11 },
  { title: say('Ước tính', 'Estimated'), kind: 'share', width: 11 },
];

const rateCells = (name: string, row: RatesRow): ReportRow['cells'] => [
  ...[name, row.generatedKg, row.collectedKg, row.treatedKg, row.rate, row.target],
  massShares(row.mass)?.estimated ?? null,
];

function rateTable(
  data: ReportData,
  words: Words,
  of: readonly RatesRow[],
  first: string,
  nameOf: (row: RatesRow) => string,
): ReportTable {
  const all = total(data, data.sums, 'generated');
  return {
    title: words.say(
      'Tỷ lệ = lượng xử lý đạt tiêu chuẩn ÷ lượng phát sinh, không tính loại rác chưa có lượng phát sinh; ước tính = phần của lượng thu gom không được cân, đo.',
      'Rate = treated to standard ÷ generated, without waste of which nothing is known to be generated; estimated = part of the collected mass that was neither weighed nor measured.',
    ),
    columns: rateColumns(data, words, first),
    rows: [
      ...of.map((row) => ({ cells: rateCells(nameOf(row), row) })),
      ...(all ? [{ cells: rateCells(words.say('Cộng', 'Total'), all), isTotal: true }] : []),
    ],
  };
}

function months(data: ReportData, words: Words): Section | null {
  if (data.months.length < 2) return null;
  const of = data.months.flatMap(({ month, days, sums }) => {
    const row = total(data, sums, 'generated', days);
    return row ? [{ cells: rateCells(month.split('-').reverse().join('/'), row) }] : [];
  });
  return tableOnly({ ...rateTable(data, words, [], words.say('Tháng', 'Month'), () => ''), rows: of });
}

function quality(data: ReportData, words: Words): Section {
  const { say } = words;
  const sum = (of: (one: LedgerSum) => number, sums = data.sums): number => sums.reduce((all, one) => all + of(one), 0);
  const mass = {
    weighed: sum((one) => one.mass.weighed),
    measured: sum((one) => one.mass.measured),
    estimated: sum((one) => one.mass.estimated),
  };
  const shares = massShares(mass);
  const scheduled = sum(({ visits }) => visits.scheduled);
  const open = sum(({ visits }) => Math.max(0, visits.scheduled - visits.served));
  const unassigned = sum(
    ({ mass }) => mass.weighed + mass.measured + mass.estimated,
    data.sums.filter(({ unit }) => unit.code === UNASSIGNED_UNIT),
  );
  const known = (grade: MassGrade): string =>
    `${words.tonnes(mass[grade])} (${cellText(shares?.[grade] ?? null, 'share', words.language)})`;
  const line = (name: string, value: string): ReportRow => ({ cells: [name, value] });
  return tableOnly({
    title: say('Số liệu dựa vào đâu', 'How the figures are known'),
    columns: [
      { title: say('Nội dung', 'What'), kind: 'text', width: 65 },
      { title: say('Số liệu', 'Figure'), kind: 'text', width: 35 },
    ],
    rows: [
      line(say('Khối lượng đã cân', 'Mass weighed'), known('weighed')),
      line(say('Khối lượng đo tại chỗ', 'Mass measured on the spot'), known('measured')),
      line(say('Khối lượng chỉ ước tính', 'Mass only estimated'), known('estimated')),
      line(say('Lượt theo kế hoạch', 'Scheduled visits'), words.count(scheduled)),
      line(say('Lượt không có báo cáo đã lấy', 'Visits not reported as served'), words.count(open)),
      line(
        say('Lượt lái xe xác nhận', 'Visits confirmed by a driver'),
        words.count(sum(({ visits }) => visits.confirmed)),
      ),
      line(
        say('Lượt suy ra từ hành trình', 'Visits inferred from the track'),
        words.count(sum(({ visits }) => visits.inferred)),
      ),
      line(
        say('Khối lượng trên phiếu cân chưa rõ của phường, xã nào', 'Mass of tickets that belongs to no unit'),
        words.tonnes(unassigned),
      ),
      line(
        say('Tháng đã khóa sổ', 'Closed months'),
        data.closedMonths.length === 0
          ? say('chưa có', 'none')
          : data.closedMonths.map((month) => month.split('-').reverse().join('/')).join(', '),
      ),
    ],
  });
}

function late({ late: things }: ReportData, words: Words): Section | null {
  const { say } = words;
  if (things === null) return null;
  if (things.length === 0) {
    return {
      paragraphs: [
        say('Không có số liệu nào đến sau khi khóa sổ tháng.', 'Nothing came after a month of these days was closed.'),
      ],
      tables: [],
    };
  }
  const kinds = {
    ticket: say('Phiếu cân', 'Ticket'),
    void: say('Hủy phiếu cân', 'Ticket voided'),
    event: say('Báo cáo của lái xe', 'Driver’s report'),
    plan: say('Kế hoạch', 'Plan'),
    register: say('Sổ sách', 'Register'),
  };
  return {
    paragraphs: [
      say(
        `${things.length} việc đến sau khi khóa sổ tháng, không nằm trong số liệu nào của báo cáo này.`,
        `${things.length} things came after their month was closed and are in no figure of this report.`,
      ),
    ],
    tables: [
      {
        title: say('Đến sau khi khóa sổ', 'Came after closing'),
        columns: [
          { title: say('Ngày', 'Day'), kind: 'text', width: 18 },
          { title: say('Việc', 'What'), kind: 'text', width: 22 },
          { title: say('Số, điểm', 'Number, point'), kind: 'text', width: 26 },
          { title: 'kg', kind: 'kg', width: 12 },
          { title: say('Đến lúc', 'Came at'), kind: 'text', width: 22 },
        ],
        rows: things.slice(0, MOST_LATE).map(({ kind, day, at, name, kg }) => ({
          cells: [words.day(day), kinds[kind], name ?? '', kg, words.instant(at)],
        })),
      },
    ],
  };
}
