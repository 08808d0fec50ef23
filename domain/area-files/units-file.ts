import { booleanPointInPolygon, multiPolygon, pointOnFeature } from '@turf/turf';
import type { ImportFault } from '../areas.ts';
import type { Day } from '../day.ts';
import type { MultiPolygon } from '../geo.ts';
import { SETTINGS, type Setting, type UNIT_KINDS } from '../units.ts';
import { readDay } from '../cells/days.ts';
import { type Choices, choiceWords, readChoice } from '../cells/lists.ts';
import { readNumber } from '../cells/numbers.ts';
import { cleanText, readText } from '../cells/text.ts';
import { featureLines, lineAt } from './feature-lines.ts';
import { foreignSystem } from './geographic-system.ts';
import { boundExceeded } from './json-depth.ts';
import { decodeText, faultOf, type SourceFile } from './source-file.ts';
import { readSurface } from './unit-geometry.ts';
import { findOverlaps, holdTogether } from './unit-overlaps.ts';

type UnitKind = (typeof UNIT_KINDS)[number];

/** An administrative unit as the file has it. */
export interface UnitRow {
  line: number;
  code: string;
  name: string;
  kind: UnitKind;
  setting: Setting;
  population: number;
  /** Where the population was not counted, what it was estimated from. */
  populationEstimatedFrom: string | null;
  validFrom: Day;
  validTo: Day | null;
  geometry: MultiPolygon;
}

/** A residential group of the unit at `units[unitIndex]`. */
export interface GroupRow {
  unitIndex: number;
  code: string;
  name: string;
  households: number;
  people: number;
  geometry: MultiPolygon;
}

export interface UnitsFile {
  units: UnitRow[];
  groups: GroupRow[];
  faults: ImportFault[];
  /** Units with faults whose ground is right all the same; `null` when the ground of some unit is not known. */
  faultyUnits: UnitRow[] | null;
}

/** A feature collection nests eight deep; what a program adds to properties may nest further. */
const DEEPEST = 100;
/** Many times the units and residential groups of a province. */
const MOST_FEATURES = 50_000;
/** From when a unit holds that does not say. */
const ALWAYS: Day = '1900-01-01';
/** What a column of the database holds. */
const MOST_COUNTED = 2_147_483_647;
/** So many units are named by code in one sentence. */
const MOST_NAMED = 20;
/** Mean size of a household in Vietnam (census of 2019), for a group made of a whole unit. */
const PEOPLE_PER_HOUSEHOLD = 3.6;

const KINDS = choiceWords<UnitKind>({
  ward: ['phường'],
  commune: ['xã'],
  municipality: ['đô thị', 'thị trấn', 'thị xã', 'thành phố'],
});
const SETTING_WORDS = choiceWords<Setting>({ urban: ['thành thị', 'đô thị'], rural: ['nông thôn'] });

/**
 * Reads the units and residential groups of a GeoJSON FeatureCollection; docs/area-files.md describes it. Units that
 * overlap are a fault; a unit without groups gets one of the whole unit, with its code and name.
 */
