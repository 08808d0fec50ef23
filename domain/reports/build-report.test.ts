import { describe, expect, it, test } from 'vitest';
import { buildReport } from './build-report.ts';
import { formOn } from './forms.ts';
import { cellText, type Report, type ReportTable } from './report.ts';
import type { ReportData } from './report-data.ts';
import { NOVEMBER } from './report-data.testing.ts';
import { dueReportOn } from './requests.ts';

const table = (report: Report, heading: RegExp): ReportTable => {
  const found = report.sections.find((section) => heading.test(section.heading))?.tables[0];
  if (!found)
    throw new Error(`no table under ${heading} in ${report.sections.map((section) => section.heading).join('; ')}`);
  return found;
};

describe('a report', () => {
  it('holds each of the resolution’s targets against its own waste, and tells what a missed one lacks', () => {
    const report = buildReport(NOVEMBER, 'vi');
    // Urban 98,500 ÷ 100,000; rural 18,000 ÷ 20,000, to 98 % lack (19,600 − 18,000) ÷ 30 days; medical 400 ÷ 400.
    // Weighed 90,000 of 98,500 and 10,000 of 18,000, in whole thousandths.
    expect(table(report, /chỉ tiêu/).rows.map(({ cells }) => cells)).toEqual([
      ['Chất thải rắn đô thị được thu gom, xử lý', 0.98, 0.985, 1, 0.914, 0],
      ['Chất thải rắn nông thôn được thu gom, xử lý', 0.98, 0.9, 1, 0.556, 53],
      ['Chất thải nguy hại, y tế được thu gom, xử lý đạt tiêu chuẩn', 0.95, 1, 1, 1, 0],
    ]);
    const said = report.sections.flatMap(({ paragraphs }) => paragraphs).join('\n');
    expect(said).toContain(
      'nông thôn được thu gom, xử lý chưa đạt: 90,0\u00a0% so với 98,0\u00a0%, thiếu 53 kg mỗi ngày',
    );
    expect(said).toContain('Xã Quang Trung – Rác sinh hoạt còn lại (53 kg)');
    expect(said).not.toContain('đô thị được thu gom, xử lý chưa đạt');
  });

  it('holds nothing against what is generated that no factor speaks of, and still counts its mass', () => {
    const [ward] = NOVEMBER.sums;
    if (!ward) throw new Error('no sums');
    const rubble = { ...ward, stream: 'construction' as const, generatedKg: 0, treatedKg: 50_000 };
    const sums = [...NOVEMBER.sums, { ...rubble, mass: { weighed: 50_000, measured: 0, estimated: 0 } }];
    const report = buildReport({ ...NOVEMBER, sums }, 'vi');
    expect(table(report, /chỉ tiêu/).rows[0]?.cells.slice(1, 3)).toEqual([0.98, 0.985]);
    expect(table(report, /phường, xã$/).rows[0]?.cells.slice(1, 5)).toEqual([
      100_400,
      148_900,
      148_900,
      98_900 / 100_400,
    ]);
    expect(
      table(report, /phường, xã$/)
        .rows.at(-1)
        ?.cells.slice(1, 5),
    ).toEqual([120_400, 166_900, 166_900, 116_900 / 120_400]);
  });

  it('sums up to the same total in every table, to the kilogram', () => {
    const report = buildReport(NOVEMBER, 'en');
    const totals = [/by unit$/, /by stream/, /unit and stream/].map((heading) => table(report, heading).rows.at(-1));
    expect(totals.map((row) => row?.isTotal)).toEqual([true, true, true]);
    expect(totals.map((row) => row?.cells.slice(1, 4))).toEqual(Array(3).fill([120_400, 116_900, 116_900]));
    for (const heading of [/by unit$/, /by stream/, /unit and stream/]) {
      const rows = table(report, heading).rows.slice(0, -1);
      expect(rows.reduce((all, { cells }) => all + Number(cells[2]), 0)).toBe(116_900);
    }
  });

  it('lists what came after the month was closed, and says what it was made from', () => {
    const report = buildReport(NOVEMBER, 'vi');
    expect(table(report, /đến sau/).rows).toEqual([
      { cells: ['29/11/2024', 'Phiếu cân', 'PC-7', 1234, '09:00:00 03/12/2024'] },
    ]);
    expect(report.colophon).toBe(
      'Số liệu chốt lúc 08:02:03 01/12/2024. Quy tắc tính số 1; mẫu báo cáo period-1, dùng từ 01/01/2020.',
    );
    expect(report.subtitle).toBe('Tình hình thu gom, xử lý chất thải rắn tháng 11 năm 2024');
    expect(report.warning).toContain('giả lập');
  });

  it('numbers its sections without a gap, whatever is left out', () => {
    const ofUnit = buildReport({ ...NOVEMBER, scope: { kind: 'unit', name: 'Phường Phú Sơn' }, late: null }, 'vi');
    expect(ofUnit.sections.map(({ heading }) => heading.split('.')[0])).toEqual(['I', 'II', 'III', 'IV']);
    expect(ofUnit.letterhead.issuer).toBe('ỦY BAN NHÂN DÂN PHƯỜNG PHÚ SƠN');
  });

  it('of days without figures says so, and invents none', () => {
    const empty = { ...NOVEMBER, sums: [], facilities: [], lastDay: null, days: 0, reportedDays: 0, cutOff: null };
    const report = buildReport(empty, 'en');
    expect(report.sections[0]?.paragraphs).toEqual(['The books have no figures of these days.']);
    expect(report.colophon).toContain('No figures');
    expect(report.sections.map(({ heading }) => heading).join()).not.toContain('targets');
  });

  it('of a period that began before the books did says that its rates are of the later days alone', () => {
    const said = (data: ReportData) => buildReport(data, 'vi').sections[0]?.paragraphs.join(' ');
    expect(said({ ...NOVEMBER, days: 12, reportedDays: 12 })).toContain('Sổ có số liệu của 12 ngày trong kỳ');
    expect(said(NOVEMBER)).not.toContain('ngày trong kỳ');
  });

  it('has the town’s table of the resolution with its evidence where there is one, else blanks to be written in', () => {
    const yearly = { ...NOVEMBER, kind: 'yearly' as const };
    expect(table(buildReport(yearly, 'vi'), /Nhiệm vụ và/).rows[0]?.cells[2]).toMatch(/^…+$/);
    const duty = { number: '2.1', what: 'Xử lý triệt để bãi rác Núi Voi', state: 'under-way' as const, remark: '' };
    const byHand = { figure: null, evidence: 'QĐ 12/QĐ-UBND', files: ['Biên bản.pdf', 'Ảnh.jpg'] };
    const filled = { number: '1.2', what: 'Rác đô thị', state: 'open' as const, figure: 'urban-solid' as const };
    const duties = [
      { ...filled, result: '', remark: '', evidence: '', files: [] },
      { ...duty, ...byHand, result: 'Đã chọn nhà thầu' },
    ];
    expect(table(buildReport({ ...yearly, duties }, 'vi'), /Nhiệm vụ và/).rows).toEqual([
      // The ledger fills it in, whatever nobody has entered.
      { cells: ['1.2', 'Rác đô thị', '98,5\u00a0% so với 98,0\u00a0%', null] },
      {
        cells: [
          ...['2.1', 'Xử lý triệt để bãi rác Núi Voi', 'Đang thực hiện; Đã chọn nhà thầu'],
          'QĐ 12/QĐ-UBND; Biên bản.pdf; Ảnh.jpg',
        ],
      },
    ]);
  });

  it('tells what was complained of each cooperative, beside its figures', () => {
    expect(
      table(buildReport(NOVEMBER, 'vi'), /[Hh]ợp tác xã/).rows.map(({ cells }) => [cells[0], ...cells.slice(-2)]),
    ).toEqual([
      ['Hợp tác xã Môi trường Phú Sơn', 5, 3],
      ['Không thuộc hợp tác xã nào', 0, 0],
    ]);
  });

  it('of a cooperative is held against what its visits were expected to hold', () => {
    const sums = NOVEMBER.sums.filter(({ cooperative }) => cooperative !== null);
    const report = buildReport({ ...NOVEMBER, sums, scope: { kind: 'cooperative', name: 'HTX' }, late: null }, 'en');
    expect(
      table(report, /by stream/)
        .rows.at(-1)
        ?.cells.slice(1, 5),
    ).toEqual([99_000, 98_500, 98_500, 98_500 / 99_000]);
  });
});

