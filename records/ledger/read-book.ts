import type pg from 'pg';
import type { Day } from '../../domain/day.ts';
import type { LonLat, Surface } from '../../domain/geo.ts';
import type { GenerationBook, GeneratingUnit, UnitGenerator } from '../../domain/ledger/generation.ts';
import type { LedgerStream } from '../../domain/ledger/ledger-streams.ts';
import { holdsOn, unitOfPointFinder } from '../../domain/units-in-force.ts';

interface BookUnit extends GeneratingUnit {
  readonly geometry: Surface;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}
interface Placed {
  readonly id: string;
  readonly unitId: string;
  readonly lon: number;
  readonly lat: number;
}
interface BookPoint extends Placed {
  readonly cooperativeId: string | null;
}

/** What of the register a day's figures are computed with. */
export interface DayBook {
  readonly units: readonly GeneratingUnit[];
  readonly generation: GenerationBook;
  /** Streams that a facility treats to standard on the day. */
  readonly treats: ReadonlyMap<string, ReadonlySet<LedgerStream>>;
  /** To which unit in force and which cooperative a point counts on the day. */
  belongingOf(point: BookPoint): { readonly unitId: string | null; readonly cooperativeId: string | null };
}

/** Everything of the register that figures are computed with, of all times, read at once. */
export interface LedgerBook {
  on(day: Day): DayBook;
}

const DATE = 'YYYY-MM-DD';

/** Reads a town's book. Days that are computed one after another are given the same. */
export async function readBook(client: Pick<pg.ClientBase, 'query'>, townId: string): Promise<LedgerBook> {
  const rowsOf = async <Row extends object>(statement: string): Promise<Row[]> =>
    (await client.query<Row>(statement, [townId])).rows;
  const units = await rowsOf<BookUnit>(
    `SELECT id, setting, population, geometry, to_char("validFrom", '${DATE}') AS "validFrom", to_char("validTo", '${DATE}') AS "validTo"
       FROM "Unit" WHERE "townId" = $1 ORDER BY code, id`,
  );
  const factors = await rowsOf<GenerationBook['factors'][number]>(
    `SELECT id, kind, setting, stream, value, to_char("validFrom", '${DATE}') AS "validFrom", source
       FROM "Factor" WHERE "townId" = $1 AND kind IN ('generation', 'composition') AND "isActive" ORDER BY id`,
  );
  const people = await rowsOf<GenerationBook['people'][number]>(
    `SELECT counted."unitId", to_char(counted."validFrom", '${DATE}') AS "validFrom", counted.people, counted.source
       FROM "UnitPopulation" counted JOIN "Unit" unit ON unit.id = counted."unitId" WHERE unit."townId" = $1`,
  );
  // One that was archived without ever having counted has no last day.
  const generators = await rowsOf<UnitGenerator & Placed>(
    `SELECT id, code, name, "unitId", lon, lat, amounts, to_char("validFrom", '${DATE}') AS "validFrom",
            to_char("validTo", '${DATE}') AS "validTo"
       FROM "Generator" WHERE "townId" = $1 AND ("isActive" OR "validTo" IS NOT NULL)`,
  );
  const facilities = await rowsOf<{ id: string; treatsStreams: LedgerStream[] }>(
    'SELECT id, "treatsStreams" FROM "Facility" WHERE "townId" = $1',
  );
  const treatments = await rowsOf<{ facilityId: string; until: Day; treatsStreams: LedgerStream[] }>(
    `SELECT before."facilityId", to_char(before.until, '${DATE}') AS until, before."treatsStreams"
       FROM "FacilityTreatment" before JOIN "Facility" facility ON facility.id = before."facilityId"
      WHERE facility."townId" = $1 ORDER BY before.until`,
  );
  const belongings = await rowsOf<{ pointId: string; until: Day; unitId: string; cooperativeId: string | null }>(
    `SELECT before."pointId", to_char(before.until, '${DATE}') AS until, before."unitId", before."cooperativeId"
       FROM "PointBelonging" before JOIN "CollectionPoint" point ON point.id = before."pointId"
      WHERE point."townId" = $1 ORDER BY before.until`,
  );
  const beforeByPoint = new Map<string, (typeof belongings)[number][]>();
  for (const one of belongings) beforeByPoint.set(one.pointId, [...(beforeByPoint.get(one.pointId) ?? []), one]);

  const finders = new Map<string, ReturnType<typeof unitOfPointFinder<BookUnit>>>();
  const found = new Map<string, string | null>();
  return {
    on(day) {
      const inForce = units.filter((unit) => holdsOn(unit, day));
      const key = inForce.map(({ id }) => id).join(' ');
      const holds = new Set(inForce.map(({ id }) => id));
      const unitOf = ({ id, unitId, lon, lat }: Placed): string | null => {
        if (holds.has(unitId)) return unitId;
        const name = `${key} ${id} ${unitId}`;
        const known = found.get(name);
        if (known !== undefined) return known;
        const finder = finders.get(key) ?? unitOfPointFinder(inForce);
        finders.set(key, finder);
        const unit = finder({ unitId, position: [lon, lat] satisfies LonLat })?.id ?? null;
        found.set(name, unit);
        return unit;
      };
      return {
        units: inForce,
        generation: {
          factors,
          people,
          generators: generators.flatMap((generator) => {
            const unitId = unitOf(generator);
            return unitId === null ? [] : [{ ...generator, unitId }];
          }),
        },
        treats: new Map(
          facilities.map(({ id, treatsStreams }) => {
            const before = treatments.find(({ facilityId, until }) => facilityId === id && day < until);
            return [id, new Set((before ?? { treatsStreams }).treatsStreams)];
          }),
        ),
        belongingOf(point) {
          const before = beforeByPoint.get(point.id)?.find(({ until }) => day < until) ?? point;
          return { unitId: unitOf({ ...point, unitId: before.unitId }), cooperativeId: before.cooperativeId };
        },
      };
    },
  };
}