export function readUnitsFile(file: SourceFile): UnitsFile {
  const refuse = (code: string, line: number | null, params: ImportFault['params'] = {}): UnitsFile => ({
    units: [],
    groups: [],
    faults: [faultOf(file, line, null, code, null, params)],
    faultyUnits: null,
  });
  const text = decodeText(file.bytes);
  if (text === null) return refuse('not-text', null);
  if (text.trim() === '') return refuse('empty-file', null);
  const exceeded = boundExceeded(text, { depth: DEEPEST, members: MOST_FEATURES });
  if (exceeded === 'members') return refuse('too-many-features', null, { most: MOST_FEATURES });
  if (exceeded === 'depth') return refuse('not-a-feature-collection', null);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '');
    return refuse('not-json', position ? lineAt(text, Number(position[1])) : lineAt(text, text.length));
  }
  const features = (document as { features?: unknown } | null)?.features;
  if (!Array.isArray(features)) return refuse('not-a-feature-collection', null);

  const lines = featureLines(text);
  const system = foreignSystem(document);
  if (system !== null) return refuse('foreign-crs', null, { system });
  const readers = features.map((feature, i) => new FeatureReader(file, lines[i] ?? 1, feature));
  const units: UnitRow[] = [];
  const faultyUnits: UnitRow[] = [];
  for (const reader of readers.filter((feature) => !feature.isGroup)) {
    const unit = readUnit(reader);
    const twin = units.find((other) => other.code === unit.code && holdTogether(other, unit));
    if (twin) reader.fault('code', 'duplicate', { firstLine: twin.line });
    if (reader.faults.length === 0 && !reader.isSwapped) units.push(unit);
    else faultyUnits.push(unit);
  }
  const groups = readGroups(
    readers.filter((feature) => feature.isGroup),
    units,
    new Set(faultyUnits.map((unit) => unit.code)),
  );
  const swapped = readers.filter((reader) => reader.isSwapped);
  const faults = [...readers.flatMap((reader) => reader.faults), ...findOverlaps(file, units)];
  if (swapped.length > 0)
    faults.unshift(
      swappedFault(
        file,
        swapped.map((reader) => reader.optionalText('code') ?? '?'),
      ),
    );
  if (units.length === 0 && faults.length === 0) return refuse('no-units', null);
  const isGroundKnown = faultyUnits.every((unit) => unit.geometry.coordinates.length > 0);
  return {
    units,
    groups: [...groups, ...wholeUnitGroups(units, groups)],
    faults,
    faultyUnits: isGroundKnown ? faultyUnits : null,
  };
}

/** Longitude and latitude of units stand in the wrong order: said once, of all of them. */
export function swappedFault(file: Pick<SourceFile, 'kind' | 'name'>, codes: readonly string[]): ImportFault {
  const units = [...codes.slice(0, MOST_NAMED), ...(codes.length > MOST_NAMED ? ['…'] : [])].join(', ');
  return faultOf(file, null, 'geometry', 'units-swapped', null, { units });
}

class FeatureReader {
  readonly faults: ImportFault[] = [];
  isSwapped = false;
  readonly line: number;
  readonly #file: SourceFile;
  readonly #properties: Readonly<Record<string, unknown>>;
  readonly #geometry: unknown;
  readonly #system: string | null;

  constructor(file: SourceFile, line: number, feature: unknown) {
    const { properties, geometry } = (feature ?? {}) as { properties?: unknown; geometry?: unknown };
    this.#system = foreignSystem(feature);
    this.#file = file;
    this.line = line;
    this.#properties = (properties ?? {}) as Record<string, unknown>;
    this.#geometry = geometry;
  }

  get isGroup(): boolean {
    return this.#properties.level === 'residential-group';
  }

  optionalText(key: string): string | null {
    const value = this.#properties[key];
    if (value === undefined || value === null) return null;
    const text = cleanText(typeof value === 'string' ? value : JSON.stringify(value));
    return text === '' ? null : text;
  }

  /** Names properties of these keys whose letters were lost or came through a wrong encoding. */
  checkLetters(...keys: string[]): void {
    for (const key of keys) {
      const value = this.#properties[key];
      if (typeof value === 'object' ? value !== null : typeof value === 'boolean') this.fault(key, 'not-plain');
      const read = typeof value === 'string' ? readText(value) : null;
      if (read && 'code' in read) this.fault(key, read.code, read.params);
    }
  }

  text(key: string): string {
    const value = this.optionalText(key);
    if (value === null) this.fault(key, 'missing-value');
    return value ?? '';
  }

  count(key: string): number {
    const text = this.text(key);
    if (text === '') return 0;
    const read = readNumber(text, { isWhole: true, decimalSign: '.', isSignSeen: false });
    if ('value' in read && read.value >= 0 && read.value <= MOST_COUNTED) return read.value;
    this.fault(key, 'not-a-count');
    return 0;
  }

  choice<T extends string>(key: string, words: Choices<T>, standIn: T): T {
    const text = this.text(key);
    const result = readChoice(text, words);
    if ('value' in result) return result.value;
    if (text !== '') this.fault(key, result.code, result.params);
    return standIn;
  }

