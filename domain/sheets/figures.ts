import type { FACTOR_KINDS, TARGET_PATHS } from '../register/closed-lists.ts';
import { STREAM_NAMES, STREAMS, type Stream } from '../stream-names.ts';
import { choiceColumn, dayColumn, fractionColumn, type SheetColumn, streamsColumn, textColumn } from './columns.ts';

const NEEDED = { isNeeded: true } as const;
const SETTING = (blank: string | null) =>
  choiceColumn(
    'setting',
    'Khu vực',
    'Setting',
    { urban: ['đô thị', 'thành thị'], rural: ['nông thôn'], any: ['mọi khu vực', 'cả hai'] },
    blank === null ? NEEDED : { blank },
  );
const SOURCE = textColumn('source', 'Căn cứ', 'Source', { headings: ['Nguồn', 'Nguồn số liệu', 'Văn bản'] });

export const TARGET_COLUMNS: readonly SheetColumn[] = [
  SETTING(null),
  streamsColumn('streams', 'Loại rác', 'Streams', { ...NEEDED, headings: ['Loại chất thải'] }),
  dayColumn('effective_on', 'Áp dụng từ', 'Effective on', { ...NEEDED, headings: ['Ngày áp dụng', 'Từ ngày'] }),
  fractionColumn('share_percent', 'Tỷ lệ (%)', 'Share (%)', {
    ...NEEDED,
    max: 100,
    scale: 0.01,
    headings: ['Tỷ lệ thu gom (%)', 'Tỷ lệ'],
  }),
  textColumn('name', 'Tên chỉ tiêu', 'Name', { headings: ['Chỉ tiêu', 'Tên'] }),
  choiceColumn<(typeof TARGET_PATHS)[number]>(
    'path',
    'Cách tăng',
    'Path',
    { stepped: ['theo bậc'], linear: ['đều dần'] },
    { blank: 'stepped' },
  ),
  SOURCE,
];

export const FACTOR_COLUMNS: readonly SheetColumn[] = [
  choiceColumn<(typeof FACTOR_KINDS)[number]>(
    'kind',
    'Hệ số',
    'Kind',
    {
      generation: ['phát sinh'],
      composition: ['thành phần'],
      density: ['khối lượng riêng', 'tỷ trọng'],
      fuel: ['nhiên liệu'],
      co2: ['phát thải CO2'],
    },
    { ...NEEDED, headings: ['Loại hệ số', 'Loại'] },
  ),
  SETTING('any'),
  choiceColumn(
    'stream',
    'Loại rác',
    'Stream',
    Object.fromEntries(STREAMS.map((stream) => [stream, [STREAM_NAMES[stream].vi, STREAM_NAMES[stream].en]])) as Record<
      Stream,
      string[]
    >,
    { headings: ['Loại chất thải'] },
  ),
  fractionColumn('value', 'Giá trị', 'Value', { ...NEEDED, max: 1_000_000 }),
  dayColumn('valid_from', 'Tính từ ngày', 'Valid from', { ...NEEDED, headings: ['Từ ngày'] }),
  SOURCE,
];
