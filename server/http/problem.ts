import type { ProblemDetails } from '../../domain/problem-details.ts';
import type { Language } from '../../domain/languages.ts';
import type { Wording } from './language.ts';
import { pointerTo } from './pointer.ts';

/** What an answer other than success means, in words a person can act on. `{name}` in a text is a parameter. */
export interface ProblemType {
  readonly status: number;
  readonly title: Wording;
  readonly detail: Wording;
}

export type ProblemParams = Readonly<Record<string, string | number>>;
export type ProblemMembers = Readonly<Record<string, unknown>>;

/** An answer other than success (RFC 9457). Thrown anywhere below a route, worded where the language is known. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly type: ProblemType;
  readonly params: ProblemParams;
  /** Further members of the document, such as the id of the plan that is in the way. */
  readonly members: ProblemMembers;

  constructor(code: string, type: ProblemType, params: ProblemParams = {}, members: ProblemMembers = {}) {
    super(`${code}: ${fill(type.detail.en, params)}`);
    this.code = code;
    this.type = type;
    this.params = params;
    this.members = members;
  }
}

/** Makes a problem of a feature's table: `throw planProblem('plan-already-running', { day }, { planId })`. */
export type ProblemMaker<Code extends string> = (
  code: Code,
  params?: ProblemParams,
  members?: ProblemMembers,
) => Problem;

/** Names the problems of a feature, each with its status and its words in both languages. */
export function defineProblems<Code extends string>(types: Readonly<Record<Code, ProblemType>>): ProblemMaker<Code> {
  return (code, params, members) => new Problem(code, types[code], params, members);
}

/** The document a client reads. */
export function problemDetails(problem: Problem, language: Language): ProblemDetails & ProblemMembers {
  return {
    type: `urn:tuyen-xanh:problem:${problem.code}`,
    title: problem.type.title[language],
    status: problem.type.status,
    detail: fill(problem.type.detail[language], problem.params),
    code: problem.code,
    ...problem.members,
    ...(Array.isArray(problem.members['errors']) && {
      errors: (problem.members['errors'] as FaultyField[]).map(withPointer),
    }),
  };
}

type FaultyField = NonNullable<ProblemDetails['errors']>[number];

/** A fault in a body that is named by its path alone, with the pointer of the same place. */
function withPointer(error: FaultyField): FaultyField {
  const { path, pointer } = error;
  if (pointer !== undefined || !/^body\b/.test(path)) return error;
  return { ...error, pointer: pointerTo(path.split('.').slice(1)) };
}

function fill(text: string, params: ProblemParams): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
