import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

type SchemaEngine = bindings.SchemaEngine;

/**
 * The glue code holds one engine's memory for the whole process. Where this file is loaded twice, as by a test runner
 * with several set-ups, a second instance would pull the memory away under the first.
 */
const INSTANTIATED = Symbol.for('tuyen-xanh.schema-engine.instantiated');
const processWide = globalThis as { [INSTANTIATED]?: true };

/**
 * Prisma's schema engine, running as WebAssembly on a database connection of ours. `prisma migrate` needs a native
 * binary that is downloaded from a third host, which closed networks refuse; this is the same engine from npm.
 * It is an internal interface of Prisma, so the versions of `@prisma/*` are pinned and a test runs it.
 *
 * @param databaseUrl an existing database
 * @param work what to do with the engine; it is freed and its connections are closed afterwards
 */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  instantiate();
  const connections = new Connections(databaseUrl);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(connections.factory);
    const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await connections.close();
  }
}

/**
 * The connections the engine asks for. It leaves them open, with its advisory lock held, and the adapter cannot make
 * a shadow database from a connection string, so both are done here.
 */
class Connections {
  readonly #databaseUrl: string;
  readonly #pools: pg.Pool[] = [];
  readonly #shadowDatabases: string[] = [];

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  readonly factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => this.#connect(this.#databaseUrl),
    connectToShadowDb: async () => {
      const name = `shadow_${randomUUID().replaceAll('-', '')}`;
      await this.#administrate(`CREATE DATABASE ${name} TEMPLATE template0`);
      this.#shadowDatabases.push(name);
      const url = new URL(this.#databaseUrl);
      url.pathname = `/${name}`;
      return await this.#connect(url.href);
    },
  };

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
    for (const name of this.#shadowDatabases) await this.#administrate(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /**
   * The adapter cuts a script at every semicolon, also inside comments and function bodies, and runs the pieces one
   * by one. Sent as a whole, PostgreSQL parses it and runs it in one transaction: a migration happens or does not.
   */
  async #connect(url: string): Promise<SqlDriverAdapter> {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    // A server that dies meanwhile fails the statement under way; the error of the connection says no more.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.#pools.push(pool);
    const adapter = await new PrismaPg(pool).connect();
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    readCatalogues(pool, adapter);
    return adapter;
  }

  async #administrate(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}

/**
 * The engine reads PostgreSQL's catalogues, whose columns of type "char" the adapter refuses. They are read as text
 * and given to the engine as the character it asks for. With one connection queries come one after the other.
 */
function readCatalogues(pool: pg.Pool, adapter: SqlDriverAdapter): void {
  const { CHAR, TEXT }: Readonly<Record<'CHAR' | 'TEXT', number>> = pg.types.builtins;
  let charColumns = new Set<number>();

  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<Partial<pg.QueryResult>>;
  const queryKnownTypes = async (config: pg.QueryConfig): Promise<Partial<pg.QueryResult>> => {
    const result = await query(config);
    const fields = result.fields ?? [];
    charColumns = new Set(fields.flatMap((field, column) => (field.dataTypeID === CHAR ? [column] : [])));
    for (const column of charColumns) Object.assign(fields[column] ?? {}, { dataTypeID: TEXT });
    return result;
  };
  pool.query = queryKnownTypes as typeof pool.query;

  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (sqlQuery) => {
    const result = await queryRaw(sqlQuery);
    const columnTypes = result.columnTypes.map((type, column) =>
      charColumns.has(column) ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
}

/** What is used of it: Node has it, but its types leave it to those of browsers. */
interface WebAssemblyOfNode {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

function instantiate(): void {
  if (processWide[INSTANTIATED]) return;
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/\.js$/, '_bg.wasm');
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyOfNode }).WebAssembly;
  const instance = new Instance(new Module(readFileSync(file)), { './schema_engine_bg.js': { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  // Where the engine leaves the text of a panic, which otherwise says only "unreachable".
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => process.stderr.write(text) },
  });
  processWide[INSTANTIATED] = true;
}
