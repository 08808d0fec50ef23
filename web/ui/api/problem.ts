import i18next from 'i18next';
import type { ProblemDetails } from '../../../domain/problem-details.ts';

/** An answer of the API that is an error, or no answer at all (`status` 0, code `network`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** The whole problem document with its extra members; `null` where the answer was none. */
  readonly body: (ProblemDetails & Record<string, unknown>) | null;

  constructor(status: number, code: string, message: string, body: (ProblemDetails & Record<string, unknown>) | null) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

export function networkProblem(): ApiProblem {
  return new ApiProblem(0, 'network', i18next.t('problem.network'), null);
}

/** Reads a failed response's body as a problem; the server has already worded it in the language asked for. */
export function problemOf(status: number, text: string): ApiProblem {
  const problem: unknown = jsonOrNull(text);
  if (!isProblem(problem)) return new ApiProblem(status, 'unknown', i18next.t('problem.unknown', { status }), null);
  const fields = (problem.errors ?? []).map((e) => e.message).join(' ');
  return new ApiProblem(
    status,
    problem.code,
    [problem.detail || problem.title, fields].filter(Boolean).join(' '),
    problem,
  );
}

/** Read by hand: a driver's page has no schema loaded when its first answer is an error. */
function isProblem(read: unknown): read is ProblemDetails & Record<string, unknown> {
  const { type, title, status, detail, code, errors = [] } = (read ?? {}) as Record<string, unknown>;
  return (
    [type, title, detail, code].every((text) => typeof text === 'string') &&
    Number.isInteger(status) &&
    Array.isArray(errors) &&
    errors.every((fault: unknown) => typeof (fault as { message?: unknown } | null)?.message === 'string')
  );
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The sentence to show for any error a query or mutation threw. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiProblem && error.status === status;
}
