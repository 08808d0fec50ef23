import { parseSolomon } from '../optimizer/formats/solomon.ts';
import { checkPlan, type Plan, type Problem, ProblemError } from '../optimizer/index.ts';

/**
 * Best known vehicles and total distance of Solomon's 56 files of 100 customers, fewest vehicles first, distances with double precision: the
 * table SINTEF keeps (sintef.no/projectweb/top/vrptw/100-customers, as copied in July 2026).
 */
const BEST_KNOWN: Readonly<Record<string, readonly [vehicles: number, distance: number]>> = {
  C101: [10, 828.94],
  C102: [10, 828.94],
  C103: [10, 828.06],
  C104: [10, 824.78],
  C105: [10, 828.94],
  C106: [10, 828.94],
  C107: [10, 828.94],
  C108: [10, 828.94],
  C109: [10, 828.94],
  C201: [3, 591.56],
  C202: [3, 591.56],
  C203: [3, 591.17],
  C204: [3, 590.6],
  C205: [3, 588.88],
  C206: [3, 588.49],
  C207: [3, 588.29],
  C208: [3, 588.32],
  R101: [19, 1650.8],
  R102: [17, 1486.12],
  R103: [13, 1292.68],
  R104: [9, 1007.31],
  R105: [14, 1377.11],
  R106: [12, 1252.03],
  R107: [10, 1104.66],
  R108: [9, 960.88],
  R109: [11, 1194.73],
  R110: [10, 1118.84],
  R111: [10, 1096.73],
  R112: [9, 982.14],
  R201: [4, 1252.37],
  R202: [3, 1191.7],
  R203: [3, 939.5],
  R204: [2, 825.52],
  R205: [3, 994.43],
  R206: [3, 906.14],
  R207: [2, 890.61],
  R208: [2, 726.82],
  R209: [3, 909.16],
  R210: [3, 939.37],
  R211: [2, 885.71],
  RC101: [14, 1696.95],
  RC102: [12, 1554.75],
  RC103: [11, 1261.67],
  RC104: [10, 1135.48],
  RC105: [13, 1629.44],
  RC106: [11, 1424.73],
  RC107: [11, 1230.48],
  RC108: [10, 1139.82],
  RC201: [4, 1406.94],
  RC202: [3, 1365.65],
  RC203: [3, 1049.62],
  RC204: [3, 798.46],
  RC205: [4, 1297.65],
  RC206: [3, 1146.32],
  RC207: [3, 1061.14],
  RC208: [3, 828.14],
};

/** One of Solomon's files with the vehicles of its best known plan and no more. */
export interface SolomonCase {
  /** C1, C2, R1, R2, RC1 or RC2. */
  readonly kind: string;
  readonly problem: Problem;
  readonly bestKnown: number;
  judge(plan: Plan): SolomonVerdict;
}

export interface SolomonVerdict {
  /** Between exact places, as those of the literature; the reader's own ways are rounded up to the fourth decimal. */
  readonly distance: number;
  readonly vehicles: number;
  readonly leftOut: number;
  readonly rulesBroken: number;
}

/** Reads one of Solomon's files; `name` is its own, for example R101. @throws ProblemError when nothing is known of it, or it is of another form. */
export function readSolomon(name: string, text: string): SolomonCase {
  const known = Object.hasOwn(BEST_KNOWN, name.toUpperCase()) ? BEST_KNOWN[name.toUpperCase()] : undefined;
  if (known === undefined) throw new ProblemError(`${name} is none of Solomon's files of 100 customers.`);
  const [vehicles, bestKnown] = known;
  const file = parseSolomon(text);
  const problem = { ...file.problem, vehicles: file.problem.vehicles.slice(0, vehicles) };
  return {
    kind: name.toUpperCase().slice(0, -2),
    problem,
    bestKnown,
    judge: (plan) => {
      const report = checkPlan(problem, plan);
      return {
        distance: file.length(plan),
        vehicles: plan.routes.filter(({ stops }) => stops.some(({ kind }) => kind === 'point')).length,
        leftOut: report.unservedPoints,
        rulesBroken: report.errors.length,
      };
    },
  };
}
