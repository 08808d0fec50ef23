/** A vehicle routing solver for waste collection. */
export { type CheckReport, checkPlan } from './check.ts';
export * from './evaluate.ts';
export * from './explain.ts';
export { type FileCase, readFileText } from './formats/read-file.ts';
export { formatCvrpSolution, parseCvrp } from './formats/vrplib.ts';
export { fromVroom, toVroom } from './formats/vroom.ts';
export { type Lever, pull } from './levers.ts';
export type { Progress } from './progress.ts';
export { type Solution, type SolveOptions, solve, InfeasiblePlanError } from './solve.ts';
export { explainUnserved, type UnservedExplanation, type UnservedReason } from './unserved.ts';
export { MAX_LOCATIONS, ProblemError, validateProblem } from './validate.ts';
export { stayCloseTo } from './stay-close.ts';
export * from './waste.ts';