test('a form holds from its day on: whom the report goes to is not known since there are no districts', () => {
  expect(formOn('yearly', '2024-12-31').addressee?.vi).toContain('Phòng Tài nguyên');
  expect(formOn('yearly', '2026-12-31')).toMatchObject({ version: 2, addressee: null });
  expect(formOn('period', '2019-01-31')).toMatchObject({ version: 1 });
});

test('periods are called what they are', () => {
  const named = (from: string, to: string) => buildReport({ ...NOVEMBER, from, to }, 'vi').subtitle;
  expect(named('2024-01-01', '2024-12-31')).toMatch(/năm 2024$/);
  expect(named('2024-10-01', '2024-12-31')).toMatch(/quý IV năm 2024$/);
  expect(named('2024-02-01', '2024-02-29')).toMatch(/tháng 2 năm 2024$/);
  expect(named('2024-11-01', '2024-11-29')).toMatch(/từ 01\/11\/2024 đến 29\/11\/2024$/);
});

test('the reminder runs from 1 December until the day the report has to be there', () => {
  expect(dueReportOn('2026-11-30')).toBeNull();
  expect(dueReportOn('2026-12-01')).toMatchObject({ year: 2026, before: '2026-12-20', from: '2026-01-01' });
  expect(dueReportOn('2026-12-19')).not.toBeNull();
  expect(dueReportOn('2026-12-20')).toBeNull();
});

test('a share that lacks a little never reads as reached, and what is not known is a dash', () => {
  expect(cellText(0.97999, 'share', 'en')).toBe('97.9%');
  expect(cellText(0.57, 'share', 'vi')).toBe('57,0\u00a0%');
  expect(cellText(1_234_567, 'tonnes', 'vi')).toBe('1.234,57');
  expect(cellText(null, 'tonnes', 'vi')).toBe('–');
});
