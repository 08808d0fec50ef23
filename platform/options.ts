import { z } from 'zod';
import { DEFAULT_TIME_ZONE, isTimeZone } from '../domain/area-files/import-request.ts';
import { LANGUAGES } from '../domain/languages.ts';

/** One way to configure the program: an environment variable and, for the common ones, a command-line flag. */
export interface Option {
  /** Environment variable, also the name used in every message about the option. */
  readonly variable: string;
  /** Command-line flag with its argument's name, if there is one. */
  readonly flag?: string;
  /** What holds when nothing is given, as the table in README prints it. */
  readonly fallback: string;
  /** The same in Vietnamese, when it is words and not a value. */
  readonly fallbackVi?: string;
  readonly en: string;
  readonly vi: string;
  /** What a right value looks like, for the message about a wrong one. */
  readonly wants: { readonly en: string; readonly vi: string };
}

const truthy = new Set(['1', 'true', 'yes', 'on']);
const falsy = new Set(['0', 'false', 'no', 'off', '']);

const flag = z.string().transform((text, context) => {
  const word = text.trim().toLowerCase();
  if (truthy.has(word)) return true;
  if (falsy.has(word)) return false;
  context.addIssue({ code: 'custom', message: 'not a yes or no' });
  return z.NEVER;
});

const integer = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform((digits) => Number.parseInt(digits, 10))
    .pipe(z.number().int().min(low).max(high));

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), 'not such an address');

const wantsFlag = { en: '1 or 0', vi: '1 hoặc 0' };
const wantsWhole = (low: number, high: number) => ({
  en: `a whole number from ${low} to ${high}`,
  vi: `một số nguyên từ ${low} đến ${high}`,
});
const wantsHttp = { en: 'an address such as http://localhost:5000', vi: 'một địa chỉ như http://localhost:5000' };

