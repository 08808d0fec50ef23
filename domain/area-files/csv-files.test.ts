import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, readText } from '../cells/text.ts';
import { readFacilitiesFile } from './facilities-file.ts';
import { FAULT_MESSAGES, faultPlace, faultSentence, isWholeFileFault } from './fault-messages.ts';
import { type PointRow, readPointsFile } from './points-file.ts';
import { readTrucksFile } from './trucks-file.ts';
import { writeFacilitiesCsv, writePointsCsv, writeTrucksCsv } from './write-csv.ts';

const HEAD = 'code,name,kind,lon,lat,kg_household-other,days,windows';
const RIGHT = 'P1,Chợ,market,105.86,20.08,120,1234567,03:00-07:30';

function pointsFile(content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readPointsFile({ kind: 'points', name: 'diem.csv', bytes });
}

function faultsOf(content: string | Uint8Array): string[] {
  return pointsFile(content).faults.map((fault) => `${faultPlace(fault)} ${fault.code}`);
}

describe('a file of points', () => {
  it('is read with everything it says', () => {
    const { rows, faults } = pointsFile(
      'code,name,kind,lon,lat,kg_household-other,kg_food,days,days_food,containers,households,service_minutes,windows,max_weight_t,cooperative\n' +
        'P1,"Ngõ 12, Trần Phú",container,105.86,20.08,120,30.5,1-6,T2 T4 CN,2,110,2.5,18:00-02:00 03:00-06:30,8,HTX-1\n',
    );
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        code: 'P1',
        name: 'Ngõ 12, Trần Phú',
        kind: 'container',
        position: [105.86, 20.08],
        streams: [
          { stream: 'household-other', expectedKgPerDay: 120, weekdays: [1, 2, 3, 4, 5, 6] },
          { stream: 'food', expectedKgPerDay: 30.5, weekdays: [1, 3, 7] },
        ],
        containers: 2,
        householdsServed: 110,
        serviceSeconds: 150,
        windows: [
          [10_800, 23_400],
          [64_800, 93_600],
        ],
        maxWeightTonnes: 8,
        maxWidthMetres: null,
        maxHeightMetres: null,
        cooperativeCode: 'HTX-1',
      },
    ]);
  });

  it('may be UTF-16 without a mark, and part its cells by bars', () => {
    const text = `${HEAD}\n${RIGHT}\n`.replaceAll(',', '|');
    for (const content of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16(), `sep=|\n${text}`]) {
      expect(pointsFile(content)).toMatchObject({ rows: [{ code: 'P1', name: 'Chợ' }], faults: [] });
    }
  });

  it('may begin with a byte order mark and end its lines as Windows does', () => {
    const { rows, faults } = pointsFile(`\uFEFF${HEAD}\r\n${RIGHT}\r\nP2,,market,105.86,20.08,1,,\r\n`);
    expect(rows.map((row) => row.code)).toEqual(['P1']);
    expect(faults.map(faultPlace)).toEqual(['diem.csv:3:name']);
  });

  it('may be UTF-16, as spreadsheets save "Unicode text"', () => {
    const text = `\uFEFF${HEAD}\n${RIGHT}\n`.replaceAll(',', '\t');
    expect(pointsFile(Buffer.from(text, 'utf16le')).rows.map((row) => row.name)).toEqual(['Chợ']);
  });

  it('is refused as a whole when it is no text', () => {
    const { faults } = pointsFile(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xff, 0x00]));
    expect(faults.map((fault) => [fault.code, isWholeFileFault(fault)])).toEqual([['not-text', true]]);
  });

  it('in the legacy Vietnamese order, latitude before longitude, with semicolons and decimal commas, is read by its headings', () => {
    const { rows, faults } = pointsFile(
      'STT;Mã điểm;Tên điểm;Loại điểm;VĨ ĐỘ;Kinh độ;Khối lượng (kg/ngày);Ngày thu gom\n' +
        '1;D01;Ngõ 5;Điểm tập kết;20,0892;105,8633;85,5;T2 T4 T6\n',
    );
    expect(faults).toEqual([]);
    expect(rows[0]).toMatchObject({ code: 'D01', kind: 'gathering-point', position: [105.8633, 20.0892] });
    expect(rows[0].streams).toEqual([{ stream: 'household-other', expectedKgPerDay: 85.5, weekdays: [1, 3, 5] }]);
  });

  it('knows headings without accents and in any case', () => {
    const { rows } = pointsFile('MA DIEM,ten diem,vi do,kinh do,khoi luong\nD01,x,20.1,105.8,5\n');
    expect(rows[0].position).toEqual([105.8, 20.1]);
  });

  it('without headings is refused rather than guessed at', () => {
    expect(faultsOf('D01,Ngõ 5,20.0892,105.8633,85\n')).toEqual(['diem.csv:1 no-headings']);
  });

  it('that lacks a needed column says which', () => {
    expect(faultsOf('code,name,lon,kg\nP1,x,105,1\n')).toEqual(['diem.csv:1:lat missing-column']);
    expect(faultsOf('code,name,lon,lat\nP1,x,105,20\n')).toEqual(['diem.csv:1:kg_household-other missing-mass-column']);
  });

  it('names a number with a comma and proposes one with a point', () => {
    const { faults } = pointsFile(`${HEAD}\n${RIGHT}\nP2,x,market,"105,87",20.08,120,,\n`);
    expect(faults.map(faultPlace)).toEqual(['diem.csv:3:lon']);
    expect(faultSentence(faults[0], 'en')).toBe('The number “105,87” is written with a comma. Write 105.87.');
    expect(faultSentence(faults[0], 'vi')).toContain('105.87');
  });

  it('takes no decimal comma in a file that also writes points', () => {
    const file = `${HEAD}\nP1,x,market,105.86,20.08,1,,\nP2,x,market,105.86,20.08,COMMA,,\n`.replaceAll(',', ';');
    expect(faultsOf(file.replace('COMMA', '12,5'))).toEqual(['diem.csv:3:kg_household-other decimal-comma']);
  });

  it('names the one figure with a point in a file that writes commas', () => {
    const row = (code: string, mass: string) => `${code};x;market;105,86;20,08;${mass};;\n`;
    const file = `${HEAD.replaceAll(',', ';')}\n${row('P1', '12,5')}${row('P2', '12.5')}${row('P3', '1.200')}`;
    expect(faultsOf(file)).toEqual([
      'diem.csv:3:kg_household-other decimal-point',
      'diem.csv:4:kg_household-other thousands-separator',
    ]);
    expect(faultSentence(pointsFile(file).faults[0], 'en')).toContain('Write 12,5.');
  });

  it('names a repeated id with the line of its first', () => {
    const { rows, faults } = pointsFile(`${HEAD}\n${RIGHT}\n\n${RIGHT}\n`);
    expect(rows).toHaveLength(1);
    expect(faults[0]).toMatchObject({ line: 4, column: 'code', code: 'duplicate', params: { firstLine: 2 } });
  });

  it('names rows with too few and too many cells, but lets empty cells trail', () => {
    const rows = ['P1,x,market,105.86', `${RIGHT},,`, `P3,a,b${RIGHT.slice(2)}`];
    expect(faultsOf(`${HEAD}\n${rows.join('\n')}\n`)).toEqual(['diem.csv:2 ragged-row', 'diem.csv:4 ragged-row']);
  });

  it('hints at swapped longitude and latitude', () => {
    expect(faultsOf(`${HEAD}\nP1,x,market,20.08,105.86,1,,\n`)).toEqual(['diem.csv:2:lat lon-lat-swapped']);
  });

  it('counts lines through quoted line breaks', () => {
    const file = `${HEAD}\nP1,"hai\ndòng",market,105.86,20.08,1,,\nP2,x,market,105.86,20.08,viel,,\n`;
    expect(faultsOf(file)).toEqual(['diem.csv:4:kg_household-other not-a-number']);
  });

  it('with a quotation mark that never closes says on which line', () => {
    expect(faultsOf(`${HEAD}\nP1,"x,market,105.86,20.08,1,,\n`)).toEqual(['diem.csv:2 bad-quotes']);
  });

  it('empty, or with headings alone, is refused', () => {
    expect(faultsOf('')).toEqual(['diem.csv empty-file']);
    expect(faultsOf('\uFEFF\r\n')).toEqual(['diem.csv empty-file']);
    expect(faultsOf(`${HEAD}\n`)).toEqual(['diem.csv no-rows']);
  });

  it.each([
    ['03:00-25:00', 'not-a-window'],
    ['03:00', 'not-a-window'],
    ['03:00-05:00 04:00-06:00', 'windows-overlap'],
  ])('refuses the window %s', (windows, code) => {
    expect(faultsOf(`${HEAD}\nP1,x,market,105.86,20.08,1,,${windows}\n`)).toEqual([`diem.csv:2:windows ${code}`]);
  });

  it('is one point where two codes look the same, and none where a cell holds blanks alone', () => {
    const rows = ['B\u00C3I,x', 'BA\u0303\u200BI,x', '\u00A0,\u200B'].map((cells) => cells + RIGHT.slice(6));
    expect(faultsOf(`${HEAD}\n${rows.join('\n')}\n`)).toEqual([
      'diem.csv:3:code duplicate',
      'diem.csv:4:code missing-value',
      'diem.csv:4:name missing-value',
    ]);
  });

  it('names letters that were lost with their line and column', () => {
    const { faults } = pointsFile(
      `${HEAD}\nP1,Ng\uFFFD 5${RIGHT.slice(6)}\nP2,Ng\u00E2 5 Ph\u00ADêng${RIGHT.slice(6)}\n`,
    );
    expect(faults.map((fault) => [faultPlace(fault), fault.code])).toEqual([
      ['diem.csv:2:name', 'text-lost'],
      ['diem.csv:3:name', 'text-tcvn3'],
    ]);
  });

  it('may say with sep= what separates its cells, and its headings may stand below a title', () => {
    const semicolons = `${HEAD}\n${RIGHT}\nP1,x,market,105.86,20.08,1,,\n`.replaceAll(',', ';');
    expect(faultsOf(`sep=;\r\n${semicolons}`)).toEqual(['diem.csv:4:code duplicate']);
    for (const title of ['DANH SÁCH ĐIỂM THU GOM;;;;;;;\nNăm 2026;;;;;;;', 'DANH SÁCH ĐIỂM THU GOM\nNăm 2026']) {
      expect(faultsOf(`${title}\n${semicolons}`)).toEqual(['diem.csv:5:code duplicate']);
    }
  });

  it('that lacks a column is checked in the others all the same', () => {
    expect(faultsOf('code,name,lon,kg\nP1,,105,viel\n')).toEqual([
      'diem.csv:1:lat missing-column',
      'diem.csv:2:name missing-value',
      'diem.csv:2:kg not-a-number',
    ]);
  });

  it('names every fault of a row, not only the first', () => {
    expect(faultsOf(`${HEAD}\nP1,,shop,105.86,95,-3,189,\n`)).toEqual([
      'diem.csv:2:name missing-value',
      'diem.csv:2:kind not-a-choice',
      'diem.csv:2:lat out-of-range',
      'diem.csv:2:days not-weekdays',
      'diem.csv:2:kg_household-other out-of-range',
    ]);
  });

  it('written and read again is the same', () => {
    const text = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .map(cleanText)
      .filter((s) => s !== '' && 'value' in readText(s));
    const point = fc.record({
      code: text,
      name: text,
      kind: fc.constantFrom('market', 'school', 'gathering-point'),
      position: fc.tuple(fc.integer({ min: -1800, max: 1800 }), fc.integer({ min: -900, max: 900 })),
      kg: fc.integer({ min: 1, max: 99_999 }),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      start: fc.integer({ min: 0, max: 1439 }),
      minutes: fc.integer({ min: 1, max: 1440 }),
      limit: fc.option(fc.integer({ min: 1, max: 400 })),
    });
    fc.assert(
      fc.property(fc.uniqueArray(point, { minLength: 1, maxLength: 5, selector: (p) => p.code }), (points) => {
        const rows: Omit<PointRow, 'line'>[] = points.map((p) => ({
          code: p.code,
          name: p.name,
          kind: p.kind as PointRow['kind'],
          position: [p.position[0] / 10, p.position[1] / 10],
          streams: [{ stream: 'food', expectedKgPerDay: p.kg / 10, weekdays: p.weekdays }],
          containers: 0,
          householdsServed: 3,
          serviceSeconds: 77,
          windows: [[p.start * 60, (p.start + p.minutes) * 60]],
          maxWeightTonnes: p.limit === null ? null : p.limit / 4,
          maxWidthMetres: null,
          maxHeightMetres: null,
          cooperativeCode: null,
        }));
        const read = pointsFile(writePointsCsv(rows));
        expect(read.faults).toEqual([]);
        expect(read.rows.map(({ line: _, ...row }) => row)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });
});

describe('files of trucks and facilities', () => {
  const trucks = (content: string) =>
    readTrucksFile({ kind: 'trucks', name: 'xe.csv', bytes: new TextEncoder().encode(content) });
  const facilities = (content: string) =>
    readFacilitiesFile({ kind: 'facilities', name: 'co-so.csv', bytes: new TextEncoder().encode(content) });

  it('written and read again are the same', () => {
    const truck = {
      code: '36C-001.01',
      capacityKg: 8000,
      capacityLitres: 14_000,
      heightMetres: 3.2,
      widthMetres: 2.5,
      weightTonnes: 16,
      streams: ['household-other' as const, 'food' as const],
      depotCode: 'DEPOT',
      cooperativeCode: 'HTX-1',
      cooperativeName: 'HTX Môi trường',
      cooperativeKind: 'ward-team' as const,
      shifts: [[79_200, 108_000]] as [number, number][],
      weekdays: [1, 2, 3],
      maxOvertimeSeconds: 3600,
      breaks: [{ startSecond: 86_400 - 3600, endSecond: 86_400, seconds: 1800 }],
      crewCode: 'T1',
      costPerDay: 900_000,
      costPerHour: 120_000,
      costPerKm: 9000,
      deviceId: 'truck-01',
    };
    expect(trucks(writeTrucksCsv([truck]))).toEqual({ rows: [{ line: 2, ...truck }], faults: [] });
    const landfill = {
      code: 'L',
      name: 'Núi Voi',
      kind: 'landfill' as const,
      position: [105.9, 20.08] as [number, number],
      windows: [[18_000, 68_400]] as [number, number][],
      acceptedStreams: ['bulky' as const],
      dailyIntakeKg: 60_000,
      unloadSeconds: 720,
    };
    expect(facilities(writeFacilitiesCsv([landfill]))).toEqual({ rows: [{ line: 2, ...landfill }], faults: [] });
  });

  it('take thousands in a column of whole numbers, or ask where the file writes fractions with the same sign', () => {
    const head = 'code,capacity_kg,capacity_l,height_m,width_m,weight_t,streams,depot,cooperative,shift,cost_per_day';
    const row = (height: string) => `XE-1,8.000,15.000,${height},2,16,household-other,D,H1,02:00-10:00,900.000`;
    expect(trucks(`${head}\n${row('3')}\n`).rows).toMatchObject([
      { capacityKg: 8000, capacityLitres: 15_000, costPerDay: 900_000 },
    ]);
    const asked = trucks(`${head}\n${row('3.2')}\n`);
    expect(asked.rows).toEqual([]);
    expect(asked.faults.map((fault) => [faultPlace(fault), fault.code])).toEqual(
      ['capacity_kg', 'capacity_l', 'cost_per_day'].map((column) => [`xe.csv:2:${column}`, 'thousands-or-fraction']),
    );
    expect(faultSentence(asked.faults[0], 'en')).toBe('The number “8.000” can be read in two ways. Write 8000 or 8.');
  });

  it('name a break that lies in no shift, on either side of midnight', () => {
    const head =
      'code,capacity_kg,capacity_l,height_m,width_m,weight_t,streams,depot,cooperative,shift,break_window,break_minutes';
    const row = (code: string, shift: string, rest: string, minutes = 30) =>
      `${code},1,1,2,2,3,food,D,H,${shift},${rest},${minutes}`;
    const found = trucks(
      [
        head,
        row('A', '02:00-10:00', '05:00-06:00'),
        row('B', '02:00-10:00', '11:00-12:00'),
        row('C', '22:00-06:00', '01:00-02:00'),
        row('D', '02:00-10:00', '09:45-10:30'),
        row('E', '02:00-04:00 18:00-22:00', '19:00-20:00'),
      ].join('\n'),
    );
    expect(found.faults.map((fault) => [faultPlace(fault), fault.code])).toEqual([
      ['xe.csv:3:break_window', 'break-outside-shift'],
      ['xe.csv:5:break_window', 'break-outside-shift'],
    ]);
  });

  it('name a repeated tracker, an unknown stream and a facility that accepts nothing', () => {
    const head = 'code,capacity_kg,capacity_l,height_m,width_m,weight_t,streams,depot,cooperative,shift,device_id';
    const row = (code: string, streams: string) => `${code},1,1,2,2,3,${streams},D,H,02:00-10:00,t1`;
    const found = trucks([head, row('A', 'food Y tế'), row('B', 'Y tế;Sinh hoạt khác')].join('\n'));
    expect(found.faults.map((fault) => [faultPlace(fault), fault.code, fault.params])).toEqual([
      ['xe.csv:2:streams', 'unknown-stream', { part: 'Y' }],
      ['xe.csv:3:device_id', 'duplicate', { firstLine: 2 }],
    ]);
    const landfill = facilities('code,name,kind,lon,lat,streams\nL,x,bãi rác,105,20,\n');
    expect(landfill.faults.map(faultPlace)).toEqual(['co-so.csv:2:streams']);
  });
});

it('every fault has a sentence in both languages with the same parameters', () => {
  const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  for (const message of Object.values(FAULT_MESSAGES)) {
    expect(parameters(message.vi)).toEqual(parameters(message.en));
  }
});
