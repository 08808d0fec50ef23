import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, type Day } from '../domain/day.ts';
import { dayOf } from '../domain/day-of.ts';
import { loadConfig } from '../platform/config.ts';
import { openPlatform, type Platform } from '../platform/platform.ts';
import { seedDemoAccounts } from '../server/accounts/demo-accounts.ts';
import { makeTown, type TestTown, ZONE } from '../server/fixtures/town.ts';
import { startServer } from '../server/server.ts';
import { startOwnServices } from '../worker/area/own-services.ts';
import { keepLedger } from '../worker/close-day.ts';

const PASSWORD = 'mat-khau-de-do';
const STREAMS = `ARRAY['household-other','food','recyclable','bulky','construction','pesticide-packaging','medical','hazardous']`;

/**
 * `npm run bench -- ledger [YEARS] [UNITS] [TICKETS A DAY]`: how long the ledger of a large town takes through its API, by default of
 * 5 years × 50 units × 8 streams and 300 tickets a day: the overview, one late ticket until it is shown, and a factor changed for a year.
 */
export async function run(args: string[]): Promise<void> {
  const years = Number(args[0] ?? 5);
  const units = Number(args[1] ?? 50);
  const tickets = Number(args[2] ?? 300);
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-ledger-'));
  const services = await startOwnServices(path.join(directory, 'data'));
  const platform = await openPlatform(
    {
      ...loadConfig({ DATA_DIR: path.join(directory, 'data'), LOG_LEVEL: 'error', DEMO_PASSWORD: PASSWORD }),
      databaseUrl: services.databaseUrl,
      port: 0,
    },
    'bench-ledger',
  );
  await seedDemoAccounts(platform);
  const running = await startServer(platform);
  const today = dayOf(new Date(), ZONE);
  try {
    const town = await makeTown(platform.database.prisma);
    await fill(platform, town, today, { years, units, tickets });
    const ask = await signIn(running.url);
    const rows: Record<string, string | number>[] = [];
    const measure = async (what: string, limit: number, work: () => Promise<unknown>, rounds = 5): Promise<void> => {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const began = performance.now();
        await work();
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      rows.push({ what, 'median ms': Math.round(times[Math.floor(times.length / 2)] ?? 0), 'limit ms': limit });
    };
    const first = addDays(today, -365 * years);
    await measure(`rates of ${years} years by unit and stream`, 300, () =>
      ask(`/api/ledger/rates?from=${first}&to=${today}`),
    );
    await measure('rates of one year', 300, () => ask(`/api/ledger/rates?from=${addDays(today, -364)}&to=${today}`));
    await measure('the overview', 300, () => ask('/api/ledger/overview'));
    await measure('why: one unit and stream, a month', 1000, () =>
      ask(`/api/ledger/why?unit=14800&stream=food&from=${addDays(today, -30)}&to=${today}`),
    );

    const worker = keepLedger(platform);
    // The page asks when it is told, and shows the month.
    let isTold = false;
    await platform.bus.subscribe('ledger', () => {
      isTold = true;
    });
    const clean = async (): Promise<void> => {
      for (;;) {
        while (!isTold) await new Promise((resolve) => setTimeout(resolve, 10));
        isTold = false;
        const { rows: open } = await platform.database.pool.query('SELECT 1 FROM "DirtyDay" LIMIT 1');
        if (open.length > 0) continue;
        const month = `/api/ledger/rates?from=${addDays(today, -30)}&to=${today}`;
        const { dirtyDays } = (await ask(month)) as { dirtyDays: number };
        if (dirtyDays === 0) return;
      }
    };
    await measure('a year computed for the first time', 60_000, clean, 1);
    const yesterday = addDays(today, -1);
    await measure('one late ticket until it is shown', 1000, async () => {
      await lateTicket(platform, town, yesterday);
      await clean();
    });
    await measure(
      'a factor changed for a year',
      60_000,
      async () => {
        await platform.database.pool.query(
          `INSERT INTO "Factor" (id, "townId", kind, setting, value, "validFrom") VALUES (gen_random_uuid(), $1, 'generation', 'any', 1, $2)`,
          [town.townId, addDays(today, -364)],
        );
        await clean();
      },
      1,
    );
    await worker.stop();
    console.table(rows);
    process.stdout.write(
      `memory: ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB of server and worker in one process\n`,
    );
  } finally {
    await running.close();
    await platform.close();
    await services.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Cells of all years; visits, reports and tickets of the last. */
async function fill(
  { database: { pool } }: Platform,
  { townId, truckIds, shiftIds, landfillId, unitIds }: TestTown,
  today: Day,
  { years, units, tickets }: { years: number; units: number; tickets: number },
): Promise<void> {
  const run = async (statement: string, ...values: unknown[]): Promise<void> => {
    await pool.query(statement, values);
  };
  await run(
    `INSERT INTO "Unit" (id, "townId", code, name, kind, setting, population, geometry, "validFrom")
     SELECT gen_random_uuid(), "townId", (20000 + i)::text, 'Phường ' || i, kind, setting, 5000, geometry, "validFrom"
       FROM "Unit", generate_series(3, $2::int) i WHERE id = $1::uuid`,
    unitIds[0],
    units,
  );
  await run(
    `INSERT INTO "CollectionPoint" (id, "townId", "unitId", code, name, kind, lon, lat, "roadLon", "roadLat", "roadDistanceMetres", "serviceSeconds")
     SELECT gen_random_uuid(), $1::uuid, unit.id, unit.code || '-' || i, 'Điểm', 'container', 105.8, 20, 105.8, 20, 0, 60
       FROM "Unit" unit, generate_series(1, 10) i WHERE unit."townId" = $1::uuid`,
    townId,
  );
  await run(
    `INSERT INTO "Factor" (id, "townId", kind, setting, stream, value, "validFrom")
     SELECT gen_random_uuid(), $1::uuid, 'composition', 'any', stream, 0.125, '2015-01-01'::date FROM unnest(${STREAMS}) stream
     UNION ALL SELECT gen_random_uuid(), $1::uuid, 'generation', 'any', NULL, 0.9, '2015-01-01'::date`,
    townId,
  );
  await run(
    `INSERT INTO "LedgerDay" ("townId", day, "computedAt", "ruleVersion")
     SELECT $1::uuid, day, now(), 1 FROM generate_series($2::date - 365 * $3::int, $2::date, '1 day') day`,
    townId,
    today,
    years,
  );
  await run(
    `INSERT INTO "LedgerCell" ("townId", day, "unitId", stream, "generatedKg", "dueKg", "weighedKg", "measuredKg", "estimatedKg", "treatedKg",
                               scheduled, served, confirmed, inferred, inputs, "ruleVersion")
     SELECT $1::uuid, day.day, unit.id, stream, 560, 550, 400, 50, 90, 500, 10, 9, 8, 1, 'bench', 1
       FROM "LedgerDay" day, "Unit" unit, unnest(${STREAMS}) stream WHERE day."townId" = $1::uuid AND unit."townId" = $1::uuid`,
    townId,
  );
  // A trip for each ticket, by number; every trip serves as many of the points.
  const trip = `((row_number() OVER (PARTITION BY visit.day ORDER BY visit.id)) % ${tickets} + 1)::int`;
  await run(
    `INSERT INTO "Visit" (id, "townId", "pointId", stream, day)
     SELECT gen_random_uuid(), $1::uuid, point.id, stream, day
       FROM "CollectionPoint" point, unnest(ARRAY['household-other','food','recyclable']) stream,
            generate_series($2::date - 364, $2::date, '1 day') day WHERE point."townId" = $1::uuid`,
    townId,
    today,
  );
  await run(
    `INSERT INTO "FieldEvent" (id, "townId", "truckId", kind, day, "visitId", "shiftId", "tripNumber", "pointId", stream, "visitGrade", "massGrade", "doneAt")
     SELECT gen_random_uuid(), $1::uuid, $2::uuid, 'served', visit.day, visit.id, $3::uuid, ${trip}, visit."pointId", visit.stream, 'confirmed', 'estimated', visit.day
       FROM "Visit" visit WHERE visit."townId" = $1::uuid`,
    townId,
    truckIds[0],
    shiftIds[0],
  );
  await run(
    `INSERT INTO "Ticket" (id, "townId", "facilityId", "truckId", number, "grossKg", "tareKg", "netKg", "weighedAt", source, day, "shiftId", "tripNumber", "tripHow")
     SELECT gen_random_uuid(), $1::uuid, $4::uuid, $2::uuid, day::date || '-' || i, 8000, 5000, 3000, day, 'clerk', day, $3::uuid, i, 'matched'
       FROM generate_series($5::date - 364, $5::date, '1 day') day, generate_series(1, ${tickets}) i`,
    townId,
    truckIds[0],
    shiftIds[0],
    landfillId,
    today,
  );
  await run('ANALYZE');
}

let late = 0;
async function lateTicket({ database: { pool } }: Platform, town: TestTown, day: Day): Promise<void> {
  late += 1;
  await pool.query(
    `INSERT INTO "Ticket" (id, "townId", "facilityId", "truckId", number, "grossKg", "tareKg", "netKg", "weighedAt", source, day)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, 8000, 5000, 3000, now(), 'clerk', $5)`,
    [town.townId, town.landfillId, town.truckIds[0], `late-${late}`, day],
  );
}

async function signIn(url: string): Promise<(where: string) => Promise<unknown>> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'manager@demo.local', password: PASSWORD }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return async (where) => {
    const got = await fetch(url + where, { headers: { cookie } });
    if (!got.ok) throw new Error(`${where} answered ${got.status}: ${await got.text()}`);
    return await got.json();
  };
}
