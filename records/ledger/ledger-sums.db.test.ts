import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../domain/day.ts';
import type { Cell } from '../../domain/ledger/close-day.ts';
import { collectedKg } from '../../domain/ledger/close-day.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { openDatabase } from '../../platform/database.ts';
import { makeTown, type TestTown } from '../../server/fixtures/town.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { readGroups, readSpan, sumNamer } from './read-groups.ts';
import { writeDay } from './write-day.ts';

let database: TestDatabase;
let db: ReturnType<typeof openDatabase>;
let town: TestTown;
let cooperativeId: string;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url);
  town = await makeTown(db.prisma);
  cooperativeId = (await db.prisma.cooperative.findFirstOrThrow({ where: { townId: town.townId } })).id;
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** The last of February of a leap year is among them, and the turn of a year. */
const FIRST = '2023-12-20';
const kg = fc.integer({ min: 0, max: 50_000 });
const cell = (unitId: string | null, cooperative: string | null, stream: Cell['stream']): fc.Arbitrary<Cell> =>
  fc
    .record({
      generatedKg: kg,
      dueKg: kg,
      weighed: kg,
      measured: kg,
      estimated: kg,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ generatedKg, dueKg, share, ...mass }) => ({
      ...{ unitId, stream, cooperativeId: cooperative, generatedKg, dueKg, mass },
      treatedKg: Math.floor(collectedKg(mass) * share),
      visits: { scheduled: dueKg % 9, served: dueKg % 7, confirmed: dueKg % 5, inferred: dueKg % 3 },
      basis: [`${generatedKg} ${dueKg} ${collectedKg(mass)} ${share}`],
    }));
/** Some of the cells a day can have. */
const cellsOfDay = (): fc.Arbitrary<Cell[]> =>
  fc
    .tuple(
      ...[town.unitIds[0] ?? '', town.unitIds[1] ?? '', null].flatMap((unit) =>
        [null, cooperativeId].flatMap((cooperative) =>
          (['food', 'household-other'] as const).map((stream) =>
            fc.option(cell(unit, cooperative, stream), { nil: null }),
          ),
        ),
      ),
    )
    .map((cells) => cells.filter((one) => one !== null));

const FIGURES = [
  'generatedKg',
  'dueKg',
  'weighedKg',
  'measuredKg',
  'estimatedKg',
  'treatedKg',
  'scheduled',
  'served',
  'confirmed',
  'inferred',
];
const FIELDS = FIGURES.map((name) => `sum("${name}")::float8 AS "${name}"`).join(', ');
const sumsOfCells = async () =>
  (
    await db.pool.query<object>(
      `SELECT to_char(day, 'YYYY-MM') AS month, "unitId", stream, "cooperativeId", ${FIELDS} FROM "LedgerCell" GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    )
  ).rows;
const sumsKept = async () =>
  (
    await db.pool.query<object>(
      `SELECT to_char(month, 'YYYY-MM') AS month, "unitId", stream, "cooperativeId", ${FIELDS} FROM "LedgerSum" GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    )
  ).rows;
const write = async (day: Day, cells: readonly Cell[]): Promise<void> => {
  const client = await db.pool.connect();
  try {
    await writeDay(client, town.townId, day, cells);
  } finally {
    client.release();
  }
};

describe('the months of the ledger', () => {
  it('are the sums of their cells to the kilogram, whatever is written, again, or in another order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 75 }), cellsOfDay()), { minLength: 1, maxLength: 6 }),
        async (days) => {
          for (const [offset, cells] of days) await write(addDays(FIRST, offset), cells);
          const kept = await sumsKept();
          expect(kept).toEqual(await sumsOfCells());
          // The same once more changes nothing; the latest of each day in another order neither.
          const latest = new Map(days.map(([offset, cells]) => [addDays(FIRST, offset), cells]));
          for (const [day, cells] of [...latest].toReversed()) await write(day, cells);
          expect(await sumsKept()).toEqual(kept);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('answer for any span what its cells do, by month and together', async () => {
    const viewer: Viewer = {
      id: 'manager',
      memberships: [{ id: 'm', role: 'manager', scopeKind: 'town', scopeId: null, townId: town.townId } as never],
    };
    const sumOf = await sumNamer(db, town.townId, 'vi');
    const total = (sums: readonly { treatedKg: number; visits: { served: number } }[]) => ({
      treatedKg: sums.reduce((sum, one) => sum + one.treatedKg, 0),
      served: sums.reduce((sum, one) => sum + one.visits.served, 0),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -5, max: 80 }), fc.integer({ min: 0, max: 90 }), async (offset, length) => {
        const span = { from: addDays(FIRST, offset), to: addDays(FIRST, offset + length) };
        const { rows } = await db.pool.query<{ treatedKg: number; served: number }>(
          `SELECT COALESCE(sum("treatedKg"), 0)::float8 AS "treatedKg", COALESCE(sum(served), 0)::float8 AS served
             FROM "LedgerCell" WHERE "townId" = $1 AND day BETWEEN $2 AND $3`,
          [town.townId, span.from, span.to],
        );
        expect(total(await readSpan(db, town.townId, viewer, span, sumOf))).toEqual(rows[0]);
        const months = await readGroups(db, town.townId, viewer, span, sumOf);
        expect(total([...months.values()].flat())).toEqual(rows[0]);
        for (const month of months.keys())
          expect(month >= span.from.slice(0, 7) && month <= span.to.slice(0, 7)).toBe(true);
        // What is of the same unit, stream and cooperative stands there once.
        const keys = (await readSpan(db, town.townId, viewer, span, sumOf)).map(
          ({ unitId, stream, cooperative }) => `${unitId} ${stream} ${cooperative?.code}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 25 },
    );
  });

  it('go with what they are of', async () => {
    await write(FIRST, [
      ...fc.sample(cell(town.unitIds[0] ?? '', null, 'food'), 1),
      ...fc.sample(cell(town.unitIds[1] ?? '', null, 'food'), 1),
    ]);
    await db.pool.query('DELETE FROM "LedgerCell" WHERE "unitId" = $1', [town.unitIds[0]]);
    const held = (rows: readonly object[]) =>
      rows.filter((row) => Object.values(row).some((value) => Number(value) > 0));
    expect(held(await sumsKept())).toEqual(held(await sumsOfCells()));
    await db.prisma.town.delete({ where: { id: town.townId } }).catch(() => undefined);
    expect(held(await sumsKept())).toEqual(held(await sumsOfCells()));
  });
});
