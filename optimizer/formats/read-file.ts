/** A problem from a file of any form that is read, told by what the file holds, and its answer in the form that belongs to it. */
import { ProblemError } from '../fields.ts';
import type { Plan, Problem } from '../problem.ts';
import { fromWasteInstance, toWastePlan, type WasteInstance } from '../waste.ts';
import { isSolomon, parseSolomon } from './solomon.ts';
import { formatTours, type TourCase } from './tour-file.ts';
import { fromVroom, toVroom } from './vroom.ts';
import { isVrplib, parseVrplib } from './vrplib.ts';

export interface FileCase {
  readonly problem: Problem;
  /** Seconds and metres of the problem in one unit of the file. */
  readonly scale: number;
  /** The plan as text in the form that answers the file's. */
  write(plan: Plan, drivingSeconds: number): string;
}

const FORMS = 'waste instances and VROOM problems (JSON), VRPLIB files (.vrp) and Solomon files';
/** What people try that is of none of these forms, by how its text begins. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^\s*</, 'XML'],
  [/^\s*"type"\s*:|^\s*\{\s*"type"\s*:\s*"(FeatureCollection|Feature)"/, 'GeoJSON'],
  [/^PK.{2}/s, 'a spreadsheet or another archive'],
  [/^\s*\d+\s+\d+\s+\d+(\s+\d+)?\s*$/m, "one of Cordeau's or Taillard's files"],
  [/^[^\n{}[\]]*[,;\t][^\n{}[\]]*[,;\t]/, 'a table (CSV)'],
];
/** Fields by which a JSON object says what it is. */
const VROOM_FIELDS = ['jobs', 'shipments', 'matrices'];
const WASTE_FIELDS = ['seconds', 'metres', 'disposal', 'points', 'locations'];

/** Reads `text`, which stands in `name`. @throws ProblemError when it is of no form that is read, or makes no sense in its own. */
export function readFileText(name: string, text: string): FileCase {
  if (isSolomon(text)) return tours(parseSolomon(text));
  if (isVrplib(text) || name.endsWith('.vrp')) return tours(parseVrplib(text));
  if (!/^\s*[[{]/.test(text))
    throw new ProblemError(`${name} is not in a form that is read: ${FORMS}${looksLike(text)}.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new ProblemError(`${name} is not JSON, though it begins like it: ${why}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ProblemError(`${name} must hold a JSON object; it holds a list.`);
  }
  const has = (fields: readonly string[]): boolean => fields.some((field) => field in json);
  if (has(VROOM_FIELDS)) {
    const vroom = fromVroom(json);
    return { problem: vroom.problem, scale: 1, write: (plan) => `${JSON.stringify(toVroom(vroom, plan))}\n` };
  }
  if (!has(WASTE_FIELDS)) {
    throw new ProblemError(
      `${name} is neither a waste instance (it has none of ${WASTE_FIELDS.join(', ')}) nor a VROOM problem (none of ${VROOM_FIELDS.join(', ')})${looksLike(text)}.`,
    );
  }
  const problem = fromWasteInstance(json);
  return {
    problem,
    scale: 1,
    write: (plan) => `${JSON.stringify(toWastePlan(problem, plan, json as WasteInstance))}\n`,
  };
}

function tours(each: TourCase): FileCase {
  return { ...each, write: (plan, drivingSeconds) => formatTours(each, plan, drivingSeconds) };
}

function looksLike(text: string): string {
  const found = OTHERS.find(([begins]) => begins.test(text.slice(0, 2000)));
  return found === undefined ? '' : `; this looks like ${found[1]}`;
}
