import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../platform/migrate.ts';
import { readMigrations } from '../prisma/migrate/migration-files.ts';
import { migrate as migrateTables } from '../prisma/migrate.ts';
import { startTestServer, type TestServer } from '../server/fixtures/server.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/**
 * Every row of a data directory that version bdee4a6 made: the synthetic demo town, two published days, the first of them
 * driven in simulation, a second imported area, and its accounts.
 */
const FIXTURE = new URL('./fixtures/upgrade/demo-town-of-bdee4a6.ndjson.gz', import.meta.url);
/** The last migration that version knew. */
const LAST_MIGRATION = '20261126050000_revision_is_written_once';

type Row = Record<string, unknown>;

/** Names that have changed since: table by table, and the one column that is in most of them. */
const renamed = (table: string): string => (table === 'Area' ? 'Town' : table);

let database: TestDatabase;
let client: pg.Client;
let server: TestServer;
const before = new Map<string, Row[]>();

beforeAll(async () => {
  for (const line of gunzipSync(readFileSync(fileURLToPath(FIXTURE)))
    .toString('utf8')
    .split('\n')) {
    const [table, row] = JSON.parse(line) as [string, Row];
    before.set(table, [...(before.get(table) ?? []), row]);
  }
  database = await testDatabase({ migrated: false });
  const all = readMigrations();
  await migrateTables(database.url, {
    ...all,
    migrationDirectories: all.migrationDirectories.filter(({ path }) => path <= LAST_MIGRATION),
  });
  client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  // The rows are taken over as they were; what guards new ones is not asked.
  await client.query('SET LOCAL session_replication_role = replica');
  for (const [table, rows] of before) {
    for (let at = 0; at < rows.length; at += 200) {
      await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [
        JSON.stringify(rows.slice(at, at + 200)),
      ]);
    }
  }
  await client.query('COMMIT');
  await migrate(database.url);
  server = await startTestServer({ databaseUrl: database.url });
});
afterAll(async () => {
  await server.close();
  await client.end();
  await database.drop();
});