/** The schema behind every option: the text of an environment variable in, the typed value out. */
export const optionSchemas = {
  PORT: integer(1, 65535),
  HOST: z.string().regex(/^[\w.:-]+$/),
  DATA_DIR: z.string().min(1),
  FRESH: flag,
  DEMO: flag,
  DEMO_PASSWORD: z.string().min(8).max(128),
  DATABASE_URL: url('postgres:', 'postgresql:'),
  REDIS_URL: url('redis:', 'rediss:'),
  ROADS_URL: z.string().regex(/^(osrm|valhalla)[+:]https?:\/\/./),
  MAP_STYLE_URL: z.string().refine((text) => text.startsWith('/') || /^https?:\/\//.test(text), 'not such an address'),
  PUBLIC_URL: url('http:', 'https:').transform((text) => new URL(text).origin),
  PROXY_HOPS: integer(0, 10),
  AUTH_SECRET: z.string().min(32),
  SMTP_URL: url('smtp:', 'smtps:'),
  MAIL_FROM: z.string().regex(/^([^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/),
  METRICS_TOKEN: z.string().regex(/^[\w.~+/=-]{16,}$/),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  DAILY_PLAN_AT: z.string().regex(/^(off|([01]\d|2[0-3]):[0-5]\d)$/),
  DEFAULT_LANGUAGE: z.enum(LANGUAGES),
  OSMAND_PORT: z.union([z.literal('off').transform(() => undefined), integer(1, 65535)]),
  WORKER_CONCURRENCY: integer(1, 64),
  DEMO_HISTORY_MONTHS: integer(0, 60),
  DEMO_TIME_ZONE: z.string().refine(isTimeZone, 'no such time zone'),
  OPTIMIZER_THREADS: integer(1, 64),
  OPTIMIZER_SECONDS: integer(1, 3600),
  POSITION_RETENTION_DAYS: integer(1, 3650),
} as const;

export type OptionName = keyof typeof optionSchemas;

/** Every option in the order README lists them. */
export const optionTable: readonly (Option & { readonly variable: OptionName })[] = [
  {
    variable: 'PORT',
    flag: '--port N',
    fallback: '3000',
    en: 'Port of the web server.',
    vi: 'Cổng của máy chủ web.',
    wants: wantsWhole(1, 65535),
  },
  {
    variable: 'HOST',
    flag: '--host ADDRESS',
    fallback: '127.0.0.1',
    en: 'Address to listen on; 0.0.0.0 lets phones and other machines in.',
    vi: 'Địa chỉ lắng nghe; 0.0.0.0 cho phép điện thoại và máy khác truy cập.',
    wants: { en: 'a host name or an IP address', vi: 'một tên máy hoặc địa chỉ IP' },
  },
  {
    variable: 'DATA_DIR',
    flag: '--data-dir PATH',
    fallback: '.data',
    en: 'Where everything is kept: database, road graph, uploads, logs.',
    vi: 'Nơi lưu mọi thứ: cơ sở dữ liệu, mạng đường, tệp tải lên, nhật ký.',
    wants: { en: 'a path', vi: 'một đường dẫn' },
  },
  {
    variable: 'FRESH',
    flag: '--fresh',
    fallback: '0',
    en: 'Delete the data directory and start over.',
    vi: 'Xóa thư mục dữ liệu và bắt đầu lại.',
    wants: wantsFlag,
  },
  {
    variable: 'DEMO',
    flag: '--no-demo',
    fallback: '1',
    en: 'Create the demo town and its accounts at first start; --no-demo or DEMO=0 leaves them out.',
    vi: 'Tạo thị xã mẫu và các tài khoản ở lần chạy đầu; --no-demo hoặc DEMO=0 thì không.',
    wants: wantsFlag,
  },
  {
    variable: 'DEMO_PASSWORD',
    fallback: 'made at first start and printed',
    fallbackVi: 'tạo ở lần chạy đầu và in ra',
    en: 'Password of the demo accounts.',
    vi: 'Mật khẩu của các tài khoản mẫu.',
    wants: { en: '8 to 128 characters', vi: '8 đến 128 ký tự' },
  },
  {
    variable: 'DEMO_HISTORY_MONTHS',
    fallback: '18',
    en: 'Months of made-up history that the demo town is given in the background after first start; 0 for none.',
    vi: 'Số tháng dữ liệu lịch sử giả lập được tạo ngầm cho thị xã mẫu sau lần chạy đầu; 0 là không tạo.',
    wants: wantsWhole(0, 60),
  },
  {
    variable: 'DEMO_TIME_ZONE',
    fallback: DEFAULT_TIME_ZONE,
    en: 'Time zone that the demo town is made in at first start.',
    vi: 'Múi giờ của thị xã mẫu, dùng khi tạo ở lần chạy đầu.',
    wants: { en: 'a time zone such as Asia/Ho_Chi_Minh', vi: 'một múi giờ như Asia/Ho_Chi_Minh' },
  },
  {
    variable: 'DATABASE_URL',
    fallback: 'embedded PostgreSQL',
    fallbackVi: 'PostgreSQL nhúng',
    en: 'An external PostgreSQL instead of the embedded one.',
    vi: 'PostgreSQL bên ngoài thay cho bản nhúng.',
    wants: {
      en: 'an address such as postgresql://user:password@host:5432/name',
      vi: 'một địa chỉ như postgresql://user:password@host:5432/name',
    },
  },
  {
    variable: 'REDIS_URL',
    fallback: 'queue and bus on PostgreSQL',
    fallbackVi: 'hàng đợi và kênh sự kiện trên PostgreSQL',
    en: 'A Redis for the job queue and the event bus: the grown shape.',
    vi: 'Redis cho hàng đợi và kênh sự kiện: quy mô lớn.',
    wants: { en: 'an address such as redis://host:6379', vi: 'một địa chỉ như redis://host:6379' },
  },
  {
    variable: 'ROADS_URL',
    fallback: 'Valhalla inside the process',
    fallbackVi: 'Valhalla bên trong tiến trình',
    en: 'A road engine over HTTP.',
    vi: 'Máy tính đường qua HTTP.',
    wants: {
      en: 'osrm+http://host:5000 or valhalla+http://host:8002',
      vi: 'osrm+http://host:5000 hoặc valhalla+http://host:8002',
    },
  },
  {
    variable: 'MAP_STYLE_URL',
    fallback: "the imported area's own base map",
    fallbackVi: 'bản đồ nền của khu vực đã nhập',
    en: 'A MapLibre style to draw instead of the base map made at import.',
    vi: 'Kiểu bản đồ MapLibre thay cho bản đồ nền được tạo khi nhập.',
    wants: wantsHttp,
  },
  {
    variable: 'PUBLIC_URL',
    fallback: 'http://localhost:PORT',
    en: 'The address people open, when a proxy stands in front.',
    vi: 'Địa chỉ người dùng mở, khi có máy chủ trung gian phía trước.',
    wants: { en: 'an origin such as https://tuyenxanh.example', vi: 'một gốc như https://tuyenxanh.example' },
  },
  {
    variable: 'PROXY_HOPS',
    fallback: '0',
    en: 'Proxies in front that say whom they pass on; more than there are lets anyone feign an address.',
    vi: 'Số máy chủ ủy nhiệm phía trước có ghi địa chỉ người gọi; khai thừa thì ai cũng giả được địa chỉ.',
    wants: wantsWhole(0, 10),
  },
  {
    variable: 'AUTH_SECRET',
    fallback: 'made at first start, kept in the data directory',
    fallbackVi: 'tạo ở lần chạy đầu, giữ trong thư mục dữ liệu',
    en: 'Signs the sessions; several servers must share one.',
    vi: 'Ký các phiên đăng nhập; nhiều máy chủ phải dùng chung một chuỗi.',
    wants: { en: 'at least 32 characters', vi: 'ít nhất 32 ký tự' },
  },
  {
    variable: 'SMTP_URL',
    fallback: 'no mail; links are shown once',
    fallbackVi: 'không gửi thư; đường dẫn hiện một lần',
    en: 'A mail server, for invitations.',
    vi: 'Máy chủ thư, để gửi lời mời.',
    wants: {
      en: 'an address such as smtps://user:password@host:465',
      vi: 'một địa chỉ như smtps://user:password@host:465',
    },
  },
  {
    variable: 'MAIL_FROM',
    fallback: 'no-reply@ the host of PUBLIC_URL',
    fallbackVi: 'no-reply@ tên máy của PUBLIC_URL',
    en: 'The sender of mails.',
    vi: 'Người gửi của thư.',
    wants: { en: 'an address such as office@town.example', vi: 'một địa chỉ như vanphong@thixa.example' },
  },
  {
    variable: 'METRICS_TOKEN',
    fallback: 'made at first start, in DATA_DIR/metrics-token',
    fallbackVi: 'tạo ở lần chạy đầu, trong DATA_DIR/metrics-token',
    en: 'Whoever sends it as a bearer token may read /metrics, as administrators may: for a Prometheus.',
    vi: 'Ai gửi chuỗi này làm bearer token thì đọc được /metrics, như quản trị viên: dành cho Prometheus.',
    wants: {
      en: 'at least 16 letters, digits or . _ ~ + / = -',
      vi: 'ít nhất 16 chữ không dấu, chữ số hoặc . _ ~ + / = -',
    },
  },
  {
    variable: 'LOG_LEVEL',
    fallback: 'info',
    en: 'How much is written to the log files.',
    vi: 'Mức chi tiết của nhật ký.',
    wants: {
      en: 'one of trace, debug, info, warn, error, fatal, silent',
      vi: 'trace, debug, info, warn, error, fatal hoặc silent',
    },
  },
  {
    variable: 'DAILY_PLAN_AT',
    fallback: 'an hour ahead of the first shift',
    fallbackVi: 'một giờ trước ca đầu tiên',
    en: "When a day plans itself, in the town's time; off switches it off.",
    vi: 'Giờ tự lập kế hoạch ngày, theo giờ địa phương; off để tắt.',
    wants: { en: 'a time such as 04:00, or off', vi: 'một giờ như 04:00, hoặc off' },
  },
  {
    variable: 'DEFAULT_LANGUAGE',
    fallback: 'vi',
    en: 'Language of the interface until a person chooses.',
    vi: 'Ngôn ngữ giao diện khi người dùng chưa chọn.',
    wants: { en: 'vi or en', vi: 'vi hoặc en' },
  },
  {
    variable: 'OSMAND_PORT',
    fallback: 'off',
    en: 'An extra port for the OsmAnd protocol (trackers expect 5055); /osmand on the main port always works.',
    vi: 'Cổng riêng cho giao thức OsmAnd (thường là 5055); /osmand trên cổng chính luôn dùng được.',
    wants: { en: 'a whole number from 1 to 65535, or off', vi: 'một số nguyên từ 1 đến 65535, hoặc off' },
  },
  {
    variable: 'WORKER_CONCURRENCY',
    fallback: '2',
    en: 'Jobs a worker handles at the same time.',
    vi: 'Số việc một tiến trình xử lý cùng lúc.',
    wants: wantsWhole(1, 64),
  },
  {
    variable: 'OPTIMIZER_THREADS',
    fallback: 'processor cores less one',
    fallbackVi: 'số lõi bộ xử lý trừ một',
    en: 'Threads the optimizer may use for a plan.',
    vi: 'Số luồng bộ tối ưu được dùng cho một kế hoạch.',
    wants: wantsWhole(1, 64),
  },
  {
    variable: 'OPTIMIZER_SECONDS',
    fallback: '20',
    en: 'Seconds the optimizer looks for a better plan.',
    vi: 'Số giây bộ tối ưu tìm kế hoạch tốt hơn.',
    wants: wantsWhole(1, 3600),
  },
  {
    variable: 'POSITION_RETENTION_DAYS',
    fallback: '90',
    en: 'Days for which positions of trucks are kept; older ones are deleted every hour.',
    vi: 'Số ngày lưu vị trí xe; vị trí cũ hơn bị xóa mỗi giờ.',
    wants: wantsWhole(1, 3650),
  },
];
