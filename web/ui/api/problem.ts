import i18next from 'i18next';
import { type ProblemDetails, problemDetailsSchema } from '../../../domain/problem-details.ts';

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
  const parsed = problemDetailsSchema.loose().safeParse(jsonOrNull(text));
  if (!parsed.success) {
    return new ApiProblem(status, 'unknown', i18next.t('problem.unknown', { status }), null);
  }
  const fields = (parsed.data.errors ?? []).map((e) => e.message).join(' ');
  return new ApiProblem(
    status,
    parsed.data.code,
    [parsed.data.detail || parsed.data.title, fields].filter(Boolean).join(' '),
    parsed.data,
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