const rowsOf = async (table: string): Promise<Row[]> =>
  (await client.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM "${table}" t`)).rows.map(({ row }) => row);

/** How rows are told apart. */
const keyOf = (table: string, row: Row): string => {
  const keys: Record<string, readonly string[]> = {
    PointStream: ['pointId', 'stream'],
    PointReach: ['pointId', 'graphId', 'metres'],
    UnservedVisit: ['revisionId', 'pointId', 'stream'],
    TargetExplanation: ['revisionId'],
  };
  return (keys[table] ?? ['id']).map((column) => String(row[column])).join(' ');
};

/** Columns that say the same in another place now, each looked at by a test of its own. */
const MOVED: Readonly<Record<string, readonly string[]>> = {
  Area: ['state', 'bbox', 'graphId', 'attribution'],
  User: ['role'],
  // The test's server gives the demo accounts its own password.
  Account: ['password', 'updatedAt'],
  Plan: [
    ...['state', 'phase', 'percent', 'runId', 'attempt', 'cancelRequested', 'options', 'bestCost', 'failure'],
    ...['requestedBy', 'createdAt', 'startedAt', 'finishedAt', 'updatedAt', 'publishedBy'],
  ],
  PlanRevision: ['origin', 'createdBy', 'runId'],
  FieldEvent: ['reportedBy', 'grade', 'loadKg'],
  Ticket: ['stream'],
  Simulation: ['startedBy'],
};

describe('a data directory of version bdee4a6', () => {
  it.each([
    ...[
      'Area',
      'AreaImport',
      'Unit',
      'ResidentialGroup',
      'Cooperative',
      'CollectionPoint',
      'PointStream',
      'PointReach',
    ],
    ...['Facility', 'Truck', 'Crew', 'Shift', 'Target', 'User', 'Account'],
    ...['Plan', 'PlanRevision', 'Route', 'Trip', 'Stop', 'UnservedVisit'],
    ...['Position', 'FieldEvent', 'Ticket', 'Simulation'],
  ])('keeps every row of %s with what it says', async (table) => {
    const was = before.get(table) ?? [];
    const now = new Map((await rowsOf(renamed(table))).map((row) => [keyOf(table, row), row]));
    const lost = was.filter((row) => !now.has(keyOf(table, row)));
    expect(lost).toEqual([]);
    for (const row of was) {
      const kept = now.get(keyOf(table, row)) ?? {};
      for (const [column, value] of Object.entries(row)) {
        if (MOVED[table]?.includes(column)) continue;
        expect([column, kept[column === 'areaId' ? 'townId' : column]]).toEqual([column, value]);
      }
    }
  });

  it('keeps the way that leads to each stop', async () => {
    const ways = new Map((await rowsOf('RoadLeg')).map((row) => [row.id, row]));
    const stops = new Map((await rowsOf('Stop')).map((row) => [row.id, row]));
    const legs = before.get('StopLeg') ?? [];
    expect(legs.length).toBeGreaterThan(0);
    for (const { stopId, geometry, steps } of legs) {
      expect(ways.get(stops.get(stopId)?.legId)).toMatchObject({ geometry, steps });
    }
    expect(ways.size).toBeLessThan(legs.length);
  });

  it('has a map data set for each area, under the id its files bear', async () => {
    const datasets = new Map((await rowsOf('MapDataset')).map((row) => [row.id, row]));
    for (const { id, bbox, graphId, attribution } of before.get('Area') ?? [])
      expect(datasets.get(id)).toMatchObject({ townId: id, isActive: true, bbox, graphId, attribution });
  });

  it('has one visit for a point, stream and day, which stops and reports name', async () => {
    const visits = new Map((await rowsOf('Visit')).map((row) => [row.id, row]));
    const stops = await rowsOf('Stop');
    for (const stop of stops.filter(({ kind }) => kind === 'point'))
      expect(visits.get(stop.visitId)).toMatchObject({ pointId: stop.pointId, stream: stop.stream });
    const told = [...visits.values()].map(({ pointId, stream, day }) => `${pointId} ${stream} ${day}`);
    expect(new Set(told).size).toBe(told.length);
    const ofStop = new Map(stops.map((stop) => [stop.id, stop.visitId]));
    const reports = (await rowsOf('FieldEvent')).filter(({ kind }) => kind === 'served' || kind === 'skipped');
    expect(reports.length).toBeGreaterThan(0);
    for (const report of reports) expect(report.visitId).toBe(ofStop.get(report.stopId));
  });

  it('takes kg for measured only where somebody told another figure than the plan’s', async () => {
    const planned = new Map((before.get('Stop') ?? []).map(({ id, loadKg }) => [id, Math.abs(Number(loadKg))]));
    const weighed = new Set((before.get('Ticket') ?? []).map(({ fieldEventId }) => fieldEventId));
    const expected = ({ id, kind, loadKg, stopId }: Row) => {
      if (kind !== 'served' && kind !== 'unloaded') return null;
      if (weighed.has(id)) return 'weighed';
      return loadKg !== null && loadKg !== planned.get(stopId) ? 'measured' : 'estimated';
    };
    const now = new Map((await rowsOf('FieldEvent')).map((row) => [row.id, row]));
    const reports = before.get('FieldEvent') ?? [];
    expect(new Set(reports.map(expected))).toContain('estimated');
    for (const report of reports)
      expect(now.get(report.id)).toMatchObject({ visitGrade: 'confirmed', massGrade: expected(report) });
  });

  it('says of each ticket which stream it said was aboard', async () => {
    const now = new Map((await rowsOf('Ticket')).map((row) => [row.id, row]));
    for (const { id, stream } of before.get('Ticket') ?? [])
      expect(now.get(id)).toMatchObject({ streams: [stream], state: 'valid' });
  });

  it('lets everybody do what they could do', async () => {
    const memberships = await rowsOf('Membership');
    for (const { id, role } of before.get('User') ?? [])
      expect(memberships.filter(({ userId }) => userId === id)).toContainEqual(expect.objectContaining({ role }));
  });

  it('names who published, planned and simulated by account', async () => {
    const users = new Map((await rowsOf('User')).map(({ id, name }) => [id, name]));
    for (const [table, column] of [
      ['Plan', 'publishedBy'],
      ['PlanRevision', 'createdBy'],
      ['Simulation', 'startedBy'],
    ] as const) {
      const was = before.get(table) ?? [];
      const now = new Map((await rowsOf(table)).map((row) => [row.id, row[column]]));
      expect(was.length).toBeGreaterThan(0);
      for (const row of was) expect(users.get(now.get(row.id))).toBe(row[column]);
    }
  });

  it('shows both published days, the driven one with its reports', async () => {
    const plans = before.get('Plan') ?? [];
    expect(plans).toHaveLength(2);
    const { body } = await server.ask('dispatcher', 'GET', '/api/plans');
    const listed = body as unknown as Row[];
    for (const plan of plans) {
      expect(listed.find(({ id }) => id === plan.id)).toMatchObject({
        day: plan.day,
        state: 'done',
        publishedRevisionId: plan.publishedRevisionId,
        publishedBy: plan.publishedBy,
      });
      const revision = await server.ask('dispatcher', 'GET', `/api/plans/${String(plan.id)}/revisions/1`);
      expect(revision.status).toBe(200);
      const routes = revision.body.routes as { id: string; stops: { kind: string; visitId: string | null }[] }[];
      expect(routes.length).toBeGreaterThan(0);
      expect(routes.flatMap(({ stops }) => stops).every(({ kind, visitId }) => kind !== 'point' || visitId)).toBe(true);
      for (const { id } of routes.slice(0, 2)) {
        const way = await server.ask('dispatcher', 'GET', `/api/plans/${String(plan.id)}/routes/${id}/directions`);
        expect(way.status).toBe(200);
      }
    }
    const driven = String((before.get('Simulation') ?? [])[0]?.day);
    const day = await server.ask('dispatcher', 'GET', `/api/day/${driven}`);
    expect(day.status).toBe(200);
    // Only the beginning of a break may be left out, once its end is told.
    const told = new Set((day.body.events as Row[]).map(({ id }) => id));
    const kept = before.get('FieldEvent') ?? [];
    expect(kept.filter(({ id }) => !told.has(id)).every(({ kind }) => kind === 'break-started')).toBe(true);
    expect(kept.filter(({ id }) => told.has(id))).toHaveLength(told.size);
  });
});
