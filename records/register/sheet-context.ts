import { fold } from '../../domain/area-files/fold.ts';
import { dayToDate } from '../../domain/day.ts';
import type { Surface } from '../../domain/geo.ts';
import type { KeptRecord } from '../../domain/sheets/preview.ts';
import type { SheetSubject } from '../../domain/sheets/subjects.ts';
import type { References } from '../../domain/sheets/values.ts';
import { groundFinder } from '../../domain/units-in-force.ts';
import { type AnySheetRecord, SHEET_RECORDS } from './sheet-records.ts';
import type { Doing, RegisterContext } from './subject-records.ts';

/** So many ids are asked for in one query. */
const IDS_PER_QUERY = 5000;

/** Records by their ids, however many. */
export async function readMany(
  context: RegisterContext,
  subject: SheetSubject,
  doing: Doing,
  ids: readonly string[],
): Promise<AnySheetRecord[]> {
  const { records } = SHEET_RECORDS[subject];
  const read: AnySheetRecord[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    read.push(...(await records.read(context, doing, ids.slice(start, start + IDS_PER_QUERY), context.today)));
  }
  return read;
}

/** The records of a book, in the order of their list. */
export async function readBook(
  context: RegisterContext,
  subject: SheetSubject,
  doing: Doing,
  which: { readonly isArchived: boolean },
): Promise<AnySheetRecord[]> {
  const entries = await SHEET_RECORDS[subject].records.index(context, { ...which, on: context.today });
  const place = new Map(entries.map(({ id, key }) => [id, key.join(' ')]));
  const read = await readMany(
    context,
    subject,
    doing,
    entries.map(({ id }) => id),
  );
  return read.sort((a, b) => (place.get(a.id) ?? '').localeCompare(place.get(b.id) ?? '', 'vi', { numeric: true }));
}

/** What the viewer may change of a book, archived ones too. */
export async function readKept(context: RegisterContext, subject: SheetSubject): Promise<KeptRecord[]> {
  const inUse = await readBook(context, subject, 'edit', { isArchived: false });
  const archived = await readBook(context, subject, 'edit', { isArchived: true });
  const kept = [...inUse, ...archived].map((record) => ({ id: record.id, isActive: record.isActive, record }));
  // A unit that holds no more is history and not taken up again.
  return [...new Map(kept.map((one) => [one.id, one])).values()];
}

/** The town's codes by id and its ids by code; of units those in force today, else the last. */
export async function readReferences({ db, townId, today }: RegisterContext): Promise<References> {
  const where = { townId };
  const columns = { id: true, code: true, isActive: true } as const;
  const named = { ...columns, name: true } as const;
  const [cooperatives, facilities, trucks, crews, units] = await Promise.all([
    db.cooperative.findMany({ where, select: named }),
    db.facility.findMany({ where, select: named }),
    db.truck.findMany({ where, select: columns }),
    db.crew.findMany({ where, select: named }),
    db.unit.findMany({
      where,
      select: { id: true, code: true, name: true, validFrom: true, validTo: true },
      orderBy: { validFrom: 'asc' },
    }),
  ]);
  const day = dayToDate(today).getTime();
  const holdsToday = (unit: (typeof units)[number]) =>
    unit.validFrom.getTime() <= day && (unit.validTo === null || unit.validTo.getTime() > day);
  const books: Partial<Record<SheetSubject, { id: string; code: string; name?: string | null; isActive: boolean }[]>> =
    {
      ...{ cooperatives, facilities, trucks, crews },
      units: units
        .map((unit) => ({ id: unit.id, code: unit.code, name: unit.name, isActive: holdsToday(unit) }))
        .sort((a, b) => Number(a.isActive) - Number(b.isActive)),
    };
  const codes = new Map<string, string>();
  const ids = new Map<string, string>();
  const byName = new Map<string, Set<string>>();
  for (const [book, rows] of Object.entries(books)) {
    for (const { id, code, name, isActive } of rows) {
      codes.set(`${book} ${id}`, code);
      for (const called of isActive && name ? callNames(name) : []) {
        const key = `${book} ${called}`;
        byName.set(key, (byName.get(key) ?? new Set()).add(code));
      }
      if (isActive || book === 'units') ids.set(`${book} ${code}`, id);
    }
  }
  return {
    codeOf: (book, id) => codes.get(`${book} ${id}`),
    idOf: (book, code) => ids.get(`${book} ${code}`),
    codeNamed: (book, name) => {
      const found = byName.get(`${book} ${fold(name)}`) ?? new Set();
      const [code] = found;
      return found.size === 1 ? code : undefined;
    },
  };
}

/** What a record is called in a sheet: by its name, or by that without the kind of place before it. */
function callNames(name: string): Set<string> {
  const whole = fold(name);
  return new Set([whole, whole.replace(/^(phuong|xa|thi tran|dac khu|hop tac xa|htx|to xe|to) (?=\S)/, '')]);
}

/** A function that gives the code of the unit in force today that a place lies in. */
export async function readUnitFinder({ db, townId, today }: RegisterContext) {
  const date = dayToDate(today);
  const rows = await db.unit.findMany({
    where: { townId, validFrom: { lte: date }, OR: [{ validTo: null }, { validTo: { gt: date } }] },
    select: { code: true, geometry: true },
    orderBy: { code: 'asc' },
  });
  // Surfaces were checked when they were kept.
  const find = groundFinder(rows.map(({ code, geometry }) => ({ code, geometry: geometry as unknown as Surface })));
  return (lon: number, lat: number): string | null => find([lon, lat])?.code ?? null;
}
