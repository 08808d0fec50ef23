import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { ExplainedError } from './explained-error.ts';
import { type OptionName, optionSchemas, optionTable } from './options.ts';
import { DEFAULT_TIME_ZONE } from '../domain/area-files/import-request.ts';
import type { Language } from '../domain/languages.ts';

export { optionTable } from './options.ts';

type Value<Name extends OptionName> = z.output<(typeof optionSchemas)[Name]>;

/** What the program was told, validated. Optional fields are those whose absence means something (see optionTable). */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the data directory. */
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly demo: boolean;
  readonly demoPassword: string | undefined;
  /** Months of made-up history that the demo's town is given; 0 = none. */
  readonly demoHistoryMonths: number;
  /** IANA name; the demo's town is made in it. */
  readonly demoTimeZone: string;
  /** External database, or the embedded one's address as the supervisor passes it to its children. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly roadsUrl: string | undefined;
  readonly mapStyleUrl: string | undefined;
  /** The origin people open, e.g. `http://localhost:3000`. */
  readonly publicUrl: string;
  /** How many proxies in front are believed about whom they pass on. */
  readonly proxyHops: number;
  readonly authSecret: string | undefined;
  /** Mail server; without one nothing is mailed. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  /** Whoever sends it may read the measurements. */
  readonly metricsToken: string | undefined;
  readonly logLevel: Value<'LOG_LEVEL'>;
  /** `HH:MM` in the area's time zone, or `off`; without it the hour follows each day's first shift. */
  readonly dailyPlanAt: string | undefined;
  readonly defaultLanguage: Language;
  readonly osmandPort: number | undefined;
  readonly workerConcurrency: number;
  readonly optimizerThreads: number;
  readonly optimizerSeconds: number;
  readonly positionRetentionDays: number;
}

/**
 * Reads the configuration from the environment and, for `npm start`, from command-line arguments, which win.
 * An empty variable counts as not given.
 *
 * @param env environment variables
 * @param argv arguments after the script's name; pass none for commands that read their own
 * @throws ExplainedError naming the option, the value it got and what it wants
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
  argv: readonly string[] = [],
): Config {
  const given = { ...env, ...readArguments(argv) };
  const read = <Name extends OptionName>(name: Name): Value<Name> | undefined => {
    const text = given[name];
    if (text === undefined || text === '') return undefined;
    const result = optionSchemas[name].safeParse(text);
    if (!result.success) throw wrongValue(name, text);
    return result.data as Value<Name>;
  };

  const port = read('PORT') ?? 3000;
  return {
    port,
    host: read('HOST') ?? '127.0.0.1',
    dataDir: path.resolve(read('DATA_DIR') ?? '.data'),
    fresh: read('FRESH') ?? false,
    demo: read('DEMO') ?? true,
    demoPassword: read('DEMO_PASSWORD'),
    demoHistoryMonths: read('DEMO_HISTORY_MONTHS') ?? 18,
    demoTimeZone: read('DEMO_TIME_ZONE') ?? DEFAULT_TIME_ZONE,
    databaseUrl: read('DATABASE_URL'),
    redisUrl: read('REDIS_URL'),
    roadsUrl: read('ROADS_URL'),
    mapStyleUrl: read('MAP_STYLE_URL'),
    publicUrl: read('PUBLIC_URL') ?? `http://localhost:${port}`,
    proxyHops: read('PROXY_HOPS') ?? 0,
    authSecret: read('AUTH_SECRET'),
    smtpUrl: read('SMTP_URL'),
    mailFrom: read('MAIL_FROM'),
    metricsToken: read('METRICS_TOKEN'),
    logLevel: read('LOG_LEVEL') ?? 'info',
    dailyPlanAt: read('DAILY_PLAN_AT'),
    defaultLanguage: read('DEFAULT_LANGUAGE') ?? 'vi',
    osmandPort: read('OSMAND_PORT'),
    workerConcurrency: read('WORKER_CONCURRENCY') ?? 2,
    optimizerThreads: read('OPTIMIZER_THREADS') ?? Math.max(1, availableParallelism() - 1),
    optimizerSeconds: read('OPTIMIZER_SECONDS') ?? 20,
    positionRetentionDays: read('POSITION_RETENTION_DAYS') ?? 90,
  };
}

function readArguments(argv: readonly string[]): Partial<Record<OptionName, string>> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'data-dir': { type: 'string' },
        fresh: { type: 'boolean' },
        'no-demo': { type: 'boolean' },
      },
    });
    return {
      ...(values.port !== undefined && { PORT: values.port }),
      ...(values.host !== undefined && { HOST: values.host }),
      ...(values['data-dir'] !== undefined && { DATA_DIR: values['data-dir'] }),
      ...(values.fresh && { FRESH: '1' }),
      ...(values['no-demo'] && { DEMO: '0' }),
    };
  } catch (cause) {
    const flags = optionTable.flatMap((option) => (option.flag ? [option.flag] : [])).join(', ');
    const [reason] = (cause as Error).message.split('. ');
    throw new ExplainedError(
      `The command line was not understood (${reason}); it takes ${flags}.`,
      `Không hiểu dòng lệnh (${reason}); các tham số được nhận: ${flags}.`,
      { cause },
    );
  }
}

function wrongValue(name: OptionName, text: string): ExplainedError {
  const option = optionTable.find((candidate) => candidate.variable === name);
  const label = option?.flag ? `${name} (${option.flag})` : name;
  // Secrets, and addresses that hold a password, stay out of terminals and logs.
  const isSecret = /SECRET|PASSWORD|TOKEN|^DATABASE_URL$|^REDIS_URL$|^SMTP_URL$/.test(name);
  const shown = isSecret ? 'a value' : JSON.stringify(text);
  const shownVi = isSecret ? 'một giá trị' : JSON.stringify(text);
  return new ExplainedError(
    `${label} got ${shown} but wants ${option?.wants.en}.`,
    `${label} nhận ${shownVi} nhưng cần ${option?.wants.vi}.`,
  );
}