  day(key: string): Day | null {
    const text = this.optionalText(key);
    if (text === null) return null;
    const read = readDay(text);
    if ('value' in read) return read.value;
    this.fault(key, read.code);
    return null;
  }

  surface(): MultiPolygon {
    const read = readSurface(this.#geometry);
    if (this.#system !== null) this.fault('geometry', 'foreign-crs', { system: this.#system });
    this.isSwapped = read.isSwapped;
    for (const { code, params } of read.faults) {
      this.faults.push(faultOf(this.#file, this.line, 'geometry', code, this.optionalText('code'), params));
    }
    return read.faults.length === 0 ? read.surface : { type: 'MultiPolygon', coordinates: [] };
  }

  fault(key: string, code: string, params: ImportFault['params'] = {}): void {
    this.faults.push(faultOf(this.#file, this.line, key, code, this.optionalText(key), params));
  }
}

function readUnit(feature: FeatureReader): UnitRow {
  feature.checkLetters('code', 'name');
  const unit: UnitRow = {
    line: feature.line,
    code: feature.text('code'),
    name: feature.text('name'),
    kind: feature.choice('kind', KINDS, 'ward'),
    setting: feature.choice('setting', SETTING_WORDS, SETTINGS[0]),
    population: feature.count('population'),
    populationEstimatedFrom: feature.optionalText('populationEstimatedFrom'),
    validFrom: feature.day('validFrom') ?? ALWAYS,
    validTo: feature.day('validTo'),
    geometry: feature.surface(),
  };
  if (unit.validTo !== null && unit.validTo <= unit.validFrom) feature.fault('validTo', 'ends-before-start');
  return unit;
}

function readGroups(
  features: FeatureReader[],
  units: readonly UnitRow[],
  faultyCodes: ReadonlySet<string>,
): GroupRow[] {
  const groups: GroupRow[] = [];
  const lineOf = new Map<string, number>();
  for (const feature of features) {
    feature.checkLetters('code', 'name', 'unitCode');
    const code = feature.text('code');
    const firstLine = lineOf.get(code);
    if (firstLine !== undefined) feature.fault('code', 'duplicate', { firstLine });
    lineOf.set(code, firstLine ?? feature.line);
    const unitCode = feature.text('unitCode');
    const geometry = feature.surface();
    const named = units.flatMap((unit, index) => (unit.code === unitCode ? [{ unit, index }] : []));
    if (named.length === 0 && unitCode !== '' && !faultyCodes.has(unitCode)) feature.fault('unitCode', 'unknown-unit');
    const inside = named.find(({ unit }) => geometry.coordinates.length > 0 && liesIn(geometry, unit));
    if (named.length > 0 && !faultyCodes.has(unitCode) && inside === undefined && geometry.coordinates.length > 0) {
      feature.fault('unitCode', 'group-outside-unit');
    }
    const group = {
      unitIndex: inside?.index ?? 0,
      code,
      name: feature.text('name'),
      households: feature.count('households'),
      people: feature.count('people'),
      geometry,
    };
    if (feature.faults.length === 0 && !feature.isSwapped) groups.push(group);
  }
  return groups;
}

function liesIn(geometry: MultiPolygon, unit: UnitRow): boolean {
  return booleanPointInPolygon(pointOnFeature(multiPolygon(geometry.coordinates)), unit.geometry);
}

function wholeUnitGroups(units: readonly UnitRow[], groups: readonly GroupRow[]): GroupRow[] {
  const taken = new Set(groups.map((group) => group.code));
  return units.flatMap((unit, unitIndex) => {
    if (groups.some((group) => group.unitIndex === unitIndex)) return [];
    // One code may name two units at two times, and a group of another unit may bear it.
    const code = taken.has(unit.code) ? `${unit.code}@${unit.validFrom}` : unit.code;
    taken.add(code);
    const households = Math.round(unit.population / PEOPLE_PER_HOUSEHOLD);
    return [{ unitIndex, code, name: unit.name, households, people: unit.population, geometry: unit.geometry }];
  });
}
