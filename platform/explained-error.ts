/**
 * A fault the person at the terminal can mend: a taken port, a wrong option, a directory that cannot be written.
 * Carries one clear sentence in each of the program's languages; `message` is the English one. No stack trace is
 * shown for it.
 */
export class ExplainedError extends Error {
  readonly vi: string;
  readonly en: string;

  constructor(en: string, vi: string, options?: { cause?: unknown }) {
    super(en, options);
    this.name = 'ExplainedError';
    this.en = en;
    this.vi = vi;
  }
}

/**
 * What to print for a fault that ends a command: the sentence in both languages for an ExplainedError, otherwise the
 * stack, because then it is our fault and not the reader's.
 */
export function explain(error: unknown): string {
  if (error instanceof ExplainedError) return `✖ ${error.en}\n  ${error.vi}`;
  if (error instanceof Error) return `✖ ${error.stack ?? error.message}`;
  return `✖ ${String(error)}`;
}
